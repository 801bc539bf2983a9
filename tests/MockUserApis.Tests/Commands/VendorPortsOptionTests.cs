using System.Net;
using System.Net.Sockets;

namespace MockUserApis.Tests.Commands;

/// <summary><c>--vendor-ports</c>: where something else hands out the ports, they need not follow each other.</summary>
public sealed class VendorPortsOptionTests
{
    [Fact]
    [Runs("serve", "--vendor-ports")]
    public async Task Serve_WithAPortForAVendor_ListensThereForIt()
    {
        var port = FreePort();

        await using var mock = await MockProcess.StartAsync("--vendor-ports", $"foldspace={port},volt-mx=0");

        var answer = await new Wire(port).SendAsync("GET", "/v1/user/nobody");
        answer.Status.ShouldBe(401);
        (await mock.Vendor("foldspace").SendAsync("GET", "/v1/user/nobody")).Status.ShouldBe(401);
        var vendors = (await mock.Control.SendAsync("GET", "/_mock/vendors")).Json;
        var foldspace = vendors.EnumerateArray().Single(v => v.GetProperty("slug").ValueEquals("foldspace"));
        new Uri(foldspace.GetProperty("url").GetString()!).Port.ShouldBe(port);
        (await mock.Vendor("volt-mx").SendAsync("GET", "/api/v1/audience")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("--vendor-ports is \"\". Give a port for each slug", "")]
    [InlineData("Give a port for each slug", "foldspace")]
    [InlineData("Give a port for each slug", "foldspace=")]
    [InlineData("Give a port for each slug", "foldspace=65536")]
    [InlineData("Give a port for each slug", "foldspace=-1")]
    [InlineData("Give a port for each slug", "foldspace=6001,foldspace=6002")]
    [InlineData("Give a port for each slug", "foldspace=6001,volt-mx=6001")]
    [InlineData("There is no vendor \"foldspce\". Known: ", "foldspce=6001")]
    public async Task Serve_WithPortsThatAreNone_Exits2(string says, string value)
    {
        var run = await CommandRun.RunAsync("serve", "--port", "0", "--vendor-ports", value);

        run.Code.ShouldBe(2, run.Output);
        run.Errors.ShouldContain(says);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
