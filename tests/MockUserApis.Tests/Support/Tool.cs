using System.ComponentModel;
using System.Diagnostics;

namespace MockUserApis.Tests.Support;

/// <summary>Programs of the machine, as people run them against a mock. A test says which it needs.</summary>
internal static class Tool
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    private static readonly string[] Trust =
    [
        "CURL_CA_BUNDLE",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "REQUESTS_CA_BUNDLE",
        "NODE_EXTRA_CA_CERTS",
    ];

    /// <summary>Skips the test where the program is missing, or cannot do this.</summary>
    public static async Task NeededAsync(string program, params string[] arguments) =>
        Assert.SkipUnless(await HasAsync(program, arguments), $"needs {program} {string.Join(' ', arguments)}");

    /// <summary>What it printed; it must end well.</summary>
    /// <param name="variables">Of proxies and CAs the environment has these and no others.</param>
    public static async Task<string> RunAsync(
        Dictionary<string, string> variables,
        string program,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(Steers).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Timeout);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}{await errors}");
        return await output;
    }

    private static bool Steers(string variable) =>
        variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) || Trust.Contains(variable);

    private static async Task<bool> HasAsync(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Timeout);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
