namespace MockUserApis.Tests.Http;

/// <summary>Each refusal of the control plane: RFC 9457, with a message that says what to send.</summary>
public sealed class RefusalTests(MockFixture mock)
{
    public static TheoryData<string, string, string?, int, string> Refusals =>
        new()
        {
            { "GET", "/openapi/nobody.yaml", null, 404, "Known: " },
            { "GET", "/openapi/nobody.json", null, 404, "Known: " },
            { "GET", "/sandboxes/nobody", null, 404, "POST /_mock/sandboxes" },
            { "DELETE", "/sandboxes/nobody", null, 404, "POST /_mock/sandboxes" },
            { "DELETE", "/sandboxes/default", null, 409, "reset" },
            { "POST", "/sandboxes/nobody/reset", null, 404, "POST /_mock/sandboxes" },
            { "POST", "/sandboxes", "{\"name\":\"default\"}", 409, "Choose another name" },
            { "POST", "/sandboxes", "{\"name\":\"a b\"}", 400, "letters, digits" },
            { "POST", "/sandboxes", "{\"name\":\"\"}", 400, "letters, digits" },
            { "POST", "/sandboxes", "{\"population\":-1}", 400, "0 or more" },
            { "POST", "/sandboxes", "{\"population\":\"many\"}", 400, "population" },
            { "POST", "/sandboxes", "{\"profile\":\"Strict\"}", 400, "strict" },
            { "POST", "/sandboxes", "{\"rateLimits\":3}", 400, "true or false" },
            { "POST", "/sandboxes", "{\"clock\":\"noon\"}", 400, "instant" },
            { "POST", "/sandboxes", "{\"ttl\":\"soon\"}", 400, "PT" },
            { "POST", "/sandboxes", "{\"ttl\":\"-PT1S\"}", 400, "PT10M" },
            { "POST", "/sandboxes", "{\"ttl\":\"P99999999D\"}", 400, "" },
            { "POST", "/sandboxes", "{", 400, "Send for example" },
            { "POST", "/sandboxes", "null", 400, "Send for example" },
            { "POST", "/sandboxes", "[]", 400, "Send for example" },
            { "POST", "/sandboxes", "{\"seed\":1,\"seed\":2}", 400, "" },
            { "POST", "/sandboxes", "{\"name\":\"\\ud83d\"}", 400, "surrogate" },
            { "PUT", "/sandboxes/default/users/{slug}/1", "{\"\\ud83d\":1}", 400, "surrogate" },
            { "GET", "/sandboxes/default/users/nobody", null, 404, "Known: " },
            { "GET", "/sandboxes/nobody/users/{slug}", null, 404, "POST /_mock/sandboxes" },
            { "GET", "/sandboxes/default/users/{slug}?limit=0", null, 400, "whole number" },
            { "GET", "/sandboxes/default/users/{slug}?limit=many", null, 400, "whole number" },
            { "GET", "/sandboxes/default/users/{slug}?after=nobody", null, 404, "PUT the same address" },
            { "GET", "/sandboxes/default/users/{slug}/nobody", null, 404, "PUT the same address" },
            { "DELETE", "/sandboxes/default/users/{slug}/nobody", null, 404, "PUT the same address" },
            { "PUT", "/sandboxes/default/users/{slug}/1", "[]", 400, "Send an object" },
            { "PUT", "/sandboxes/default/users/{slug}/1", "{", 400, "not JSON" },
            { "PUT", "/sandboxes/default/limits/{slug}", "{}", 400, "requests and window" },
            { "PUT", "/sandboxes/default/limits/{slug}", "{\"requests\":1}", 400, "requests and window" },
            { "PUT", "/sandboxes/default/limits/{slug}", "{\"requests\":-1,\"window\":\"PT1S\"}", 400, "0 or more" },
            { "PUT", "/sandboxes/default/limits/{slug}", "{\"requests\":1,\"window\":\"1s\"}", 400, "ISO 8601" },
            { "PUT", "/sandboxes/default/limits/{slug}", "{\"requests\":1,\"window\":\"PT0S\"}", 400, "PT1S" },
            { "PUT", "/sandboxes/default/limits/{slug}", "{\"capacity\":1,\"refillPerSecond\":0}", 400, "more than 0" },
            { "GET", "/sandboxes/default/limits/nobody", null, 404, "Known: " },
            { "POST", "/sandboxes/default/clock", "{\"now\":\"noon\"}", 400, "Send for example" },
            { "POST", "/sandboxes/default/clock", "{\"advance\":\"1 hour\"}", 400, "ISO 8601" },
            { "POST", "/sandboxes/default/clock", "{\"advance\":\"P9999999D\"}", 400, "years 1 to 9999" },
            { "GET", "/sandboxes/default/requests?status=four", null, 400, "404" },
            { "GET", "/sandboxes/default/requests?since=once", null, 400, "instant" },
            { "GET", "/sandboxes/default/requests?limit=-1", null, 400, "whole number" },
            { "GET", "/sandboxes/default/requests/0", null, 404, "X-Mock-Exchange" },
            { "GET", "/sandboxes/default/requests/first", null, 404, "X-Mock-Exchange" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Control_AWrongRequest_IsRefusedWithTheFix(
        string method,
        string path,
        string? body,
        int status,
        string says
    )
    {
        var target = "/_mock" + path.Replace("{slug}", MockFixture.Known[0].Slug, StringComparison.Ordinal);
        var answer = await mock.Control.SendAsync(method, target, body);
        answer.Status.ShouldBe(status, answer.Text);
        answer.Header("Content-Type").ShouldBe("application/problem+json");
        var problem = answer.Json;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString()!.ShouldContain(says);
        problem.GetProperty("detail").GetString()!.ShouldNotContain("System.");
    }
}
