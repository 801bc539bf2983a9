using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Commands;

/// <summary>Every ordinary signal saves the state; a failing standard output ends nothing.</summary>
public sealed class EndsTests : IDisposable
{
    private readonly ServeRun serve = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    [InlineData("HUP")]
    public async Task Serve_Signalled_SavesTheState(string signal)
    {
        var control = await serve.ReadyAsync("{} --addresses-file a.json --state state.json", serve.At("a.json"));
        (await control.SendAsync("PUT", "/_mock/sandboxes/default/users/gainsight-px/kept", "{}")).Status.ShouldBe(200);
        serve.Signal(signal);
        var (code, errors) = await serve.EndedAsync();
        code.ShouldBe(0, errors);
        errors.ShouldBeEmpty();
        (await File.ReadAllTextAsync(serve.At("state.json"))).ShouldContain("\"kept\"");
        File.Exists(serve.At("a.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Serve_SignalledTwice_EndsAtOnce()
    {
        var control = await serve.ReadyAsync("{} --addresses-file a.json --state state.json", serve.At("a.json"));
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", control.Port);
        // A body that never comes: the server has seconds to wait for it.
        var head =
            "PUT /gainsight-px/v1/users/x HTTP/1.1\r\nHost: localhost\r\n"
            + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        (await client.GetStream().ReadAsync(new byte[8])).ShouldBe(8);
        serve.Signal("TERM");
        serve.Signal("INT");
        (await serve.EndedAsync()).Code.ShouldBeOneOf(130, 143);
    }

    [Fact]
    public async Task Serve_HangUpIgnoredAsByNohup_GoesOn()
    {
        var control = await serve.ReadyAsync("trap '' HUP; {} --addresses-file a.json", serve.At("a.json"));
        serve.Signal("HUP");
        for (var i = 0; i < 20; i++)
            (await control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
        serve.Signal("TERM");
        (await serve.EndedAsync()).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("> /dev/full")]
    [InlineData(">&-")]
    [InlineData("> /dev/full 2> /dev/full")]
    [InlineData(">&- <&-")]
    public async Task Serve_StandardOutputThatFails_ServesOnAndSaves(string redirected)
    {
        var line = "{} --addresses-file a.json --state state.json " + redirected;
        var control = await serve.ReadyAsync(line, serve.At("a.json"));
        (await control.SendAsync("PUT", "/_mock/sandboxes/default/users/gainsight-px/kept", "{}")).Status.ShouldBe(200);
        serve.Signal("TERM");
        (await serve.EndedAsync()).Code.ShouldBe(0);
        (await File.ReadAllTextAsync(serve.At("state.json"))).ShouldContain("\"kept\"");
    }

    [Fact]
    public async Task Serve_FewFilesAllowed_EndsWithASentence()
    {
        var (code, errors) = await serve.EndAsync("ulimit -n 150; {} --addresses-file a.json");
        code.ShouldBe(1, errors);
        errors.ShouldContain("ulimit -n");
        errors.ShouldNotContain("   at ");
    }

    public void Dispose() => serve.Dispose();
}
