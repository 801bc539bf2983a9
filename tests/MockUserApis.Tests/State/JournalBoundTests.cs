namespace MockUserApis.Tests.State;

/// <summary>What the journals of all sandboxes keep together is bounded, whatever each of them may keep.</summary>
public sealed class JournalBoundTests
{
    private const long MaxBytes = 300_000;

    [Fact]
    public async Task Journals_OfManySandboxes_ForgetTheOldestOfAll()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalTotalBytes = MaxBytes });
        var boxes = new List<TestSandbox>();
        for (var i = 0; i < 12; i++)
        {
            boxes.Add(await server.SandboxAsync());
            await SendAsync(server, boxes[i], 5);
        }

        (await server.HoldingAsync("journal bytes")).ShouldBeInRange(MaxBytes / 2, MaxBytes);
        var left = boxes.Select(b => b.Inside.Journal).Select(j => (Count: j.All().Count, j.Dropped)).ToList();
        left.ShouldAllBe(j => j.Count + j.Dropped == 5);
        left[^1].ShouldBe((5, 0L));
        left[0].ShouldBe((0, 5L));
        left.Select(j => j.Count).ShouldBe(left.Select(j => j.Count).Order(), "the older, the fewer");
    }

    [Fact]
    public async Task Journals_OfSandboxesThatAreGoneOrCleared_TakeNoRoom()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalTotalBytes = MaxBytes });
        foreach (var end in new[] { "DELETE ", "POST /reset", "DELETE /requests" })
        {
            var sandbox = await server.SandboxAsync();
            await SendAsync(server, sandbox, 5);
            (await server.HoldingAsync("journal bytes")).ShouldBeGreaterThan(5 * 10_000);
            await sandbox.ArrangeAsync(end.Split(' ')[0], end.Split(' ')[1]);
            (await server.HoldingAsync("journal bytes")).ShouldBe(0, end);
        }
    }

    [Fact]
    public async Task Journal_OverItsOwnBounds_CountsWhatItForgot()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalEntries = 3 }, Store.Use);
        var sandbox = await server.SandboxAsync();
        await SendAsync(server, sandbox, 8);
        sandbox.Inside.Journal.Dropped.ShouldBe(5);
        sandbox.Inside.Journal.All().Count.ShouldBe(3);
        await sandbox.ArrangeAsync("DELETE", "/requests");
        sandbox.Inside.Journal.Dropped.ShouldBe(0);
        await SendAsync(server, sandbox, 2);
        sandbox.Inside.Journal.Dropped.ShouldBe(0);
        await SendAsync(server, sandbox, 2);
        sandbox.Inside.Journal.Dropped.ShouldBe(1);
        await sandbox.ArrangeAsync("POST", "/reset");
        sandbox.Inside.Journal.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task Journal_OverItsBytes_CountsWhatItForgot()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalBytes = 100_000 }, Store.Use);
        var sandbox = await server.SandboxAsync();
        await SendAsync(server, sandbox, 100);
        var journal = sandbox.Inside.Journal;
        journal.All().Count.ShouldBeInRange(2, 10);
        journal.Dropped.ShouldBe(100 - journal.All().Count);
    }

    [Fact]
    public async Task Journal_LongFindings_CountAsBytes()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalBytes = 1 << 20 });
        var vendor = MockFixture.Known[0];
        var sandbox = await server.SandboxAsync("""{"rateLimits":false}""");
        var name = new string('x', 200_000);
        for (var i = 0; i < 20; i++)
        {
            var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
            await sandbox.CallAsync(vendor, "PUT", target, $$"""{"{{name}}":1}""", mayDepart: true);
        }

        sandbox
            .Inside.Journal.All()
            .Sum(e => (long)e.RequestBody.Length + e.Findings.Sum(f => 2L * f.Pointer.Length))
            .ShouldBeLessThan((1 << 20) + (4 * name.Length));
    }

    private static async Task SendAsync(Server server, TestSandbox sandbox, int times)
    {
        var vendor = MockFixture.Known[0];
        for (var i = 0; i < times; i++)
        {
            var headers = sandbox.Credential(vendor);
            var answer = await server.Wire(vendor).SendAsync("PUT", "/nowhere", headers, new byte[12_000]);
            answer.Status.ShouldBe(404);
        }
    }
}
