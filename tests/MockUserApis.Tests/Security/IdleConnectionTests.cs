using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Security;

/// <summary>
/// What thousands of idle connections cost a server in a process of its own, that others are served meanwhile, and that
/// it has all of it back once they are closed. <c>IDLE_CONNECTIONS</c> says how many (default 2,000); the figures are
/// in the test's output.
/// </summary>
public sealed class IdleConnectionTests
{
    private const int Rounds = 5;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly int Many = Knob.IdleConnections;

    [Fact]
    public async Task Connections_IdleThenClosed_OthersAreServedAndNoFileOrMemoryStays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The files and the memory of a process are read from /proc.");
        await using var mock = await MockProcess.StartAsync("--rate-limits", "off");
        var vendor = MockFixture.Contracts[0];
        var wire = mock.Vendor(vendor.Slug);
        await mock.Control.SendAsync("PUT", $"/_mock/sandboxes/default/users/{vendor.Slug}/other", "{}");
        var target = TestSandbox.UserTarget(vendor, "other");
        var before = await CountAsync();
        Tell("before", before);
        var full = new List<Figures>();
        for (var round = 1; round <= Rounds; round++)
        {
            var sockets = new List<Socket>();
            try
            {
                for (var i = 0; i < Many; i++)
                    sockets.Add(await OpenAsync(wire.Port, half: i % 2 == 0));
                full.Add(
                    await Until.ReachedAsync(
                        CountAsync,
                        f => f.Files >= before.Files + (Many / 2),
                        "every idle connection is held"
                    )
                );
                Tell($"round {round}, {Many} idle", full[^1]);
                // An idle connection is as good as new.
                await sockets[1]
                    .SendAsync(
                        KeptConnection.Bytes(
                            "GET",
                            target,
                            [.. mock.Credential(vendor.Slug), new("Connection", "close")],
                            null
                        )
                    );
                await AnsweredAsync(sockets[1]);
            }
            finally
            {
                foreach (var socket in sockets)
                    socket.Close(0);
            }

            // The server keeps a few files of its own: a spare socket, a log.
            Tell(
                $"round {round}, closed",
                await Until.ReachedAsync(CountAsync, f => f.Files <= before.Files + 10, "its files are closed again")
            );
        }

        // Connections that were kept would be 10 KiB each; the collector's moods are worth 2 KiB each with 2,000, less
        // with more.
        var further = (full[^1].MemoryKiB - full[0].MemoryKiB) / (double)(Many * (Rounds - 1));
        TestContext.Current.TestOutputHelper!.WriteLine($"{further:0.0} KiB more for each further connection");
        further.ShouldBeLessThan(6, "the last round should find the memory that the first one left");

        // Each look is a user's read: the server works on while it holds them and while it cleans up.
        async Task<Figures> CountAsync()
        {
            (await wire.SendAsync("GET", target, mock.Credential(vendor.Slug), null)).Status.ShouldBe(200);
            return Figures.Of(mock.Id);
        }
    }

    // Half of them have begun a request, for which they have ten seconds: on a slow machine the first ones are told to
    // go while the last ones come.
    private static async Task<Socket> OpenAsync(int port, bool half)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        if (half)
            await socket.SendAsync("GET / HTTP/1.1\r\nHost: a\r\nX-A: "u8.ToArray());
        return socket;
    }

    private static async Task AnsweredAsync(Socket socket)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var (text, chunk) = (new StringBuilder(), new byte[1 << 14]);
        while (await socket.ReceiveAsync(chunk, timeout.Token) is var length and > 0)
            text.Append(Encoding.UTF8.GetString(chunk, 0, length));
        text.ToString().ShouldStartWith("HTTP/1.1 200");
    }

    private static void Tell(string when, Figures figures) =>
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{when}: {figures.Files} files, {figures.MemoryKiB / 1024} MiB"
        );

    private sealed record Figures(int Files, long MemoryKiB)
    {
        public static Figures Of(int process)
        {
            var memory = File.ReadLines($"/proc/{process}/status")
                .First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return new(
                Directory.GetFiles($"/proc/{process}/fd").Length,
                long.Parse(memory[6..^3].Trim(), CultureInfo.InvariantCulture)
            );
        }
    }
}
