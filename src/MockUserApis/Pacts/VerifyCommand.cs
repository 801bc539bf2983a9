using System.CommandLine;
using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Vendors;

namespace MockUserApis.Pacts;

/// <summary>
/// <c>verify</c>: holds pacts against the mock by Pact's own verifier. Exits 1 on a broken contract and when nothing
/// was verified.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var pacts = new Argument<string>("pacts")
        {
            Description = "A folder of pact files, or one file.",
            DefaultValueFactory = _ => "pacts",
        };
        var junit = new Option<string?>("--junit") { Description = "Also write the results as JUnit XML." };
        var url = new Option<string?>("--url")
        {
            Description = "Verify against this running mock; default: one of its own.",
        };
        var verifier = new Option<string?>("--verifier")
        {
            Description =
                "Pact's command line (npm @pact-foundation/pact-cli); default: the one in node_modules or on PATH.",
        };
        var others = new Option<bool>("--ignore-other-providers")
        {
            Description = "Leave out pacts whose provider is not a vendor of the mock, instead of failing.",
        };
        var token = new ControlTokenOption();
        var broker = new BrokerOptions();
        const string purpose = "Verify pact files, or the pacts of a Pact broker, against the mock.";
        var command = new Command("verify", purpose) { pacts, junit, url, verifier, others };
        token.AddTo(command);
        broker.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                try
                {
                    // Before the run: a long one is not to end with results that nobody gets.
                    var file = parsed.GetValue(junit) is { } path ? JUnit.At(path) : null;
                    var source = broker.Read(parsed, parsed.GetResult(pacts) is { Implicit: false });
                    var program =
                        Verifier.Find(parsed.GetValue(verifier)) ?? throw new UnreachableException(Verifier.HowToGet);
                    Verify verify = source is not null
                        ? new BrokerRun(new Verifier(program), source).RunAsync
                        : new FolderRun(
                            new Verifier(program),
                            Existing(parsed.GetValue(pacts)!),
                            parsed.GetValue(others)
                        ).RunAsync;
                    var results = parsed.GetValue(url) is not { } running
                        ? await AgainstOwnAsync(verify, file, stop)
                        : await AgainstAsync(ControlClient.Address(running), token.Value(parsed), verify, file, stop);
                    return results.ExitCode;
                }
                catch (Exception error) when (error is UnreachableException or UsageException or OutputFileException)
                {
                    await Console.Error.WriteLineAsync(error.Message);
                    return error is UnreachableException ? 1 : CommandLine.WrongUsage;
                }
            }
        );
        return command;
    }

    private delegate Task<PactResults> Verify(RunningMock mock, StateRelay relay, CancellationToken stop);

    private static string Existing(string path) =>
        Directory.Exists(path) || File.Exists(path)
            ? path
            : throw new UnreachableException(
                $"There is no folder or file \"{path}\". Name the one that your consumer tests write: "
                    + "mock-user-apis verify PATH."
            );

    private static async Task<PactResults> AgainstOwnAsync(Verify verify, OutputFile? junit, CancellationToken stop)
    {
        await using var app = MockServer.Build(new MockOptions { Port = 0 }, AllVendors.Known);
        await app.StartAsync(stop);
        var root = new Uri(app.Services.GetRequiredService<VendorDirectory>().Root);
        return await AgainstAsync(root, null, verify, junit, stop);
    }

    private static async Task<PactResults> AgainstAsync(
        Uri root,
        string? token,
        Verify verify,
        OutputFile? junit,
        CancellationToken stop
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        using var control = new ControlClient(root, token);
        var mock = await RunningMock.ConnectAsync(control, stop);
        await using var relay = await StateRelay.StartAsync(stop);
        var results = await verify(mock, relay, stop);
        VerifyTable.Write(Console.Out, results, TimeProvider.System.GetElapsedTime(started));
        if (junit is not null)
            JUnit.Write(junit, results);
        return results;
    }
}
