using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Apis;

/// <summary>
/// One vendor, two versions over the same users: each request is one version's from its path to its journal.
/// </summary>
public sealed class TwoVersionsTests : IAsyncLifetime
{
    private static readonly KeyValuePair<string, string> Second = new("Accept", "*/*; version=2");

    private readonly Northwind.Northwind vendor = new();
    private Server? server;

    public async ValueTask InitializeAsync() => server = await Server.StartAsync(more: Store.Use, vendors: [vendor]);

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    [Fact]
    public async Task Request_WithTheHeaderOfTheSecond_IsItsAndTheUserIsTheSame()
    {
        (await CallAsync("PUT", "/users/n1", """{"name":"Ada"}""")).Text.ShouldBe(
            """{"id":"n1","name":"Ada","email":"person1@example.com"}"""
        );
        (await CallAsync("GET", "/users/n1", null, Second)).Text.ShouldBe(
            """{"id":"n1","fullName":"Ada","email":"person1@example.com"}"""
        );
        (await CallAsync("PUT", "/users/n1", """{"fullName":"Bea"}""", Second)).Status.ShouldBe(200);
        (await CallAsync("GET", "/users/n1")).Json.GetProperty("name").GetString().ShouldBe("Bea");
        (await CallAsync("GET", "/users/n1/card", null, Second)).Text.ShouldBe("""{"card":"Bea"}""");
    }

    [Fact]
    public async Task Refusal_OfEachVersion_IsInItsWords()
    {
        (await CallAsync("PUT", "/users/n1", """{"fullName":"Ada"}""")).Text.ShouldBe(
            """{"error":"/fullName additionalProperties"}"""
        );
        (await CallAsync("PUT", "/users/n1", """{"name":"Ada"}""", Second)).Text.ShouldBe(
            """{"error":"2: /name additionalProperties"}"""
        );
        (await CallAsync("GET", "/users/nobody", null, Second)).Text.ShouldBe("""{"error":"2: no such user"}""");
    }

    [Fact]
    public async Task Path_ThatOneVersionLacks_IsRefusedByThatOne()
    {
        (await CallAsync("GET", "/users/n1/card")).Text.ShouldBe("""{"error":"no such path"}""");
        (await CallAsync("GET", "/nothing", null, Second)).Text.ShouldBe("""{"error":"2: no such path"}""");
        var refused = await CallAsync("POST", "/users/n1/card", "{}", Second);
        refused.Text.ShouldBe("""{"error":"2: wrong method"}""");
        refused.Header("Allow").ShouldBe("GET");
    }

    [Fact]
    public async Task Operation_ThatOneVersionListsAsMissing_IsTheMocksDoingThereAlone()
    {
        var lacking = await EntryAsync(await CallAsync("DELETE", "/users/n1", null, Second));
        lacking.GetProperty("diagnosis").GetProperty("party").GetString().ShouldBe("mock");
        lacking.GetProperty("diagnosis").GetProperty("spec").GetString()!.ShouldStartWith("specs/Northwind.V2.yaml:");
        var wrong = await EntryAsync(await CallAsync("DELETE", "/users/n1"));
        wrong.GetProperty("diagnosis").GetProperty("party").GetString().ShouldBe("client");
    }

    [Fact]
    public async Task Diagnosis_OfARequestToTheSecond_HandsOutACurlThatAsksForIt()
    {
        var refused = await CallAsync("PUT", "/users/n1", """{"fulName":"Ada"}""", Second);
        var entry = await EntryAsync(refused);

        entry.GetProperty("api").GetString().ShouldBe("northwind.v2");
        var diagnosis = entry.GetProperty("diagnosis");
        diagnosis.GetProperty("summary").GetString()!.ShouldContain("Did you mean \"fullName\"?");
        diagnosis.GetProperty("spec").GetString()!.ShouldStartWith("specs/Northwind.V2.yaml:");
        var curl = diagnosis.GetProperty("curl").GetString()!;
        curl.ShouldContain("-H 'Accept: */*; version=2'");
        var again = ShellCurl.Parse(curl);
        var passed = await server!.Wire(vendor).SendAsync(again.Method, again.Target, again.Headers, again.Body);
        passed.Text.ShouldBe("""{"id":"n1","fullName":"Ada","email":"person1@example.com"}""");
    }

    [Fact]
    public async Task Entry_OfAChange_ShowsTheUserAsTheVersionAskedShowsIt()
    {
        var first = await EntryAsync(await CallAsync("PUT", "/users/n2", """{"name":"Ada"}"""));
        first.TryGetProperty("api", out _).ShouldBeFalse();
        first.GetProperty("after").GetProperty("name").GetString().ShouldBe("Ada");
        var second = await EntryAsync(await CallAsync("PUT", "/users/n2", """{"fullName":"Bea"}""", Second));
        second.GetProperty("before").GetProperty("fullName").GetString().ShouldBe("Ada");
        second.GetProperty("after").GetProperty("fullName").GetString().ShouldBe("Bea");
        var lines = await ReadAsync("/_mock/sandboxes/default/requests?view=summary");
        lines.EnumerateArray().Last().GetProperty("api").GetString().ShouldBe("northwind.v2");
    }

