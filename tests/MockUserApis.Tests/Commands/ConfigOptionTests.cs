namespace MockUserApis.Tests.Commands;

/// <summary><c>serve --config</c>: options and sandboxes of one file.</summary>
public sealed class ConfigOptionTests
{
    private const string Whole = """
        options:
          port: 1
          seed: 5
          population: 7
          profile: lenient
          vendors: [gainsight-px, volt-mx]
          maxBody: 2KiB
        sandboxes:
          default:
            users:
              gainsight-px:
                ada: { firstName: Ada, score: 7 }
          ci:
            seed: 9
            clock: { now: 2026-01-02T03:04:05Z, freeze: true }
            settings:
              volt-mx: { reconciliationKey: email }
            users:
              volt-mx: { 1: { firstName: Latha } }
            collections:
              gainsight-px: { accounts: { acme: { name: Acme } } }
            limits:
              gainsight-px: { requests: 2, window: PT1M }
            faults:
              - { vendor: volt-mx, kind: status, status: 503, times: 1 }
        """;

    [Fact]
    [Runs("serve", "--config")]
    public async Task Serve_WithAFile_TakesOptionsAndSandboxes()
    {
        using var file = new TemporaryFile(Whole);
        await using var mock = await MockProcess.StartAsync("--config", file.Path);

        var ada = (await GetAsync(mock, "sandboxes/default/users/gainsight-px/ada")).Json;
        (ada.GetProperty("firstName").GetString(), ada.GetProperty("score").GetInt32()).ShouldBe(("Ada", 7));
        var ci = (await GetAsync(mock, "sandboxes/ci")).Json;
        ci.GetProperty("seed").GetInt64().ShouldBe(9);
        ci.GetProperty("population").GetInt64().ShouldBe(7);
        ci.GetProperty("profile").GetString().ShouldBe("lenient");
        var clock = await GetAsync(mock, "sandboxes/ci/clock");
        clock.Text.ShouldBe("""{"now":"2026-01-02T03:04:05+00:00","frozen":true}""");
        (await GetAsync(mock, "sandboxes/ci/users/volt-mx/1")).Text.ShouldContain("\"Latha\"");
        (await GetAsync(mock, "sandboxes/ci/settings/volt-mx")).Text.ShouldContain("\"email\"");
        (await GetAsync(mock, "sandboxes/ci/collections/gainsight-px/accounts/acme")).Text.ShouldContain("\"Acme\"");
        (await GetAsync(mock, "sandboxes/ci/limits/gainsight-px")).Text.ShouldContain("\"requests\":2");
        (await GetAsync(mock, "sandboxes/ci/faults")).Text.ShouldContain("\"status\":503");
        (await GetAsync(mock, "sandboxes/ci/users/foldspace")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Serve_WithAnOptionThreeTimes_TakesTheCommandLinesThenTheEnvironments()
    {
        using var file = new TemporaryFile(Whole);
        Dictionary<string, string> environment = new()
        {
            ["MOCK_USER_APIS_CONFIG"] = file.Path,
            ["MOCK_USER_APIS_SEED"] = "6",
            ["MOCK_USER_APIS_POPULATION"] = "8",
        };
        await using var mock = await MockProcess.StartInAsync(environment, "--population", "4");

        var sandbox = (await GetAsync(mock, "sandboxes/default")).Json;

        sandbox.GetProperty("population").GetInt64().ShouldBe(4, "the command line's");
        sandbox.GetProperty("seed").GetInt64().ShouldBe(6, "the environment's");
        sandbox.GetProperty("profile").GetString().ShouldBe("lenient", "the file's");
        sandbox.GetProperty("rateLimits").GetBoolean().ShouldBeTrue("the default");
    }

    [Fact]
    public async Task Serve_WithATokenInTheFile_AsksForIt()
    {
        using var file = new TemporaryFile("options:\n  controlTokenFile: token\n  state: saved.json");
        await File.WriteAllTextAsync(Path.Combine(file.Folder, "token"), "a-token-beside-the-file");
        await using var mock = await MockProcess.StartAsync("--config", file.Path, "--store", "memory");

        (await mock.Control.SendAsync("GET", "/_mock/sandboxes")).Status.ShouldBe(401);
        (await mock.SignalAsync("TERM")).ShouldBe(0, await mock.Errors);
        File.Exists(Path.Combine(file.Folder, "saved.json")).ShouldBeTrue("Paths are relative to the file.");
    }

    [Fact]
    public async Task Serve_WithAStateThatHasASandbox_LeavesItAsItWas()
    {
        using var file = new TemporaryFile(
            "options:\n  state: saved.json\nsandboxes:\n  default:\n    users: {gainsight-px: {ada: {score: 1}}}"
        );
        await using (var first = await MockProcess.StartAsync("--config", file.Path, "--store", "memory"))
        {
            var change = await first.Control.SendAsync(
                "PUT",
                "/_mock/sandboxes/default/users/gainsight-px/ada",
                """{"score":2}"""
            );
            change.Status.ShouldBe(200);
            (await first.SignalAsync("TERM")).ShouldBe(0);
        }

        await using var second = await MockProcess.StartAsync("--config", file.Path, "--store", "memory");

        var ada = (await GetAsync(second, "sandboxes/default/users/gainsight-px/ada")).Json;
        ada.GetProperty("score").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData(2, "options has no \"prot\". Did you mean port?", "options:\n  prot: 0")]
    [InlineData(2, "maxBody is \"9GiB\". Give a size such as 1MiB", "options:\n  maxBody: 9GiB")]
    [InlineData(2, "host is \"127.1\". Give ", "options:\n  host: 127.1")]
    [InlineData(2, "--host 0.0.0.0 is reachable from elsewhere", "options:\n  host: 0.0.0.0")]
    [InlineData(2, "There is no vendor \"gainsightpx\".", "options:\n  vendors: gainsightpx")]
    [InlineData(3, "--auth any lets the documented credentials in", "options:\n  defaultCredentials: off\n  auth: any")]
    [InlineData(2, "controlToken needs 16 characters", "options:\n  controlToken: secret")]
    [InlineData(2, "sandboxSecret needs 16 characters", "options:\n  sandboxSecret: secret")]
    [InlineData(
        4,
        "gainsight-px user \"ada\": /score is \"x\".",
        "sandboxes:\n  default:\n    users:\n      gainsight-px: {ada: {score: x}}"
    )]
    public async Task Serve_WithAMistakeInTheFile_Exits2AndListensNowhere(int line, string says, string yaml)
    {
        using var file = new TemporaryFile(yaml);
        var addresses = Path.Combine(file.Folder, "addresses.json");

        var served = await CommandRun.RunAsync(
            "serve",
            "--port",
            "0",
            "--addresses-file",
            addresses,
            "--config",
            file.Path
        );
        var checkedOnly = await CommandRun.RunAsync("validate", file.Path);

        foreach (var run in new[] { served, checkedOnly })
        {
            run.Code.ShouldBe(2, run.Output + run.Errors);
            run.Errors.ShouldStartWith($"{file.Path}:{line}: {says}");
            run.Errors.ShouldNotContain("   at ");
            run.Errors.ShouldNotContain("\"secret\"");
            run.Output.ShouldBeEmpty();
        }

        File.Exists(addresses).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Required argument missing for option: '--config'.", "--config")]
    [InlineData("nowhere.yaml cannot be read: Could not find file", "--config", "nowhere.yaml")]
    public async Task Serve_WithoutAFileToRead_Exits2(string says, params string[] options)
    {
        var run = await CommandRun.RunAsync(["serve", .. options]);

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain(says);
        run.Errors.ShouldNotContain("   at ");
    }

    private static Task<WireAnswer> GetAsync(MockProcess mock, string path) =>
        mock.Control.SendAsync("GET", $"/_mock/{path}");
}
