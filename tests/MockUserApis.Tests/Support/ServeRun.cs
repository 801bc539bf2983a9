using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>The built <c>serve</c> started by a shell, with redirections and limits, in a folder of its own.</summary>
internal sealed class ServeRun : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-serve-");
    private Process? process;

    public string Folder => folder.FullName;

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Runs until it ends by itself. <c>{}</c> in the shell line is serve on free ports.</summary>
    public async Task<(int Code, string Errors)> EndAsync(string line, int port = 0)
    {
        Start(line, port);
        var errors = await process!.StandardError.ReadToEndAsync().WaitAsync(Timeout);
        await process.WaitForExitAsync().WaitAsync(Timeout);
        return (process.ExitCode, errors);
    }

    /// <summary>Runs until the addresses file names its ports, which must answer.</summary>
    public async Task<Wire> ReadyAsync(string line, string addresses)
    {
        Start(line);
        Task<int> ReadPortAsync() => Task.FromResult(Port(addresses));
        var port = await Until.ReachedAsync(ReadPortAsync, p => p > 0 || process!.HasExited, "the addresses file");
        port.ShouldBeGreaterThan(0, process!.HasExited ? await process.StandardError.ReadToEndAsync() : "");
        var control = new Wire(port);
        (await control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
        return control;
    }

    public void Signal(string name)
    {
        using var sent = Process.Start("kill", ["-" + name, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        sent.WaitForExit();
    }

    public async Task<(int Code, string Errors)> EndedAsync()
    {
        var errors = await process!.StandardError.ReadToEndAsync().WaitAsync(Timeout);
        await process.WaitForExitAsync().WaitAsync(Timeout);
        return (process.ExitCode, errors);
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
            process.Kill();
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private void Start(string line, int port = 0)
    {
        var serve = $"exec {BuiltProgram.Shell} serve --port {port} --population 10";
        // The suite may run under nohup or in the background of a shell: an ignored signal would be inherited.
        string[] heard = OperatingSystem.IsLinux() ? ["env", "--default-signal", "sh"] : ["sh"];
        string[] arguments = [.. heard[1..], "-c", line.Replace("{}", serve, StringComparison.Ordinal)];
        process = Process.Start(
            new ProcessStartInfo(heard[0], arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
    }

    private static int Port(string addresses)
    {
        try
        {
            using var vendors = JsonDocument.Parse(File.ReadAllBytes(addresses));
            return new Uri(vendors.RootElement[0].GetProperty("prefixUrl").GetString()!).Port;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