    [Fact]
    public async Task Coverage_OfTheTwo_SharesNoPointThoughTheOperationsAreNamedAlike()
    {
        await CallAsync("PUT", "/users/n1", """{"fullName":"Ada"}""", Second);
        await CallAsync("DELETE", "/users/n1", null, Second);

        var both = (await ReadAsync("/_mock/sandboxes/default/coverage?vendor=northwind")).GetProperty("vendors");
        both.EnumerateArray().Select(v => v.GetProperty("api").GetString()).ShouldBe(["northwind", "northwind.v2"]);
        both.EnumerateArray().Select(v => v.GetProperty("vendor").GetString()).ShouldBe(["northwind", "northwind"]);
        both[0].GetProperty("score").GetProperty("seen").GetInt32().ShouldBe(0);
        both[0].GetProperty("assumed").GetArrayLength().ShouldBe(0);
        both[0].GetProperty("notMocked").GetArrayLength().ShouldBe(0);
        var update = both[1]
            .GetProperty("operations")
            .EnumerateArray()
            .Single(o => o.GetProperty("id").ValueEquals("updateUser"));
        update.GetProperty("fields").GetProperty("fullName").GetProperty("value").GetBoolean().ShouldBeTrue();
        both[1]
            .GetProperty("assumed")
            .EnumerateArray()
            .Select(r => r.GetProperty("name").GetString())
            .ShouldContain("second");
        both[1].GetProperty("notMocked")[0].GetProperty("path").GetString().ShouldBe("/users/{id}");
        var one = (await ReadAsync("/_mock/sandboxes/default/coverage?vendor=northwind.v2")).GetProperty("vendors");
        one.EnumerateArray().Single().GetProperty("api").GetString().ShouldBe("northwind.v2");
    }

    [Theory]
    [InlineData("northwind", "1", "name", "first")]
    [InlineData("northwind.v2", "2.1", "fullName", "second")]
    public async Task Documents_OfEachVersion_StandUnderItsName(string api, string version, string field, string rule)
    {
        var spec = await ReadAsync($"/_mock/openapi/{api}.json");
        spec.GetProperty("info").GetProperty("version").GetString().ShouldBe(version);
        spec.GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe(server!.Directory.Url(vendor));
        (await server!.Control.SendAsync("GET", $"/_mock/openapi/{api}.yaml")).Text.ShouldContain(
            $"version: \"{version}\""
        );
        var rules = await ReadAsync($"/_mock/vendors/{api}/rules");
        rules.GetProperty("api").GetString().ShouldBe(api);
        rules.GetProperty("fields")[0].GetProperty("name").GetString().ShouldBe(field);
        var ledger = rules.GetProperty("ledger").EnumerateArray().Select(r => r.GetProperty("name").GetString());
        ledger.Where(r => r is "first" or "second").ShouldBe([rule]);
        var generated = await ReadAsync($"/_mock/generated/{api}.json");
        generated.GetProperty("paths").TryGetProperty("/users/{id}/card", out _).ShouldBe(api == "northwind.v2");
        generated
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("UserWrite")
            .GetProperty("properties")
            .TryGetProperty(field, out _)
            .ShouldBeTrue();
    }

    [Fact]
    public async Task Document_OfAnUnknownApi_IsAProblemThatNamesAll()
    {
        var answer = await server!.Control.SendAsync("GET", "/_mock/openapi/northwind.v3.json");

        answer.Status.ShouldBe(404);
        answer
            .Json.GetProperty("detail")
            .GetString()
            .ShouldBe("There is no vendor \"northwind.v3\". Known: northwind, northwind.v2.");
    }

    [Fact]
    public async Task Vendors_OfTheControlPlane_NameEachApiWithItsOperationsAndItsHeaders()
    {
        var row = (await ReadAsync("/_mock/vendors"))[0];

        row.GetProperty("operations").GetArrayLength().ShouldBe(2);
        row.GetProperty("hosts").EnumerateArray().Select(h => h.GetString()).ShouldBe(["*.northwind.example"]);
        var apis = row.GetProperty("apis");
        apis.EnumerateArray().Select(a => a.GetProperty("name").GetString()).ShouldBe(["northwind", "northwind.v2"]);
        apis.EnumerateArray().Select(a => a.GetProperty("version").GetString()).ShouldBe(["1", "2.1"]);
        apis.EnumerateArray().Select(a => a.GetProperty("operations").GetArrayLength()).ShouldBe([2, 3]);
        apis[0].TryGetProperty("askedBy", out _).ShouldBeFalse();
        apis[1].GetProperty("askedBy").GetProperty("Accept").GetString().ShouldBe(Second.Value);
    }

    private Task<WireAnswer> CallAsync(
        string method,
        string path,
        string? json = null,
        params IEnumerable<KeyValuePair<string, string>> headers
    )
    {
        List<KeyValuePair<string, string>> sent = [new(Northwind.Northwind.KeyHeader, "nw-default"), .. headers];
        if (json is not null)
            sent.Add(new("Content-Type", "application/json"));
        var body = json is null ? null : Encoding.UTF8.GetBytes(json);
        return server!.Wire(vendor).SendAsync(method, path, sent, body);
    }

    private async Task<JsonElement> EntryAsync(WireAnswer answer) =>
        await ReadAsync($"/_mock/sandboxes/default/requests/{answer.Header("X-Mock-Exchange")}");

    private async Task<JsonElement> ReadAsync(string path)
    {
        var answer = await server!.Control.SendAsync("GET", path);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json;
    }
}
