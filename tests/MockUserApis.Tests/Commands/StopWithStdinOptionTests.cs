using System.Diagnostics;
using System.Globalization;

namespace MockUserApis.Tests.Commands;

/// <summary><c>--stop-with-stdin</c>: the mock goes with the program that started it.</summary>
public sealed class StopWithStdinOptionTests : IDisposable
{
    private readonly ServeRun serve = new();

    [Fact]
    [Runs("serve", "--stop-with-stdin")]
    public async Task Serve_WhoeverHoldsItsStandardInputIsKilled_SavesAndStops()
    {
        const string holder = "sh -c 'echo $$ > holder; exec sleep 600'";
        const string options = "--stop-with-stdin --addresses-file a.json --state state.json";
        var control = await serve.ReadyAsync($"{holder} | {{}} {options}", serve.At("a.json"));
        (await control.SendAsync("PUT", "/_mock/sandboxes/default/users/gainsight-px/kept", "{}")).Status.ShouldBe(200);

        var held = int.Parse(await File.ReadAllTextAsync(serve.At("holder")), CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(held))
            process.Kill();

        (await serve.EndedAsync()).Code.ShouldBe(0);
        (await File.ReadAllTextAsync(serve.At("state.json"))).ShouldContain("\"kept\"");
        TestLog.Note("serve " + options);
    }

    [Fact]
    public async Task Serve_WithoutIt_HasNoUseForItsStandardInput()
    {
        var control = await serve.ReadyAsync("{} --addresses-file a.json < /dev/null", serve.At("a.json"));

        (await control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
        serve.Signal("TERM");
        (await serve.EndedAsync()).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Serve_AnotherWord_Exits2()
    {
        var ended = await serve.EndAsync("export MOCK_USER_APIS_STOP_WITH_STDIN=yes; {}");

        ended.Code.ShouldBe(2);
        ended.Errors.ShouldStartWith("MOCK_USER_APIS_STOP_WITH_STDIN is \"yes\". Give on or off.");
    }

    public void Dispose() => serve.Dispose();
}
