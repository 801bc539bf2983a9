namespace MockUserApis.Tests.Commands;

/// <summary>What the command line says to who is new to it, or mistyped something.</summary>
public sealed class UsageTests
{
    [Fact]
    public async Task Program_WithoutACommand_ShowsTheHelp()
    {
        var run = await CommandRun.RunAsync();
        run.Code.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("Example: mock-user-apis serve ");
        run.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--prot is no option of serve. Did you mean --port?", "serve", "--prot", "0")]
    [InlineData("--sed is no option of serve. Did you mean --seed?", "serve", "--sed=1")]
    [InlineData("--mni is no option of coverage. Did you mean --min?", "coverage", "--mni", "80")]
    [InlineData("--wholly-else is no option of serve.", "serve", "--wholly-else")]
    [InlineData("There is no command \"sreve\". Did you mean serve?", "sreve")]
    [InlineData("--port is an option of serve. Put serve before it.", "--port", "0")]
    [InlineData("\"8080\" is one word too many for serve.", "serve", "8080")]
    [InlineData("There is no vendor \"gainsightpx\". ", "serve", "--vendors", "gainsightpx", "--port", "0")]
    [InlineData(" Did you mean gainsight-px?", "serve", "--vendors", "gainsightpx", "--port", "0")]
    [InlineData("--min is \"500\". Give a number from 0 to 100", "coverage", "--min", "500")]
    [InlineData("--min is \"-1\". Give a number from 0 to 100", "coverage", "--min=-1")]
    [InlineData("--min is \"NaN\". Give a number from 0 to 100", "coverage", "--min", "NaN")]
    [InlineData("--min is \"many\". Give a number from 0 to 100", "coverage", "--min", "many")]
    [InlineData("--log is \"all\". Give off, requests or json.", "serve", "--log", "all")]
    public async Task Program_AMistake_IsNamedWithTheFix(string says, params string[] arguments)
    {
        var run = await CommandRun.RunAsync(arguments);
        run.Code.ShouldBe(2, run.Output);
        run.Errors.ShouldContain(says);
        run.Errors.ShouldNotContain("Unrecognized");
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Help_OfServe_NamesEachOptionsVariableWithAnExample()
    {
        var help = await CommandRun.RunAsync("serve", "--help");
        var options = help.Lines.Where(l => l.StartsWith("  --", StringComparison.Ordinal)).ToList();
        options.Count.ShouldBeGreaterThan(25);
        foreach (var line in options)
        {
            var name = line.Trim().Split(' ')[0];
            line.ShouldContain(
                $" MOCK_USER_APIS_{name[2..].Replace('-', '_').ToUpperInvariant()}=",
                Case.Sensitive,
                name
            );
        }
    }

    [Fact]
    public async Task Serve_UnknownVariable_IsWarnedOf()
    {
        var environment = new Dictionary<string, string>
        {
            ["MOCK_USER_APIS_PROFIL"] = "lenient",
            ["MOCK_USER_APIS_SEED"] = "3",
            ["MOCK_USER_APIS_SERVICE_HOST"] = "10.0.0.1",
            ["MOCK_USER_APIS_PORT_5080_TCP_ADDR"] = "10.0.0.1",
        };
        await using var mock = await MockProcess.StartInAsync(environment);
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        (await mock.Errors)
            .Trim()
            .ShouldBe(
                "MOCK_USER_APIS_PROFIL stands for no option of serve and is ignored. "
                    + "Did you mean MOCK_USER_APIS_PROFILE?"
            );
    }

    [Fact]
    public async Task Serve_OnEveryAddress_NamesItAndTheTokensHeader()
    {
        const string token = "a-token-of-a-team-that-is-long-enough";
        var environment = new Dictionary<string, string> { ["MOCK_USER_APIS_CONTROL_TOKEN"] = token };
        await using var mock = await MockProcess.StartInAsync(environment, "--host", "0.0.0.0");
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        var printed = await mock.Output;
        printed.ShouldContain($"0.0.0.0:{mock.ControlPort}");
        printed.ShouldContain("X-Mock-Token: TOKEN");
        printed.ShouldNotContain(token);
        printed.Split('\n').Length.ShouldBeLessThan(25);
    }
}
