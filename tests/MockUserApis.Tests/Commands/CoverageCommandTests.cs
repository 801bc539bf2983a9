namespace MockUserApis.Tests.Commands;

/// <summary><c>coverage</c>: a running server's score, and whether it is enough.</summary>
public sealed class CoverageCommandTests(MockFixture mock)
{
    private const string Token = "a-token-of-a-team-that-is-long-enough";

    private string Url => mock.Directory.Root;

    [Theory]
    [InlineData("0.1", 0)]
    [InlineData("99", 1)]
    [Runs("coverage", "--min", "--url", "--sandbox", "--vendor")]
    public async Task Coverage_OfOneVendor_IsPrintedAndFailsBelowTheLeast(string min, int code)
    {
        var box = await CalledAsync();
        var score = (await box.ArrangeAsync("GET", "/coverage?vendor=foldspace")).Json.GetProperty("total");

        var run = await CommandRun.RunAsync(
            "coverage",
            "--url",
            Url,
            "--sandbox",
            box.Name,
            "--vendor",
            "foldspace",
            "--min",
            min
        );

        run.Code.ShouldBe(code, run.Errors);
        var printed = $"{score.GetProperty("percent")} %  {score.GetProperty("seen")} of {score.GetProperty("all")}";
        run.Lines.Count.ShouldBe(2);
        run.Lines[0].ShouldStartWith("foldspace ");
        run.Lines[0].ShouldEndWith(printed);
        run.Lines[1].ShouldStartWith("total ");
        run.Lines[1].ShouldEndWith(printed);
        if (code == 0)
            run.Errors.ShouldBeEmpty();
        else
            run.Errors.ShouldContain($"{score.GetProperty("percent")} % is below the {min} % asked for.");
    }

    [Fact]
    public async Task Coverage_OfAll_HasALineAnApiAndTheTotal()
    {
        var box = await CalledAsync();
        var run = await CommandRun.RunAsync("coverage", "--url", Url, "--sandbox", box.Name);
        run.Code.ShouldBe(0, run.Errors);
        run.Lines.Select(l => l.Split(' ')[0]).ShouldBe([.. MockFixture.Apis.Select(a => a.Id), "total"]);
    }

    [Fact]
    [Runs("coverage", "--control-token", "--control-token-file")]
    public async Task Coverage_OfAServerWithAToken_IsReadWithIt()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Token + "\n", TestContext.Current.CancellationToken);
            string[][] ways =
            [
                ["--control-token", Token],
                ["--control-token-file", file],
            ];
            foreach (var way in ways)
            {
                var run = await CommandRun.RunAsync(["coverage", "--url", server.Directory.Root, .. way]);
                run.Code.ShouldBe(0, run.Errors);
                run.Lines[^1].ShouldStartWith("total ");
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<TestSandbox> CalledAsync()
    {
        var box = await mock.SandboxAsync();
        (await box.CallAsync(mock.Vendor("foldspace"), "GET", "/v1/user/nobody")).Status.ShouldBe(404);
        return box;
    }
}
