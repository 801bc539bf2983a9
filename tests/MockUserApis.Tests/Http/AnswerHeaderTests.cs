using Microsoft.AspNetCore.Routing;

namespace MockUserApis.Tests.Http;

/// <summary>No answer of the control plane is taken for another type, or shown in a frame of another page.</summary>
public sealed class AnswerHeaderTests(MockFixture mock)
{
    [Theory]
    [InlineData("GET", "/_mock/vendors", null)]
    [InlineData("GET", "/_mock/health", null)]
    [InlineData("GET", "/_mock/openapi.json", null)]
    [InlineData("GET", "/_mock/openapi/gainsight-px.yaml", null)]
    [InlineData("GET", "/_mock/sandboxes/default/snapshot", null)]
    [InlineData("GET", "/_mock/sandboxes/default/coverage", null)]
    [InlineData("GET", "/_mock/sandboxes/default/coverage", "text/html")]
    [InlineData("GET", "/_mock/sandboxes/none", null)]
    [InlineData("GET", "/_mock/nowhere", null)]
    [InlineData("PATCH", "/_mock/sandboxes", null)]
    [InlineData("POST", "/_mock/sandboxes/default/clock", null)]
    [InlineData("GET", "/_mock", null)]
    [InlineData("GET", "/_mock/", "text/html")]
    [InlineData("GET", "/~none/gainsight-px/v1/users", null)]
    public async Task Answer_OfTheMockItself_IsNeitherSniffedNorFramed(string method, string path, string? accept)
    {
        IReadOnlyList<KeyValuePair<string, string>> headers = accept is null ? [] : [new("Accept", accept)];
        Check(await mock.Control.SendAsync(method, path, headers, null), path);
    }

    [Fact]
    public async Task Answer_ThatRefuses_IsNeitherSniffedNorFramed()
    {
        var options = new MockOptions { ControlToken = "0123456789abcdef0123456789abcdef" };
        await using var server = await Server.StartAsync(options);
        foreach (var route in server.Routes)
        {
            var path = "/" + route.RoutePattern.RawText!.TrimStart('/');
            Check(await server.Control.SendAsync("GET", path), path);
        }

        foreach (var (name, value) in new[] { ("Origin", "https://evil.example.com"), ("Host", "evil.example.com") })
        {
            Check(await mock.Control.SendAsync("GET", "/_mock/vendors", [new(name, value)], null), name);
        }
    }

    private static void Check(WireAnswer answer, string path)
    {
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff", $"{path} {answer.Status}");
        answer.Header("X-Frame-Options").ShouldBe("DENY", $"{path} {answer.Status}");
    }
}
