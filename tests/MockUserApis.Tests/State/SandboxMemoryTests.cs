using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.State;

public sealed class SandboxMemoryTests(MockFixture mock)
{
    private const int Count = 100;

    // A connection's own buffers may hold the last exchange it served; everything else must let go.
    [Fact]
    public async Task Dropped_AfterUse_IsHeldByNothing()
    {
        var dropped = await UseAndDropAsync();
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        dropped.Count(w => w.TryGetTarget(out _)).ShouldBeLessThan(Count / 10);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<List<WeakReference<Sandbox>>> UseAndDropAsync()
    {
        var dropped = new List<WeakReference<Sandbox>>();
        for (var i = 0; i < Count; i++)
        {
            var sandbox = await mock.SandboxAsync();
            foreach (var vendor in mock.Directory.All)
                (
                    await sandbox.CallAsync(vendor, "GET", TestSandbox.UserTarget(vendor, sandbox.Key(vendor)))
                ).Status.ShouldBe(200);
            dropped.Add(new WeakReference<Sandbox>(sandbox.Inside));
            (await sandbox.MockAsync("DELETE", "")).Status.ShouldBe(204);
        }

        return dropped;
    }
}
