using System.Text.Json;
using MockUserApis.DocumentTool;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// Spec → generated controllers → running server → the OpenAPI document that the server generates of itself: it must
/// say what the spec says.
/// </summary>
public sealed class GeneratedDocumentTests(MockFixture mock)
{
    public static TheoryData<string> Slugs => MockFixture.ApiIds;

    [Theory]
    [MemberData(nameof(Slugs))]
    [Succeeds("GET", "/generated/{documentName}.json")]
    public async Task Document_OfTheRunningServer_AgreesWithTheSpec(string slug)
    {
        var vendor = mock.Asked(slug);
        var generated = await mock.Control.SendAsync("GET", $"/_mock/generated/{slug}.json");
        generated.Status.ShouldBe(200);
        var offered = Describe(generated.Json).ToList();
        offered.ShouldBe(Describe(vendor.Api.Contract.Document), ignoreOrder: true);
        offered.Count.ShouldBe(vendor.Api.Contract.Operations.Count);
    }

    [Fact]
    public async Task Documents_OfTheBuild_AreWhatTheServerWouldGenerateOfItself()
    {
        await using var live = await Server.StartAsync(vendors: MockFixture.Known);
        foreach (var name in MockFixture.Apis.Select(a => a.Id).Append(OpenApiDocuments.Control))
        {
            var target = $"/_mock/generated/{name}.json";
            var now = await live.Control.SendAsync("GET", target);
            var built = await mock.Control.SendAsync("GET", target);
            var text = now.Text.Replace($":{live.Control.Port}/", $":{mock.Control.Port}/", StringComparison.Ordinal);
            built.Text.ShouldBe(text);
            built.Header("Content-Type").ShouldBe(now.Header("Content-Type"));
        }
    }

    [Fact]
    public async Task Document_OfAnApiThatIsNotServed_IsAProblemThatNamesTheOthers()
    {
        await using var server = await Server.StartAsync(new MockOptions { Vendors = ["foldspace"] });
        var answer = await server.Control.SendAsync("GET", "/_mock/generated/gainsight-px.json");
        answer.Status.ShouldBe(404);
        var said = answer.Json.GetProperty("detail").GetString();
        said.ShouldBe("There is no document \"gainsight-px\". Known: foldspace, and v1: the control plane.");
    }

    /// <summary>A line an operation: method, path, parameters, whether it has a body, statuses.</summary>
    private static IEnumerable<string> Describe(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "put" or "post" or "delete" or "patch"
        let parameters = Parameters(document, path.Value)
            .Concat(Parameters(document, operation.Value))
            .Order(StringComparer.Ordinal)
        let statuses = operation
            .Value.GetProperty("responses")
            .EnumerateObject()
            .Select(r => r.Name)
            .Order(StringComparer.Ordinal)
        select $"{operation.Name} {path.Name} "
            + $"({string.Join(", ", parameters)})"
            + $"{(operation.Value.TryGetProperty("requestBody", out _) ? " body" : "")} "
            + $"→ {string.Join(" ", statuses)}";

    private static IEnumerable<string> Parameters(JsonElement document, JsonElement holder) =>
        holder.TryGetProperty("parameters", out var parameters)
            ? parameters
                .EnumerateArray()
                .Select(p => Inline(document, p))
                .Select(p => $"{p.GetProperty("in")} {p.GetProperty("name")}")
            : [];

    private static JsonElement Inline(JsonElement document, JsonElement json) =>
        json.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, segment) => at.GetProperty(segment))
            : json;
}
