using MockUserApis.Testing;

namespace MockUserApis.Tests.Testing;

/// <summary>The program's configuration in a test.</summary>
public sealed class ConfigTests
{
    private const string Whole = """
        options:
          port: 1
          state: never-written.json
          seed: 5
          population: 7
          vendors: [gainsight-px, volt-mx]
        sandboxes:
          default:
            users:
              gainsight-px: { ada: { firstName: Ada } }
          ci:
            limits:
              gainsight-px: { requests: 0, window: PT1M }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_WithAFile_TakesItsOptionsAndSandboxes(bool inProcess)
    {
        using var file = new TemporaryFile(Whole);
        await using var mock = await MockApis.StartAsync(o => (o.InProcess, o.Config) = (inProcess, file.Path));
        await using var ci = await mock.FindSandboxAsync("ci");

        mock.GainsightPx.User("ada").Field("firstName").GetString().ShouldBe("Ada");
        mock.Vendors.Select(v => v.Slug).ShouldBe(["gainsight-px", "volt-mx"]);
        mock.GainsightPx.Keys.Count().ShouldBe(8);
        using var client = ci.GainsightPx.CreateClient();
        using var answer = await client.GetAsync(new Uri("v1/users/ada", UriKind.Relative));
        ((int)answer.StatusCode).ShouldBe(429);
        Directory.GetFiles(file.Folder).ShouldBe([file.Path]);
    }

    [Fact]
    public async Task Start_WithAnOptionInCodeToo_TakesTheCodes()
    {
        using var file = new TemporaryFile(Whole);

        await using var mock = await MockApis.StartAsync(o =>
        {
            (o.InProcess, o.Config, o.Population) = (true, file.Path, 3);
            o.Vendors.Add("GainsightPx");
        });

        mock.GainsightPx.Keys.Count().ShouldBe(4);
        mock.Vendors.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(2, "options has no \"sed\". Did you mean seed?", "options:\n  sed: 1")]
    [InlineData(2, "maxBody is \"0\". Give a size such as 1MiB.", "options:\n  maxBody: 0")]
    [InlineData(2, "There is no vendor \"px\".", "sandboxes: {default: {users:\n  {px: {}}}}")]
    public async Task Start_WithAFileThatIsWrong_SaysWhere(int line, string says, string yaml)
    {
        using var file = new TemporaryFile(yaml);

        var refused = await Should.ThrowAsync<MockRefusedException>(() =>
            MockApis.StartAsync(o => (o.InProcess, o.Config) = (true, file.Path))
        );

        refused.Message.ShouldStartWith($"{file.Path}:{line}: {says}");
        refused.ToString().ShouldNotContain("at MockUserApis.Configuration.");
    }

    [Fact]
    public async Task FindSandbox_OfANameThatIsNone_IsRefused()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);

        var refused = await Should.ThrowAsync<MockRefusedException>(() => mock.FindSandboxAsync("ci"));

        refused.Message.ShouldStartWith("There is no sandbox \"ci\".");
    }
}
