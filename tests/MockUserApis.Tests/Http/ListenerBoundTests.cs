using System.Text.Json;

namespace MockUserApis.Tests.Http;

/// <summary>A listener to the live journal that does not read costs what waits for it, and that is bounded.</summary>
public sealed class ListenerBoundTests
{
    private const long MaxBytes = 500_000;
    private const int Body = 100_000;

    [Fact]
    public async Task Stream_ListenerThatDoesNotRead_KeepsWithinItsBytesAndIsToldWhatItMissed()
    {
        await using var server = await Server.StartAsync(new MockOptions { ListenerBytes = MaxBytes });
        var sandbox = await server.SandboxAsync();
        using var stream = await EventStream.OpenAsync(server.Directory.BasePort, sandbox.Name);
        await FillAsync(server, sandbox, 120);
        (await server.HoldingAsync("listener bytes")).ShouldBeLessThan(
            MaxBytes + (2 * Body),
            "what waits and one on its way"
        );
        (await server.HoldingAsync("listeners")).ShouldBe(1);
        var last = sandbox.Inside.Journal.All()[^1].Id;
        var heard = await stream.ReadUntilAsync($"id: {last}\n");
        heard = await stream.ReadUntilAsync("\n\n");
        var dropped = Dropped(heard);
        dropped.ShouldBeGreaterThan(0);
        (dropped + heard.Split("\n").Count(l => l.StartsWith("id: ", StringComparison.Ordinal))).ShouldBe(120);
    }

    [Fact]
    public async Task Stream_ManyThatDoNotRead_KeepWithinTheBoundOfAll()
    {
        await using var server = await Server.StartAsync(new MockOptions { ListenerBytes = MaxBytes });
        var sandbox = await server.SandboxAsync();
        var listening = new List<EventStream>();
        try
        {
            var port = server.Directory.BasePort;
            for (var i = 0; i < 40; i++)
                listening.Add(await EventStream.OpenAsync(port, sandbox.Name));
            await FillAsync(server, sandbox, 100);
            (await server.HoldingAsync("listener bytes")).ShouldBeLessThan((16 * MaxBytes) + 1);
        }
        finally
        {
            foreach (var stream in listening)
                stream.Dispose();
        }

        await Until.ReachedAsync(() => server.HoldingAsync("listeners"), n => n == 0, "all listeners gone");
        (await server.HoldingAsync("listener bytes")).ShouldBe(0);
    }

    [Fact]
    public async Task Stream_ListenerThatReads_MissesNothing()
    {
        await using var server = await Server.StartAsync(new MockOptions { ListenerBytes = MaxBytes }, Store.Use);
        var sandbox = await server.SandboxAsync();
        using var stream = await EventStream.OpenAsync(server.Directory.BasePort, sandbox.Name);
        var heard = "";
        for (var i = 0; i < 10; i++)
        {
            await FillAsync(server, sandbox, 1);
            heard = await stream.ReadUntilAsync($"id: {sandbox.Inside.Journal.All()[^1].Id}\n");
        }

        Dropped(heard).ShouldBe(0);
    }

    private static long Dropped(string heard) =>
        heard
            .Split("event: dropped\ndata: ")
            .Skip(1)
            .Select(e => JsonDocument.Parse(e[..e.IndexOf('\n', StringComparison.Ordinal)]).RootElement)
            .Sum(e => e.GetProperty("dropped").GetInt64());

    private static async Task FillAsync(Server server, TestSandbox sandbox, int times)
    {
        var vendor = MockFixture.Known[0];
        var body = new byte[Body];
        Array.Fill(body, (byte)'x');
        for (var i = 0; i < times; i++)
        {
            var answer = await server.Wire(vendor).SendAsync("PUT", "/nowhere", sandbox.Credential(vendor), body);
            answer.Status.ShouldBe(404);
        }
    }
}
