using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.State;

/// <summary>The file of <c>--state</c>: whole or as before, and never touched when it cannot be read.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-state-");

    private string Path => System.IO.Path.Combine(folder.FullName, "state.json");

    public static TheoryData<string, string> Unreadable =>
        new()
        {
            { "empty", "" },
            { "no JSON", "hello" },
            { "cut short", """{"sandboxes":[{"name":"default","pro""" },
            { "another's", """{"users":[]}""" },
            { "a list", "[]" },
            { "nulls", """{"sandboxes":[{"name":null,"profile":null,"rateLimits":null,"snapshot":null}]}""" },
            {
                "no such profile",
                """{"sandboxes":[{"name":"a","profile":"Loose","rateLimits":true,"snapshot":{"version":1,"seed":1,"population":10,"vendors":{}}}]}"""
            },
            {
                "newer",
                """{"sandboxes":[{"name":"a","profile":"Strict","rateLimits":true,"snapshot":{"version":3,"seed":1,"population":10,"vendors":{}}}]}"""
            },
            {
                "no such vendor",
                """{"sandboxes":[{"name":"a","profile":"Strict","rateLimits":true,"snapshot":{"version":1,"seed":1,"population":10,"vendors":{"acme":{"users":[],"names":{}}}}}]}"""
            },
            {
                "twice",
                """{"sandboxes":[{"name":"a","profile":"Strict","rateLimits":true,"snapshot":{"version":1,"seed":1,"population":10,"vendors":{}}},{"name":"a","profile":"Strict","rateLimits":true,"snapshot":{"version":1,"seed":1,"population":10,"vendors":{}}}]}"""
            },
        };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task State_Unreadable_IsRefusedWithASentenceAndKept(string name, string text)
    {
        await File.WriteAllTextAsync(Path, text);
        await using var app = MockServer.Build(new MockOptions { Port = 0 }, MockFixture.Known);
        var sandboxes = app.Services.GetRequiredService<Sandboxes>();
        var refused = Should.Throw<InvalidOperationException>(
            () => AtOnce.Wait(StateFile.LoadAsync(Path, sandboxes, MockFixture.Known)),
            name
        );
        refused.Message.ShouldContain(Path);
        refused.Message.ShouldContain("--state");
        (await File.ReadAllTextAsync(Path)).ShouldBe(text);
    }

    [Fact]
    public async Task Serve_StateUnreadable_Exits2AndSaysTheFix()
    {
        await File.WriteAllTextAsync(
            Path,
            """{"sandboxes":[{"name":"default","profile":"Strict","rateLimits":true,"snapshot":{"version":99,"seed":1,"population":1000,"vendors":{}}}]}"""
        );
        var ended = await Should.ThrowAsync<InvalidOperationException>(() => MockProcess.StartAsync("--state", Path));
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain("version 99");
        (await File.ReadAllTextAsync(Path)).ShouldContain("\"version\":99");
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                MockProcess.StartAsync("--state", System.IO.Path.Combine(folder.FullName, "none", "state.json"))
            )
        ).Message.ShouldContain("folder that does not exist");
    }

    /// <summary><c>KILL_LOOPS</c> says how often (default 2).</summary>
    [Fact]
    public async Task Serve_KilledWhileSaving_LeavesTheFileWhole()
    {
        var loops = Knob.Of("KILL_LOOPS", 2);
        var random = new Random(8);
        var slug = MockFixture.Known[0].Slug;
        for (var i = 1; i <= loops; i++)
        {
            await using var mock = await MockProcess.StartAsync("--state", Path);
            // What the last one saved before it was killed is there.
            if (i > 1)
                (
                    await mock.Control.SendAsync("GET", $"/_mock/sandboxes/default/users/{slug}/killed-{i - 1}")
                ).Status.ShouldBe(200);
            for (var user = 0; user < 200; user++)
                await mock.Control.SendAsync("PUT", $"/_mock/sandboxes/default/users/{slug}/filler-{i}-{user}", "{}");
            await mock.Control.SendAsync("PUT", $"/_mock/sandboxes/default/users/{slug}/killed-{i}", "{}");
            (await mock.Control.SendAsync("POST", "/_mock/state")).Status.ShouldBe(204);
            var saving = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SaveAsync(mock)));
            for (var j = random.Next(6); j >= 0; j--)
                await mock.Control.SendAsync("GET", "/_mock/health");
            await mock.SignalAsync("KILL");
            await saving;
            using var whole = JsonDocument.Parse(await File.ReadAllBytesAsync(Path));
            whole.RootElement.GetProperty("sandboxes").GetArrayLength().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Serve_ToldToStopUnderLoad_FinishesWhatItAcceptedAndSaves()
    {
        await using var mock = await MockProcess.StartAsync("--state", Path, "--rate-limits", "off");
        var vendor = MockFixture.Contracts[0];
        var target = $"/{vendor.Slug}" + TestSandbox.UserTarget(vendor, "slow");
        var port = mock.ControlPort;
        await mock.Control.SendAsync("PUT", $"/_mock/sandboxes/default/users/{vendor.Slug}/slow", "{}");
        await mock.Control.SendAsync(
            "POST",
            "/_mock/sandboxes/default/faults",
            """{"kind":"latency","key":"slow","delay":"PT1.5S","times":20}"""
        );
        var request = KeptConnection.Bytes("GET", target, mock.Credential(vendor.Slug), null);
        var connections = Enumerable.Range(0, 20).Select(_ => new KeptConnection(port)).ToList();
        try
        {
            var slow = connections.ConvertAll(c => c.SendAsync(request));
            using var listener = await EventStream.OpenAsync(port, "default");
            await Until.ReachedAsync(
                async () =>
                    (await mock.Control.SendAsync("GET", "/_mock/sandboxes/default/faults")).Json.GetArrayLength(),
                armed => armed == 0,
                "every request has been accepted"
            );
            (await mock.SignalAsync("TERM")).ShouldBe(0);
            (await Task.WhenAll(slow)).ShouldAllBe(a => a.Status == 200);
            // A listener never ends by itself: it was let go in good order, and not when time was up.
            await listener.ReadUntilAsync("\r\n0\r\n\r\n");
        }
        finally
        {
            foreach (var connection in connections)
                connection.Dispose();
        }

        (await File.ReadAllTextAsync(Path)).ShouldContain("\"slow\"");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task SaveAsync(MockProcess mock)
    {
        try
        {
            for (var i = 0; i < 50; i++)
                await mock.Control.SendAsync("POST", "/_mock/state");
        }
        catch (Exception gone) when (gone is System.Net.Sockets.SocketException or ShouldAssertException or IOException)
        {
            // Killed: that is what this is about.
        }
    }
}
