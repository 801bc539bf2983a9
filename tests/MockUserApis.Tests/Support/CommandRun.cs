using System.Diagnostics;

namespace MockUserApis.Tests.Support;

/// <summary>A command of the built program that ends by itself.</summary>
internal sealed record CommandRun(int Code, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<CommandRun> RunAsync(params string[] arguments)
    {
        var start = BuiltProgram.Start(arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        // Wrong usage is no run.
        if (process.ExitCode != 2)
            TestLog.Note(string.Join(' ', arguments) + $" exit:{process.ExitCode}");
        return new CommandRun(process.ExitCode, await output, await errors);
    }
}
