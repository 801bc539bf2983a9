using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary><c>OPTIONS *</c> has no path: looking for the vendor's prefix in it threw.</summary>
public sealed class AsteriskTargetTests(MockFixture mock)
{
    [Fact]
    public async Task Target_AsteriskOrAbsolute_IsNoError()
    {
        var ports = mock.Directory.All.Select(mock.Port).Append(mock.Directory.BasePort);
        foreach (var port in ports)
        {
            foreach (
                var line in new[]
                {
                    "OPTIONS *",
                    $"GET http://127.0.0.1:{port}/",
                    $"GET http://127.0.0.1:{port}",
                    "GET /~",
                    "GET /~x",
                    "GET //",
                    "GET /?",
                }
            )
            {
                var answer = Wire.Parse(
                    await new Wire(port).RawAsync(
                        Encoding.ASCII.GetBytes(
                            $"{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
                        )
                    )
                );
                answer.Status.ShouldBeLessThan(500, $"{line} at {port}");
            }
        }
    }
}
