using System.Net.Http.Headers;
using System.Text.Json;

namespace MockUserApis.Tests.Postgres;

/// <summary>Two nodes on one database: what one did, the other knows.</summary>
public sealed class NodesTests : TwoNodes
{
    [DatabaseFact]
    public async Task Sandbox_OfOneNode_IsTheOthers()
    {
        await A.ArrangeAsync("box", "PUT", "/users/user-com/ada", """{"city":"Oslo"}""");
        (
            await B.CallAsync(UserCom, "box", "PUT", "/api/public/users-by-id/ada/", """{"city":"Bergen"}""")
        ).Status.ShouldBe(200);
        (await A.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/ada/"))
            .Json.GetProperty("city")
            .GetString()
            .ShouldBe("Bergen");
        await B.ArrangeAsync("box", "POST", "/reset");
        (await A.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/ada/")).Status.ShouldBe(404);
        (await B.Control.SendAsync("POST", "/_mock/sandboxes", """{"name":"box"}""")).Status.ShouldBe(409);
        await B.ArrangeAsync("box", "DELETE", "");
        (await A.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/1/")).Status.ShouldBe(401);
        (await A.Control.SendAsync("GET", "/_mock/sandboxes/box")).Status.ShouldBe(404);
    }

    [DatabaseFact]
    public void Token_GrantedByOneNode_OpensAtTheOther()
    {
        var box = A.Sandboxes.Find("box")!;
        A.Sandboxes.Grant(VoltMx, "token", new Account(box, true, box.Clock.GetUtcNow() + TimeSpan.FromMinutes(30)));
        B.Sandboxes.Open(VoltMx, "token")!.Sandbox.Name.ShouldBe("box");
        A.Sandboxes.Find("box")!.Clock.Change(null, null, TimeSpan.FromHours(1));
        B.Sandboxes.Open(VoltMx, "token").ShouldBeNull();
    }

    [DatabaseFact]
    public async Task Clock_MovedOnOneNode_EndsTheWaitOnTheOther()
    {
        await A.ArrangeAsync("box", "POST", "/clock", """{"now":"2026-03-01T00:00:00Z","freeze":true}""");
        await A.ArrangeAsync("box", "POST", "/faults", """{"kind":"latency","delay":"PT1H"}""");
        var waiting = B.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/1/");
        await A.ArrangeAsync("box", "POST", "/clock", """{"advance":"PT59M"}""");
        waiting.IsCompleted.ShouldBeFalse();
        // The wait begins when the request has come in: until it is over, hours pass.
        await Until.ReachedAsync(
            async () => (await A.ArrangeAsync("box", "POST", "/clock", """{"advance":"PT1H"}""")).Text,
            _ => waiting.IsCompleted,
            "the end of the wait"
        );
        (await waiting).Status.ShouldBe(200);
    }

    [DatabaseFact]
    public async Task Journal_OfOneNode_IsShownByTheOther()
    {
        await A.ArrangeAsync("box", "PUT", "/users/user-com/ada", """{"city":"Oslo"}""");
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var listener = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(B.Directory.Root),
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_mock/sandboxes/box/requests/stream")
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } },
        };
        using var stream = new StreamReader(
            await (
                await listener.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)
            ).Content.ReadAsStreamAsync()
        );
        await stream.ReadLineAsync(timeout.Token);
        var id = (await A.CallAsync(UserCom, "box", "PUT", "/api/public/users-by-id/ada/", """{"city":7}""")).Header(
            "X-Mock-Exchange"
        );
        var line = "";
        while (line?.StartsWith("id: ", StringComparison.Ordinal) == false)
            line = await stream.ReadLineAsync(timeout.Token);
        line.ShouldBe("id: " + id);
        var shown = (await B.ArrangeAsync("box", "GET", $"/requests/{id}")).Text;
        shown.ShouldBe(
            (await A.ArrangeAsync("box", "GET", $"/requests/{id}"))
                .Text.Replace($":{A.Directory.BasePort}", $":{B.Directory.BasePort}", StringComparison.Ordinal)
                .Replace(
                    A.Directory.Url(A.Directory.BySlug("user-com")!),
                    B.Directory.Url(B.Directory.BySlug("user-com")!),
                    StringComparison.Ordinal
                )
        );
        (
            await B.ArrangeAsync(
                "box",
                "POST",
                "/assert",
                """{"operation":"updateUserByCustomId","times":{"exactly":1}}"""
            )
        )
            .Json.GetProperty("holds")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [DatabaseFact]
    public async Task Coverage_OfBothNodes_IsOne()
    {
        await A.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/1/");
        await B.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/nobody/");
        foreach (var node in Nodes)
        {
            var operations = (await node.ArrangeAsync("box", "GET", "/coverage?vendor=user-com"))
                .Json.GetProperty("vendors")[0]
                .GetProperty("operations")
                .EnumerateArray();
            var statuses = operations
                .Single(o => o.GetProperty("method").ValueEquals("GET") && o.GetProperty("called").GetBoolean())
                .GetProperty("statuses");
            (statuses.GetProperty("200").GetBoolean(), statuses.GetProperty("404").GetBoolean()).ShouldBe((true, true));
        }
    }

