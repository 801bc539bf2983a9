namespace MockUserApis.Tests.Postgres;

/// <summary>A configuration and a store that outlives the server.</summary>
public sealed class ConfigStoreTests
{
    [DatabaseFact]
    public async Task Serve_ASecondTime_LeavesWhatIsInTheDatabase()
    {
        using var file = new TemporaryFile(
            """
            sandboxes:
              default: { faults: [{ kind: status, status: 503 }] }
              ci: { users: { gainsight-px: { ada: { score: 1 } } } }
            """
        );
        string[] options = ["--config", file.Path, "--store", Store.NewUrl()];
        await using (var first = await MockProcess.StartAsync(options))
        {
            var users = "/_mock/sandboxes/ci/users/gainsight-px/ada";
            (await first.Control.SendAsync("PUT", users, """{"score":2}""")).Status.ShouldBe(200);
        }

        await using var second = await MockProcess.StartAsync(options);

        var ada = await second.Control.SendAsync("GET", "/_mock/sandboxes/ci/users/gainsight-px/ada");
        ada.Json.GetProperty("score").GetInt32().ShouldBe(2);
        var faults = await second.Control.SendAsync("GET", "/_mock/sandboxes/default/faults");
        faults.Json.GetArrayLength().ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Serve_WithAMistakeInTheLastSandbox_LeavesNoneBehind()
    {
        using var file = new TemporaryFile("sandboxes:\n  first: {}\n  last: { faults: [{ kind: latency }] }");
        var url = Store.NewUrl();
        var run = await CommandRun.RunAsync("serve", "--port", "0", "--config", file.Path, "--store", url);
        run.Code.ShouldBe(2, run.Errors);

        await using var mock = await MockProcess.StartAsync("--store", url);

        (await mock.Control.SendAsync("GET", "/_mock/sandboxes/first")).Status.ShouldBe(404);
    }
}
