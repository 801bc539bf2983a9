namespace MockUserApis.Tests.Commands;

/// <summary>
/// <c>--host</c>: what cannot be listened on, or is read otherwise elsewhere, ends in a readable message.
/// </summary>
public sealed class HostOptionTests
{
    private const string Token = "a-token-of-a-team-that-is-long-enough";

    [Theory]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("127.1")]
    [InlineData("1")]
    [InlineData("[::1]")]
    [InlineData("::1%1")]
    [InlineData("fe80::1%lo")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    [InlineData("127.0.0.1:80")]
    [InlineData("::1/64")]
    [InlineData("*")]
    [InlineData("")]
    public async Task Serve_HostThatIsNoPlainAddress_Exits2(string host) =>
        (await EndedAsync(host)).ShouldContain("--host is");

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public async Task Serve_AddressOfAnotherMachine_Exits2(string host) =>
        (await EndedAsync(host)).ShouldContain($"--host {host} is no address of this machine");

    [Theory]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    [InlineData("::ffff:7f00:1", "127.0.0.1")]
    [InlineData("0:0:0:0:0:0:0:1", "[::1]")]
    [Runs("serve", "--host")]
    public async Task Serve_AddressInAnotherForm_ListensOnItAndNamesItPlainly(string host, string named)
    {
        await using var mock = await MockProcess.StartAsync("--host", host);
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        (await mock.Output).ShouldContain($"http://{named}:{mock.ControlPort}/");
        (await mock.Errors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Serve_EveryAddressOfTheMachineInAnotherForm_NeedsTheToken()
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() =>
            MockProcess.StartAsync("--host", "::ffff:0.0.0.0")
        );
        ended.Message.ShouldContain("needs a token");
    }

    /// <summary>A server that is built from options is held to the same.</summary>
    [Theory]
    [InlineData("::ffff:127.0.0.1", "Give 127.0.0.1")]
    [InlineData("127.1", "an IP address such as")]
    public void Build_HostThatIsNoPlainAddress_Throws(string host, string said)
    {
        var options = new MockOptions { Port = 0, Host = host };
        Should
            .Throw<InvalidOperationException>(() => MockServer.Build(options, MockFixture.Known))
            .Message.ShouldContain(said);
    }

    private static async Task<string> EndedAsync(string host)
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() =>
            MockProcess.StartAsync("--host", host, "--control-token", Token)
        );
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldNotContain("   at ");
        return ended.Message;
    }
}
