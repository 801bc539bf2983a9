using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A client that left in the middle of its request was logged as an unhandled exception of the mock, stack trace and
/// all.
/// </summary>
public sealed class ClientThatLeavesTests
{
    [Fact]
    public async Task Serve_ClientsThatLeaveInTheMiddle_SaysNothingOfIt()
    {
        await using var mock = await MockProcess.StartAsync();
        var vendor = MockFixture.Contracts[0];
        var update = vendor.Api.Updating;
        var credential = string.Concat(mock.Credential(vendor.Slug).Select(h => $"{h.Key}: {h.Value}\r\n"));
        (int Port, string Head)[] requests =
        [
            (mock.Vendor(vendor.Slug).Port, $"{update.Method} {Examples.Path(update).Target} HTTP/1.1\r\n{credential}"),
            (mock.ControlPort, "POST /_mock/sandboxes HTTP/1.1\r\n"),
            (mock.ControlPort, "PUT /_mock/sandboxes/default/snapshot HTTP/1.1\r\n"),
        ];
        (string Header, string Half)[] bodies =
        [
            ("Content-Length: 1000", "{"),
            ("Transfer-Encoding: chunked", "5\r\n{\"a\":"),
        ];
        foreach (var (port, head) in requests)
        {
            foreach (var (header, half) in bodies)
            {
                foreach (var reset in new[] { true, false })
                    await LeaveAsync(
                        port,
                        $"{head}Host: 127.0.0.1\r\nContent-Type: application/json\r\n{header}\r\n",
                        half,
                        reset
                    );
            }
        }

        // A stop waits for what was begun.
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        (await mock.Errors).ShouldBeEmpty();
    }

    // It asks to be told to go on: so the server reads its body when it leaves.
    private static async Task LeaveAsync(int port, string head, string half, bool reset)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        await socket.ConnectAsync("127.0.0.1", port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(head + "Expect: 100-continue\r\n\r\n"));
        var chunk = new byte[1024];
        Encoding.ASCII.GetString(chunk, 0, await socket.ReceiveAsync(chunk)).ShouldStartWith("HTTP/1.1 100");
        await socket.SendAsync(Encoding.ASCII.GetBytes(half));
        if (reset)
            socket.Close(0);
        else
            socket.Shutdown(SocketShutdown.Send);
    }
}
