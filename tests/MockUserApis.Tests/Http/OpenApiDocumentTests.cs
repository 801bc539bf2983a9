using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.Http;

/// <summary>The OpenAPI document that the control plane makes of its table of routes.</summary>
public sealed partial class OpenApiDocumentTests
{
    private const string Sandbox = "/_mock/sandboxes/{sandbox}";

    private static readonly string[] Bodies =
    [
        "post /_mock/pact-states PactStateRequest",
        "post /_mock/sandboxes SandboxRequest",
        $"patch {Sandbox}/collections/{{slug}}/{{collection}}/{{key}} JsonElement",
        $"put {Sandbox}/collections/{{slug}}/{{collection}}/{{key}} JsonElement",
        $"post {Sandbox}/assert AssertRequest",
        $"post {Sandbox}/clock ClockRequest",
        $"post {Sandbox}/faults FaultRequest",
        $"post {Sandbox}/pact-states PactStateRequest",
        $"put {Sandbox}/limits/{{slug}} LimitRequest",
        $"put {Sandbox}/settings/{{slug}} JsonElement",
        $"put {Sandbox}/snapshot JsonElement",
        $"patch {Sandbox}/users/{{slug}}/{{key}} JsonElement",
        $"put {Sandbox}/users/{{slug}}/{{key}} JsonElement",
    ];

    [Fact]
    public async Task Document_OfEveryOperationThatReadsABody_DescribesIt()
    {
        var found = new List<string>();
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            if (!operation.TryGetProperty("requestBody", out var body))
                continue;
            var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
            found.Add($"{method} {path} {schema.GetProperty("$ref").GetString()!.Split('/')[^1]}");
        }

        found.ShouldBe(Bodies, ignoreOrder: true);
    }

    [Fact]
    [Succeeds("GET", "/openapi.json")]
    public async Task Document_OfEveryOperation_HasSummaryAnswersAndWhatThePathNames()
    {
        var operations = await OperationsAsync();
        foreach (var (path, method, operation) in operations)
        {
            var named = operation.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(p => p.GetProperty("name").GetString()!).ToList()
                : [];
            named.ShouldBe(Parameter().Matches(path).Select(m => m.Groups[1].Value), $"{method} {path}");
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty($"{method} {path}");
            operation.GetProperty("responses").GetPropertyCount().ShouldBeGreaterThan(0, $"{method} {path}");
        }

        operations.Count.ShouldBeGreaterThan(35);
    }

    private static async Task<List<(string Path, string Method, JsonElement Operation)>> OperationsAsync()
    {
        await using var server = await Server.StartAsync();
        var document = (await server.Control.SendAsync("GET", "/_mock/openapi.json")).Json;
        return
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(p => p.Value.EnumerateObject().Select(o => (p.Name, o.Name, o.Value))),
        ];
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
