using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Contracts.Provider;

/// <summary>
/// As much of a Pact broker as its official verifier asks for: one pact, its links, and where results are published.
/// </summary>
internal sealed class BrokerStub(string pact, bool pending = false, int publishStatus = 201) : IAsyncDisposable
{
    private Stub? stub;

    public ConcurrentQueue<(string Line, string? Authorization, string Body)> Requests { get; } = new();

    public string Url => stub!.Url;

    public JsonNode Published => JsonNode.Parse(Requests.Single(r => r.Line == "POST /published").Body)!;

    public static async Task<BrokerStub> StartAsync(string pact, bool pending = false, int publishStatus = 201)
    {
        var broker = new BrokerStub(pact, pending, publishStatus);
        broker.stub = await Stub.StartAsync(broker.AnswerAsync);
        return broker;
    }

    public ValueTask DisposeAsync() => stub!.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted);
        Requests.Enqueue(($"{http.Request.Method} {path}", http.Request.Headers.Authorization, body));
        JsonObject? answer = path switch
        {
            "/" => Links(
                ("pb:provider-pacts-for-verification", "/for-verification/{provider}"),
                ("pb:latest-provider-pacts", "/latest/{provider}")
            ),
            "/pacticipants" => JsonNode
                .Parse("""{"_embedded":{"pacticipants":[{"name":"web-app"},{"name":"Gainsight PX"}]}}""")!
                .AsObject(),
            "/for-verification/Gainsight PX" => Found(),
            "/latest/Gainsight PX" => Links(
                ("self", "/latest/Gainsight%20PX"),
                ("pb:pacts", "/pact"),
                ("pacts", "/pact")
            ),
            "/pact" => Pact(),
            "/provider" => Links(
                ("pb:version-tag", "/versions/{version}/tags/{tag}"),
                ("pb:branch-version", "/branches/{branch}/versions/{version}")
            ),
            _ => http.Request.Method == "GET" ? null : [],
        };
        http.Response.StatusCode = (path, answer) switch
        {
            ("/published", _) => publishStatus,
            (_, null) => 404,
            _ => 200,
        };
        http.Response.ContentType = "application/hal+json";
        await http.Response.WriteAsync((answer ?? []).ToJsonString(), http.RequestAborted);
    }

    private JsonObject Found()
    {
        var one = Links(("self", "/pact"));
        one["shortDescription"] = "the latest";
        one["verificationProperties"] = new JsonObject { ["pending"] = pending, ["notices"] = new JsonArray() };
        var found = Links(("self", "/for-verification/Gainsight%20PX"));
        found["_embedded"] = new JsonObject { ["pacts"] = new JsonArray(one) };
        return found;
    }

    private JsonObject Pact()
    {
        var answer = JsonNode.Parse(pact)!.AsObject();
        var links = Links(
            ("self", "/pact"),
            ("pb:publish-verification-results", "/published"),
            ("pb:provider", "/provider")
        );
        answer["_links"] = links["_links"]!.DeepClone();
        return answer;
    }

    private JsonObject Links(params (string Name, string Path)[] links)
    {
        var all = new JsonObject();
        foreach (var (name, path) in links)
        {
            var link = new JsonObject { ["href"] = Url + path, ["name"] = "a link" };
            if (path.Contains('{', StringComparison.Ordinal))
                link["templated"] = true;
            all[name] = name is "pb:pacts" or "pacts" ? new JsonArray(link) : link;
        }

        return new JsonObject { ["_links"] = all };
    }
}
