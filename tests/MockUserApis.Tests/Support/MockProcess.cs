using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>The built command line in a process of its own, on free ports.</summary>
internal sealed class MockProcess : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly DirectoryInfo folder;
    private JsonElement vendors;

    private MockProcess(Process process, DirectoryInfo folder) => (this.process, this.folder) = (process, folder);

    public int Id => process.Id;

    /// <summary>All that it printed, once it has ended.</summary>
    public required Task<string> Output { get; init; }

    /// <summary>All that it logged, once it has ended.</summary>
    public required Task<string> Errors { get; init; }

    /// <summary>Ready for requests; stopped when disposed.</summary>
    public static Task<MockProcess> StartAsync(params string[] options) => StartInAsync([], options);

    /// <summary>The same, with environment variables of its own.</summary>
    public static async Task<MockProcess> StartInAsync(Dictionary<string, string> environment, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-");
        var addresses = Path.Combine(folder.FullName, "addresses.json");
        var greeted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] own = ["--port", "0", "--addresses-file", addresses];
        string[] arguments = ["serve", .. own, .. Kept(options), .. options];
        var start = BuiltProgram.Start(arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var mock = new MockProcess(process, folder)
        {
            Output = ReadAsync(process.StandardOutput, greeted),
            Errors = ReadAsync(process.StandardError, greeted),
        };
        try
        {
            var first = await Task.WhenAny(greeted.Task, process.WaitForExitAsync()).WaitAsync(Timeout);
            if (first != greeted.Task)
                throw new InvalidOperationException(
                    $"serve ended with {process.ExitCode}: {await mock.Output} {await mock.Errors}"
                );
            mock.vendors = JsonDocument.Parse(await File.ReadAllBytesAsync(addresses)).RootElement;
            TestLog.Note(string.Join(' ', arguments));
            return mock;
        }
        catch
        {
            await mock.DisposeAsync();
            throw;
        }
    }

    // It greets once it serves, after the addresses file: where the log is JSON, among the errors. A signal before that
    // leaves the rest of the greeting out.
    private static async Task<string> ReadAsync(StreamReader output, TaskCompletionSource greeted)
    {
        var said = new StringBuilder();
        while (await output.ReadLineAsync() is { } line)
        {
            said.Append(line).Append('\n');
            if (line.StartsWith("Stop  ", StringComparison.Ordinal))
                greeted.TrySetResult();
        }

        return said.ToString();
    }

    private static string[] Kept(string[] options) =>
        options.Contains("--state") || options.Contains("--store") ? [] : Store.Options;

    /// <summary>A vendor's own port.</summary>
    public Wire Vendor(string slug) => new(Port(slug));

    public int Port(string slug) => new Uri(Row(slug).GetProperty("url").GetString()!).Port;

    public Wire Control => new(ControlPort);

    /// <summary>Where the addresses file says that a vendor is.</summary>
    public string Url(string slug) => Row(slug).GetProperty("url").GetString()!;

    /// <summary>Where the addresses file says that a vendor is, below the base address.</summary>
    public string PrefixUrl(string slug) => Row(slug).GetProperty("prefixUrl").GetString()!;

    /// <summary>Where the addresses file says that the CA's certificate is.</summary>
    public string CaFile => vendors[0].GetProperty("caFile").GetString()!;

    public int ControlPort => new Uri(vendors[0].GetProperty("prefixUrl").GetString()!).Port;

    /// <summary>The default sandbox's credential, as the addresses file tells it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Credential(string slug) =>
        Row(slug)
            .GetProperty("credential")
            .GetProperty("headers")
            .EnumerateObject()
            .Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!));

    /// <summary>Sends a signal; the exit code once it has ended.</summary>
    public async Task<int> SignalAsync(string name)
    {
        using var sent = Process.Start(
            "kill",
            ["-" + name, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );
        await process.WaitForExitAsync().WaitAsync(Timeout);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private JsonElement Row(string slug) =>
        vendors.EnumerateArray().Single(v => v.GetProperty("slug").ValueEquals(slug));
}
