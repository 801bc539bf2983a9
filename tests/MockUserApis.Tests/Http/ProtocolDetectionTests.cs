using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using MockUserApis.Kernel.Http;

namespace MockUserApis.Tests.Http;

/// <summary>What a connection speaks, told by bytes that come in any pieces.</summary>
public sealed class ProtocolDetectionTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("\u0016\u0003\u0001", "tls")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "plain")]
    [InlineData("CONSOLE / HTTP/1.1\r\n\r\n", "plain")]
    [InlineData("C", "plain")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "plain")]
    [InlineData("", "plain")]
    public async Task Bytes_OneByOne_LeadWhereTheyBelongAndAllArrive(string bytes, string where)
    {
        var (client, server) = Pair();
        var taken = "";
        var detection = new ProtocolDetection(c => Take("tls", c), c => Take("plain", c), Long)
        {
            HasTls = true,
            Proxy = () => throw new InvalidOperationException("No tunnel was asked for."),
        };
        var run = detection.RunAsync(server);
        foreach (var one in Encoding.Latin1.GetBytes(bytes))
            await client.Output.WriteAsync(new[] { one });
        await client.Output.CompleteAsync();
        await run.WaitAsync(Long);
        taken.ShouldBe($"{where} {bytes}");

        async Task Take(string name, ConnectionContext connection)
        {
            using var all = new MemoryStream();
            await connection.Transport.Input.CopyToAsync(all);
            taken = $"{name} {Encoding.Latin1.GetString(all.ToArray())}";
        }
    }

    [Fact]
    public async Task Connection_ThatStaysSilent_EndsAfterAWhile()
    {
        var (_, server) = Pair();
        var detection = new ProtocolDetection(Never, Never, TimeSpan.FromMilliseconds(1))
        {
            HasTls = true,
            Proxy = null,
        };
        var ended = new TaskCompletionSource();
        server.ConnectionClosed.Register(ended.SetResult);
        await detection.RunAsync(server).WaitAsync(Long);
        await ended.Task.WaitAsync(Long);
    }

    private static Task Never(ConnectionContext connection) => throw new InvalidOperationException("It said nothing.");

    private static (IDuplexPipe Client, ConnectionContext Server) Pair()
    {
        var (up, down) = (new Pipe(), new Pipe());
        var server = new DefaultConnectionContext(
            "1",
            new Ends(up.Reader, down.Writer),
            new Ends(down.Reader, up.Writer)
        );
        return (server.Application!, server);
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
