using System.CommandLine;

namespace MockUserApis;

/// <summary>
/// The command line: <c>serve</c>, <c>init</c>, <c>validate</c>, <c>vendors</c>, <c>coverage</c>, <c>health</c>,
/// <c>verify</c>, <c>--version</c>. Wrong usage exits 2 and says the fix.
/// </summary>
internal static class CommandLine
{
    public const int WrongUsage = 2;

    // Longer than the server takes to finish what it accepted: the state is saved after that.
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Vendors' user APIs on your own machine.")
        {
            ServeCommand.Create(),
            InitCommand.Create(),
            ValidateCommand.Create(),
            VendorsCommand.Create(),
            CoverageCommand.Create(),
            HealthCommand.Create(),
            Pacts.VerifyCommand.Create(),
        };
        // Who only wants to know what there is gets it, and no complaint.
        if (args.Length == 0)
            args = ["--help"];
        if (args.Any(Asks))
            OptionHelp.AddTo(root);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = MaxStop });
        foreach (var sentence in UsageErrors.Of(parsed))
            await Console.Error.WriteLineAsync(sentence);
        var command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        await Console.Error.WriteLineAsync($"Run \"mock-user-apis {command}--help\" for what there is.");
        return WrongUsage;
    }

    private static bool Asks(string argument) => argument is "--help" or "-h" or "-?" or "/h" or "/?";
}