    [DatabaseFact]
    public async Task PactState_SetUpOnOneNode_IsTornDownByTheOther()
    {
        await A.ArrangeAsync("box", "PUT", "/users/user-com/ada", """{"city":"Oslo"}""");
        foreach (
            var (state, during) in new[]
            {
                ("""{"state":"no user exists","params":{"id":"ada"}""", 404),
                ("""{"state":"the rate limit is exhausted" """, 429),
                ("""{"state":"the credential is revoked" """, 401),
                ("""{"state":"the vendor is failing" """, 500),
                ("""{"state":"a user exists","params":{"id":"ada","city":"Bergen"}""", 200),
            }
        )
        {
            await A.ArrangeAsync("box", "POST", "/pact-states?vendor=user-com", state + "}");
            (await B.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/ada/")).Status.ShouldBe(during, state);
            await B.ArrangeAsync("box", "POST", "/pact-states?vendor=user-com", state + ""","action":"teardown"}""");
            (await A.CallAsync(UserCom, "box", "GET", "/api/public/users-by-id/ada/"))
                .Json.GetProperty("city")
                .GetString()
                .ShouldBe("Oslo", state);
        }
    }

    [DatabaseFact]
    public async Task Settings_OfOneNode_AreTheOthers()
    {
        await A.ArrangeAsync("box", "PUT", "/settings/volt-mx", """{"reconciliationKey":"mobileNumber"}""");
        (await B.ArrangeAsync("box", "GET", "/settings/volt-mx"))
            .Json.GetProperty("reconciliationKey")
            .GetString()
            .ShouldBe("mobileNumber");
    }

    [DatabaseFact]
    public async Task Setting_ThatIsAList_AndItsValues_AreTheOtherNodesToo()
    {
        const string core = """
            "firstName":"Ada","lastName":"Example","country":"India","state":"","Tier":"Gold"
            """;
        await A.ArrangeAsync(
            "box",
            "PUT",
            "/settings/volt-mx",
            """{"dynamicAttributes":[{"name":"Tier","type":"String","reconciliationKey":true}]}"""
        );
        (
            await B.CallAsync(VoltMx, "box", "PUT", "/api/v1/audience/1", $$"""{"email":"a@example.com",{{core}}}""")
        ).Status.ShouldBe(200);
        (await A.CallAsync(VoltMx, "box", "GET", "/api/v1/audience/1")).Text.ShouldContain("\"Tier\":\"Gold\"");
        (
            await A.CallAsync(VoltMx, "box", "POST", "/api/v1/audience", $$"""{"email":"b@example.com",{{core}}}""")
        ).Text.ShouldBe("""{"message":"User already exists with this Tier Gold","id":"1"}""");
    }
}
