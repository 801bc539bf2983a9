using System.Text.Json.Nodes;

namespace MockUserApis.Contracts.Provider;

/// <summary>A pact that holds, and that pact broken in one place: verification fails and names what broke.</summary>
public class BrokenPactTests
{
    private const string Good = """
        {
          "consumer": { "name": "web-app" }, "provider": { "name": "GainsightPx" },
          "interactions": [
            {
              "type": "Synchronous/HTTP", "description": "a read of Ada",
              "providerStates": [{ "name": "a user exists", "params": { "id": "ada", "title": "CTO" } }],
              "request": { "method": "GET", "path": "/v1/users/ada", "headers": { "X-APTRINSIC-API-KEY": ["00000000-0000-4000-8000-000000000001"] } },
              "response": {
                "status": 200, "headers": { "Content-Type": ["application/json"] },
                "body": { "contentType": "application/json", "encoded": false, "content": { "identifyId": "ada", "title": "CTO", "score": 1 } },
                "matchingRules": { "body": { "$.score": { "combine": "AND", "matchers": [{ "match": "integer" }] } } }
              }
            },
            {
              "type": "Synchronous/HTTP", "description": "a read of nobody", "providerStates": [{ "name": "no user exists", "params": { "id": "nobody" } }],
              "request": { "method": "GET", "path": "/v1/users/nobody", "headers": { "X-APTRINSIC-API-KEY": ["00000000-0000-4000-8000-000000000001"] } },
              "response": { "status": 404 }
            }
          ],
          "metadata": { "pactSpecification": { "version": "4.0" } }
        }
        """;

    private static readonly Dictionary<string, (Func<JsonNode, string> Break, string Reason)> Breaks = new()
    {
        ["status"] = (p => Set(Response(p), "status", 201), "expected 201 but was 200"),
        ["header value"] = (
            p => Set(Response(p)["headers"]!, "Content-Type", new JsonArray("text/html")),
            "'text/html' but was 'application/json'"
        ),
        ["header absent"] = (p => Set(Response(p)["headers"]!, "X-Never-Sent", new JsonArray("1")), "X-Never-Sent"),
        ["body value"] = (p => Set(Content(p), "title", "CEO"), "$.title"),
        ["body member absent"] = (p => Set(Content(p), "nickname", "ada"), "nickname"),
        ["body type"] = (p => Set(Content(p), "score", "one", alsoUnruled: true), "$.score"),
        ["matcher"] = (
            p => Set(Response(p)["matchingRules"]!["body"]!["$.score"]!["matchers"]![0]!, "match", "boolean"),
            "$.score"
        ),
        ["unknown state"] = (p => Set(State(p), "name", "the moon is full"), "Known: \"a user exists\""),
        ["state without its parameter"] = (p => Set(State(p), "params", new JsonObject()), "params.id"),
        ["state with a field of no user"] = (
            p => Set(State(p), "params", JsonNode.Parse("""{"id":"ada","shoeSize":44}""")!),
            "\"shoeSize\" is not a field"
        ),
        ["credential"] = (
            p =>
                Set(
                    Request(p)["headers"]!,
                    "X-APTRINSIC-API-KEY",
                    new JsonArray("00000000-0000-4000-8000-00000000dead")
                ),
            "expected 200 but was 401"
        ),
        ["path"] = (p => Set(Request(p), "path", "/v1/people/ada"), "Closest: GET /v1/users/{identifyId}"),
        ["method"] = (p => Set(Request(p), "method", "PATCH"), "expected 200 but was 405"),
        ["no interaction"] = (
            p =>
            {
                p["interactions"] = new JsonArray();
                return "pact.json";
            },
            "no interactions"
        ),
        ["unknown provider"] = (
            p =>
            {
                p["provider"]!["name"] = "Hotjar";
                return "a read of Ada";
            },
            "provider \"Hotjar\" is no vendor"
        ),
    };

    public BrokenPactTests() => PactFromNpm.SkipWhereMissing();

    public static TheoryData<string> Names => [.. Breaks.Keys];

    [Fact]
    public async Task GoodPact_IsVerified()
    {
        var ended = await VerifyAsync(Good);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("2 verified, 0 failed");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task PactBrokenInOnePlace_FailsAndNamesIt(string name)
    {
        var pact = JsonNode.Parse(Good)!;
        var named = Breaks[name].Break(pact);

        var ended = await VerifyAsync(pact.ToJsonString());

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.Split('\n').ShouldContain(line => line.Contains("FAIL") || line.Contains("pact.json"), ended.Said);
        ended.Said.ShouldContain(named);
        ended.Said.ShouldContain(Breaks[name].Reason);
        if (named == "a read of Ada" && name != "unknown provider")
            ended.Said.ShouldContain("1 verified, 1 failed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(
        """{"consumer":{"name":"c"},"provider":{"name":"GainsightPx"},"interactions":[{"type":"Asynchronous/Messages","description":"a message"}]}"""
    )]
    public async Task FileThatIsNoHttpPact_Fails(string text)
    {
        var ended = await VerifyAsync(text);

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("FAIL");
        ended.Said.ShouldContain("pact.json");
    }

    [Fact]
    public async Task EmptyFolder_Fails()
    {
        using var folder = new TemporaryFolder();

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(1);
        ended.Said.ShouldContain("nothing was verified");
    }

    [Fact]
    public async Task OtherProvidersLeftOut_AndNothingElse_Fails()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pact.json", Good.Replace("GainsightPx", "Hotjar", StringComparison.Ordinal));

        var ended = await Cli.VerifyAsync(folder.Path, "--ignore-other-providers");

        ended.Code.ShouldBe(1);
        ended.Said.ShouldContain("0 verified, 0 failed, 2 left out");
    }

    private static async Task<Ended> VerifyAsync(string pact)
    {
        using var folder = new TemporaryFolder();
        folder.Write("pact.json", pact);
        return await Cli.VerifyAsync(folder.Path);
    }

    private static JsonNode Request(JsonNode pact) => pact["interactions"]![0]!["request"]!;

    private static JsonNode Response(JsonNode pact) => pact["interactions"]![0]!["response"]!;

    private static JsonNode Content(JsonNode pact) => Response(pact)["body"]!["content"]!;

    private static JsonNode State(JsonNode pact) => pact["interactions"]![0]!["providerStates"]![0]!;

    private static string Set(JsonNode node, string member, JsonNode value, bool alsoUnruled = false)
    {
        node[member] = value;
        if (alsoUnruled)
            Response(node.Root).AsObject().Remove("matchingRules");
        return "a read of Ada";
    }
}
