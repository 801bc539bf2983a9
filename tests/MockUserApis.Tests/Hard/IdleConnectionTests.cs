using System.Globalization;
using System.Net.Sockets;

namespace MockUserApis.Tests.Hard;

/// <summary>
/// What thousands of idle connections cost a server in a process of its own, and that it has all of it back once they are
/// closed. <c>IDLE_CONNECTIONS</c> says how many (default 2,000); the figures are in the test's output.
/// </summary>
public sealed class IdleConnectionTests
{
    private const int Rounds = 5;
    private static readonly int Many = Knob.IdleConnections;

    [Fact]
    public async Task Connections_IdleThenClosed_LeaveNoFileOpenAndNoMemoryBehind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The files and the memory of a process are read from /proc.");
        await using var mock = await MockProcess.StartAsync();
        var port = mock.Vendor(MockFixture.Known[0].Slug).Port;
        (await mock.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
        var before = Figures.Of(mock.Id);
        Tell("before", before);
        var full = new List<Figures>();
        for (var round = 1; round <= Rounds; round++)
        {
            var sockets = new List<Socket>();
            try
            {
                for (var i = 0; i < Many; i++) sockets.Add(await OpenAsync(port, half: i % 2 == 0));
                full.Add(await UntilAsync(mock, f => f.Files >= before.Files + (Many / 2), "every idle connection is held"));
                Tell($"round {round}, {Many} idle", full[^1]);
            }
            finally
            {
                foreach (var socket in sockets) socket.Close(0);
            }

            // The server keeps a few files of its own: a spare socket, a log.
            Tell($"round {round}, closed", await UntilAsync(mock, f => f.Files <= before.Files + 10, "its files are closed again"));
        }

        // Connections that were kept would be 10 KiB each; the collector's moods are worth 2 KiB each with 2,000, less with more.
        var further = (full[^1].MemoryKiB - full[0].MemoryKiB) / (double)(Many * (Rounds - 1));
        TestContext.Current.TestOutputHelper!.WriteLine($"{further:0.0} KiB more for each further connection");
        further.ShouldBeLessThan(6, "the last round should find the memory that the first one left");
    }

    // Half of them have begun a request, for which they have ten seconds: on a slow machine the first ones are told to go while the last ones come.
    private static async Task<Socket> OpenAsync(int port, bool half)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        if (half) await socket.SendAsync("GET / HTTP/1.1\r\nHost: a\r\nX-A: "u8.ToArray());
        return socket;
    }

    // Each look is a request: the server works on while it cleans up.
    private static Task<Figures> UntilAsync(MockProcess mock, Func<Figures, bool> reached, string what) => Until.ReachedAsync(
        async () =>
        {
            (await mock.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
            return Figures.Of(mock.Id);
        },
        reached, what);

    private static void Tell(string when, Figures figures) => TestContext.Current.TestOutputHelper!.WriteLine($"{when}: {figures.Files} files, {figures.MemoryKiB / 1024} MiB");

    private sealed record Figures(int Files, long MemoryKiB)
    {
        public static Figures Of(int process)
        {
            var memory = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return new(Directory.GetFiles($"/proc/{process}/fd").Length, long.Parse(memory[6..^3].Trim(), CultureInfo.InvariantCulture));
        }
    }
}
