using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// Two sandboxes never see each other's users, clock or limits, however a request says which one it means.
/// </summary>
public sealed class IsolationTests(MockFixture mock)
{
    /// <summary>API × the ways to name a sandbox.</summary>
    public static TheoryData<string, string> Ways()
    {
        var data = new TheoryData<string, string>();
        foreach (var api in MockFixture.Apis)
        {
            foreach (
                var way in new[]
                {
                    "credential",
                    "credential on the base port",
                    "header",
                    "header on the base port",
                    "~ on the vendor's port",
                    "~ before the slug",
                    "~ after the slug",
                }
            )
                data.Add(api.Id, way);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Users_OfTwoSandboxes_NeverMix(string api, string way)
    {
        var vendor = mock.Asked(api);
        var (a, b) = (await NewAsync(vendor), await NewAsync(vendor));
        await a.SeededAsync();
        var untouched = (await b.ReadAsync()).Text;
        var changed = await SendAsync(a, way, a.Update.Method, a.Target(), Change(a));
        changed.Status.ShouldBeInRange(200, 299, changed.Text);
        (await SendAsync(a, way, "GET", a.Target())).Text.ShouldBe((await a.ReadAsync()).Text);
        (await SendAsync(b, way, "GET", b.Target())).Status.ShouldBe((await b.ReadAsync()).Status);
        (await SendAsync(b, way, "GET", b.Target())).Text.ShouldBe(untouched);
        (await b.Sandbox.ArrangeAsync("GET", "/requests?limit=1000")).Text.ShouldNotContain(
            $"\"method\":\"{a.Update.Method}\""
        );
        var nobody = $"/_mock/sandboxes/default/users/{vendor.Slug}/no-such-user-ever";
        (await mock.Control.SendAsync("GET", nobody)).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Limit_UsedUpInOne_LeavesTheOther(string api, string way)
    {
        var vendor = mock.Asked(api);
        var (a, b) = (await NewAsync(vendor), await NewAsync(vendor));
        await a.SeededAsync();
        await b.SeededAsync();
        foreach (var calls in new[] { a, b })
        {
            await calls.Sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true}""");
            await calls.Sandbox.ArrangeAsync("PUT", $"/limits/{vendor.Slug}", """{"requests":2,"window":"PT1M"}""");
        }

        for (var i = 0; i < 2; i++)
            (await SendAsync(a, way, "GET", a.Target())).Status.ShouldBe(200);
        var over = await SendAsync(a, way, "GET", a.Target());
        over.Status.ShouldBeGreaterThanOrEqualTo(400, over.Text);
        (await SendAsync(b, way, "GET", b.Target())).Status.ShouldBe(200);
        await b.Sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT1H"}""");
        (await SendAsync(a, way, "GET", a.Target())).Status.ShouldBe(
            over.Status,
            "the clock of another sandbox must not refill this one"
        );
        await a.Sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT1M"}""");
        (await SendAsync(a, way, "GET", a.Target())).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Clock_OfOne_LeavesTheOther(string api)
    {
        var vendor = mock.Asked(api);
        var (a, b) = (await NewAsync(vendor), await NewAsync(vendor));
        var before = (await b.Sandbox.ArrangeAsync("GET", "/clock")).Json.GetProperty("now").GetDateTimeOffset();
        await a.Sandbox.ArrangeAsync("POST", "/clock", """{"now":"2031-01-01T00:00:00Z","freeze":true}""");
        var after = (await b.Sandbox.ArrangeAsync("GET", "/clock")).Json;
        (after.GetProperty("now").GetDateTimeOffset() - before).ShouldBeLessThan(TimeSpan.FromHours(1));
        after.GetProperty("frozen").GetBoolean().ShouldBeFalse();
        (await a.Sandbox.ArrangeAsync("GET", "/clock")).Json.GetProperty("now").GetDateTimeOffset().Year.ShouldBe(2031);
    }

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Sandbox_Unknown_IsAClear404(string api)
    {
        var calls = await NewAsync(mock.Asked(api));
        var port = mock.Port(calls.Vendor);
        var credential = calls.Sandbox.Credential(calls.Vendor);
        WireAnswer[] answers =
        [
            await new Wire(port).SendAsync(
                "GET",
                calls.Target(),
                [.. credential, new("X-Mock-Sandbox", "nobody")],
                null
            ),
            await new Wire(port).SendAsync("GET", "/~nobody" + calls.Target(), credential, null),
            await mock.Control.SendAsync("GET", $"/~nobody/{calls.Vendor.Slug}{calls.Target()}", credential, null),
        ];
        foreach (var answer in answers)
        {
            answer.Status.ShouldBe(404, answer.Text);
            answer.Header("Content-Type").ShouldBe("application/problem+json");
            answer.Json.GetProperty("detail").GetString()!.ShouldContain("\"nobody\"");
            answer.Json.GetProperty("detail").GetString()!.ShouldContain("POST /_mock/sandboxes");
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Credential_OfAnotherSandbox_IsRefused(string api)
    {
        var vendor = mock.Asked(api);
        var (a, b) = (await NewAsync(vendor), await NewAsync(vendor));
        await b.SeededAsync();
        var refused = await a.Sandbox.SendAsync(
            vendor,
            "GET",
            a.Target(),
            [.. a.Sandbox.Credential(vendor), new("X-Mock-Sandbox", b.Sandbox.Name)],
            null
        );
        refused.Status.ShouldBeInRange(400, 403, refused.Text);
        var good = await b.Sandbox.SendAsync(
            vendor,
            "GET",
            b.Target(),
            [.. b.Sandbox.Credential(vendor), new("X-Mock-Sandbox", b.Sandbox.Name)],
            null
        );
        good.Status.ShouldBe(200, good.Text);
    }

    private static string Change(UserCalls calls)
    {
        var field = UpdateField
            .Of(calls.Vendor)
            .First(f =>
                f is { Schema.ReadOnly: false, Path.Length: 1, Second: not null }
                && !calls.Update.Body!.Required.Contains(f.Name)
            );
        return field.Into(UserCalls.Minimal(calls.Vendor), true, field.Second);
    }

    private async Task<UserCalls> NewAsync(Asked vendor) =>
        new(await mock.SandboxAsync("""{"population":50}"""), vendor);

    private async Task<WireAnswer> SendAsync(
        UserCalls calls,
        string way,
        string method,
        string target,
        string? body = null
    )
    {
        var (name, slug) = (calls.Sandbox.Name, calls.Vendor.Slug);
        var isOwn = way.StartsWith("credential", StringComparison.Ordinal) || way.StartsWith('~');
        var own = isOwn
            ? calls.Sandbox.Credential(calls.Vendor)
            : [.. calls.Vendor.Vendor.Issue(Sandboxes.Default)[0].Headers, .. calls.Api.AskedBy];
        KeyValuePair<string, string>[] headers =
        [
            .. own,
            .. way.StartsWith("header", StringComparison.Ordinal)
                ? (KeyValuePair<string, string>[])[new("X-Mock-Sandbox", name)]
                : [],
            .. body is null ? [] : (KeyValuePair<string, string>[])[new("Content-Type", "application/json")],
        ];
        var (port, path) = way switch
        {
            "credential" or "header" => (mock.Port(calls.Vendor), target),
            "~ on the vendor's port" => (mock.Port(calls.Vendor), $"/~{name}{target}"),
            "~ before the slug" => (mock.Directory.BasePort, $"/~{name}/{slug}{target}"),
            "~ after the slug" => (mock.Directory.BasePort, $"/{slug}/~{name}{target}"),
            _ => (mock.Directory.BasePort, $"/{slug}{target}"),
        };
        var answer = await new Wire(port).SendAsync(
            method,
            path,
            headers,
            body is null ? null : System.Text.Encoding.UTF8.GetBytes(body)
        );
        ResponseLaw.Check(calls.Vendor, method, target, answer);
        return answer;
    }
}
