using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>Users of a tag or of a segment, of a billion: a search that has a seat and ends with its client.</summary>
public sealed class PeopleScansTests
{
    [Theory]
    [InlineData("/api/public/tags/1441/users/", "*/*")]
    [InlineData("/api/public/tags/1441/users/", "*/*; version=2")]
    [InlineData("/api/public/segments/31/users/", "*/*")]
    [InlineData("/api/public/segments/31/users/", "*/*; version=2")]
    public async Task People_OfABillionUsers_AreLookedForInASeatAndEndWithTheirClient(string path, string accept)
    {
        await using var server = await Server.StartAsync(
            new MockOptions { Population = 1_000_000_000, RateLimits = false },
            builder => builder.Services.AddSingleton(_ => new Scans(1, 1, TimeSpan.FromMinutes(10)))
        );
        var vendor = server.Vendor("user-com");
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync("127.0.0.1", server.Port(vendor));
            var (name, value) = vendor.Issue(Sandboxes.Default)[0].Headers[0];
            var request = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n{name}: {value}\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(request));
            await RunningAsync(server, 1);
            (await server.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
        }

        await RunningAsync(server, 0);
    }

    private static Task RunningAsync(Server server, int wanted) =>
        Until.ReachedAsync(() => Task.FromResult(server.Scans.Running), now => now == wanted, $"{wanted} running");
}
