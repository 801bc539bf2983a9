using System.Text.RegularExpressions;

namespace MockUserApis.Tests.Commands;

/// <summary>Where the control plane's token comes from: an unset variable in a script must open nothing.</summary>
public sealed partial class TokenOptionTests
{
    private const string Variable = "MOCK_USER_APIS_CONTROL_TOKEN";
    private const string Token = "a-token-of-a-team-that-is-long-enough";

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t")]
    [InlineData("fifteen-letters")]
    [InlineData("with a space in it, long enough")]
    [InlineData("nöt-to-be-sent-in-a-header")]
    public async Task Serve_TokenThatProtectsNothing_Exits2AndOffersAGoodOne(string token)
    {
        foreach (var host in new[] { "127.0.0.1", "0.0.0.0" })
        {
            Offers(await EndedAsync([], "--host", host, "--control-token", token), token);
        }

        Offers(await EndedAsync(new() { [Variable] = token }, "--host", "0.0.0.0"), token);
        Offers(await EndedAsync(new() { [Variable] = token }), token);
    }

    [Fact]
    [Runs("serve", "--control-token-file")]
    public async Task Serve_TokenByEnvironmentOrFile_IsAskedFor()
    {
        using var file = new TokenFile($"  {Token}\t\r\nsecond line\n");
        await using (var mock = await MockProcess.StartInAsync(new() { [Variable] = Token }))
            await AsksAsync(mock);
        await using (var mock = await MockProcess.StartAsync("--control-token-file", file.Path))
            await AsksAsync(mock);
        Dictionary<string, string> named = new() { [Variable + "_FILE"] = file.Path };
        await using (var mock = await MockProcess.StartInAsync(named))
            await AsksAsync(mock);
    }

    [Fact]
    [Runs("serve", "--control-token")]
    public async Task Serve_TokenOnTheCommandLine_ComesBeforeTheEnvironments()
    {
        Dictionary<string, string> other = new() { [Variable] = "another-token-that-is-long-enough" };
        await using var mock = await MockProcess.StartInAsync(other, "--control-token", Token);
        await AsksAsync(mock);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\nthis-is-the-second-line\n", "is empty")]
    [InlineData("short\n", "16 characters")]
    public async Task Serve_TokenFileWithoutAToken_Exits2(string content, string sentence)
    {
        using var file = new TokenFile(content);
        (await EndedAsync([], "--control-token-file", file.Path)).ShouldContain(sentence);
    }

    [Fact]
    public async Task Serve_TokenFileThatCannotBeRead_Exits2()
    {
        (await EndedAsync([], "--control-token-file", "/no/such/file")).ShouldContain("/no/such/file cannot be read");
        (await EndedAsync([], "--control-token-file", Path.GetTempPath())).ShouldContain("cannot be read");
        (await EndedAsync([], "--control-token-file", "")).ShouldContain("cannot be read");
    }

    [Fact]
    public async Task Serve_TokenTwice_Exits2()
    {
        using var file = new TokenFile(Token);
        const string fix = "Leave one of them out";
        (await EndedAsync([], "--control-token", Token, "--control-token-file", file.Path)).ShouldContain(fix);
        (await EndedAsync(new() { [Variable] = Token, [Variable + "_FILE"] = file.Path })).ShouldContain(fix);
    }

    [Fact]
    public async Task Serve_TokenOptionWithoutItsValue_Exits2()
    {
        (await EndedAsync([], "--control-token")).ShouldContain("--control-token");
        (await EndedAsync([], "--control-token-file")).ShouldContain("--control-token-file");
        (await EndedAsync([], "--control-token", Token, "--control-token", Token)).ShouldContain("--control-token");
    }

    /// <summary>A server that is built from options is held to the same.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void Build_TokenThatProtectsNothing_Throws(string token)
    {
        var options = new MockOptions { Port = 0, ControlToken = token };
        Should
            .Throw<InvalidOperationException>(() => MockServer.Build(options, MockFixture.Known))
            .Message.ShouldContain("16 characters");
    }

    private static void Offers(string message, string token)
    {
        message.ShouldContain("16 characters");
        Offer().IsMatch(message).ShouldBeTrue(message);
        if (token.Trim().Length > 0)
            message.ShouldNotContain(token);
    }

    private static async Task<string> EndedAsync(Dictionary<string, string> environment, params string[] options)
    {
        var start = () => MockProcess.StartInAsync(environment, options);
        var ended = await Should.ThrowAsync<InvalidOperationException>(start);
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldNotContain("   at ");
        return ended.Message;
    }

    private static async Task AsksAsync(MockProcess mock)
    {
        (await mock.Control.SendAsync("GET", "/_mock/vendors")).Status.ShouldBe(401);
        var told = await mock.Control.SendAsync("GET", "/_mock/vendors", [new("X-Mock-Token", Token)], null);
        told.Status.ShouldBe(200);
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Offer();

    private sealed class TokenFile : IDisposable
    {
        public TokenFile(string content) => File.WriteAllText(Path, content);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"token-{Guid.NewGuid():n}");

        public void Dispose() => File.Delete(Path);
    }
}
