namespace MockUserApis.Contracts.Provider;

/// <summary>Whose pact it is comes before what is wrong with it, and nothing in our own is passed over.</summary>
public class OtherProviderTests
{
    private const string Message =
        """{"consumer":{"name":"c"},"provider":{"name":"orders-kafka"},"messages":[{"description":"an order"}]}""";

    private static readonly string Good = Pacts.V4("GainsightPx", Pacts.Read("user-000001", 200));

    [Theory]
    [InlineData(Message)]
    [InlineData("""{"consumer":{"name":"c"},"provider":{"name":"orders"},"interactions":[]}""")]
    [InlineData("""{"consumer":{"name":"c"},"provider":{"name":"orders"}}""")]
    [InlineData("""{"provider":{"name":"orders"},"interactions":[{"type":"Synchronous/Messages"}]}""")]
    [InlineData("""{"consumer":{"name":"c"},"provider":{"name":"orders"},"interactions":[null]}""")]
    public async Task AnothersFileThatIsNoHttpPact_IsLeftOut(string other)
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.json", Good);
        folder.Write("other.json", other);

        var ended = await Cli.VerifyAsync(folder.Path, "--ignore-other-providers");

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("1 verified, 0 failed, 1 left out");
    }

    [Theory]
    [InlineData(
        """{"consumer":{"name":"c"},"provider":{"name":"GainsightPx"},"interactions":[null]}""",
        "is not an object"
    )]
    [InlineData(
        """{"consumer":{"name":"c"},"provider":{"name":"GainsightPx"},"interactions":{}}""",
        "is not an object"
    )]
    [InlineData(
        """{"consumer":{"name":"c"},"provider":{"name":"GainsightPx"},"provider":{"name":"orders"}}""",
        "not a pact file: "
    )]
    [InlineData(
        """{"consumer":{"name":"c"},"provider":{"name":"GainsightPx"},"messages":[{"description":"m"}]}""",
        "it is no HTTP interaction"
    )]
    [InlineData("not JSON", "not a pact file: ")]
    public async Task OurFileWithAFault_FailsThoughOthersAreLeftOut(string ours, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.json", Good);
        folder.Write("ours.json", ours);

        var ended = await Cli.VerifyAsync(folder.Path, "--ignore-other-providers");

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("1 verified, 1 failed");
        ended.Said.ShouldContain(reason);
    }

    [Fact]
    public async Task FileThatCannotBeRead_FailsAlone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.json", Good);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "gone.json"), Path.Combine(folder.Path, "nowhere"));

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("it cannot be read: ");
        ended.Said.ShouldContain("1 verified, 1 failed");
    }
}
