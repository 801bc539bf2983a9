using System.Text;

namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>What a transcript cannot say: where each finding points, and whose doing a missing path is.</summary>
public sealed class UserComFindingsTests(MockFixture mock)
{
    private const string V1 = "user-com";
    private const string V2 = "user-com.v2";
    private const string Below = "/api/public";
    private const string Json = "application/json";
    private const string Standard = "/users-by-id/mass_update_standard_attributes/";

    public static TheoryData<string, string, string, string, string> Passed =>
        new()
        {
            { V1, Standard, Json, """{"ids":["1"],"attribute":"company_id","value":"newco"}""", "/value exists" },
            { V2, Standard, Json, """{"ids":["1"],"attribute":"company_id","value":99}""", "/value exists" },
            { V2, Standard, Json, """{"ids":[1,"2",3],"attribute":"city","value":"x"}""", "/ids/0 type, /ids/2 type" },
            {
                V2,
                "/users-by-id/mass_update_custom_attributes/",
                Json,
                """{"ids":["1",2],"attribute":"plan","value":"x"}""",
                "/ids/1 type"
            },
            { V1, Standard, Json, """{"ids":[1,"2"],"attribute":"city","value":"x"}""", "" },
            { V2, "/users/19000001/", Json, """{"most_active_time":5}""", "/most_active_time readOnly" },
            {
                V1,
                "/companies/14/",
                Json,
                """{"created_at":"2020-01-01T00:00:00Z","updated_at":"2020-01-02T00:00:00Z"}""",
                ""
            },
            { V1, "/users-by-id/1/", FormOf.UrlEncoded, "", "/Content-Type mediaType" },
            { V2, "/users-by-id/1/", FormOf.UrlEncoded, "", "/Content-Type mediaType" },
        };

    public static TheoryData<string, string, string, string> RefusedForms =>
        new()
        {
            { V1, "/users-by-id/1/", "gender=9", "/gender enum, /Content-Type mediaType" },
            {
                V2,
                "/users/19000001/",
                "first_name=" + new string('x', 41),
                "/first_name maxLength, /Content-Type mediaType"
            },
            {
                V1,
                "/users/mass_update_standard_attributes/",
                "",
                "/ids required, /attribute required, /value required, /Content-Type mediaType"
            },
        };

    public static TheoryData<string, string, string> Deals
    {
        get
        {
            var deals = new TheoryData<string, string, string>();
            foreach (var slug in (string[])[V1, V2])
            {
                foreach (var path in (string[])["/deals/", "/deals/1/", "/deals/search/", "/deals-by-id/x/"])
                    deals.Add(slug, "GET", path);
                foreach (var path in (string[])["/deals/", "/deals/update_or_create/", "/deals-by-id/x/add_product/"])
                    deals.Add(slug, "POST", path);
                foreach (var path in (string[])["/deals/1/", "/deals-by-id/x/"])
                {
                    deals.Add(slug, "PUT", path);
                    deals.Add(slug, "PATCH", path);
                    deals.Add(slug, "DELETE", path);
                }

                deals.Add(slug, "POST", "/deals/1/set_attribute/");
                deals.Add(slug, "DELETE", "/deals/1/remove_tag/");
                deals.Add(slug, "GET", "/deals-by-id/x/products/");
            }

            return deals;
        }
    }

    [Theory]
    [MemberData(nameof(Passed))]
    public async Task Put_ThatPasses_HasTheseFindings(
        string slug,
        string path,
        string type,
        string body,
        string findings
    )
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await SendAsync(sandbox, slug, "PUT", path, type, body);

        answer.Status.ShouldBe(200, answer.Text);
        (await FindingsAsync(sandbox, answer)).ShouldBe(findings);
    }

    [Theory]
    [MemberData(nameof(RefusedForms))]
    public async Task Form_ThatIsRefused_KeepsTheFindingOfItsForm(
        string slug,
        string path,
        string body,
        string findings
    )
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await SendAsync(sandbox, slug, "PUT", path, FormOf.UrlEncoded, body);

        answer.Status.ShouldBe(400, answer.Text);
        (await FindingsAsync(sandbox, answer)).ShouldBe(findings);
    }

    [Fact]
    public async Task Merge_WithBothLists_SaysThatOneIsIgnored()
    {
        var sandbox = await mock.SandboxAsync();
        const string body = """{"parent":19000001,"user_list":[19000002],"users_list":[19000003]}""";

        var answer = await SendAsync(sandbox, V2, "POST", "/users/merge/", Json, body);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Header("X-Mock-Evidence").ShouldBe("ASSUMED");
        (await FindingsAsync(sandbox, answer)).ShouldBe("/user_list misnamed");
        (await sandbox.CallAsync(mock.Asked(V2), "GET", Below + "/users/19000002/")).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public async Task Deals_AreTheMocksDoing(string slug, string method, string path)
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await SendAsync(sandbox, slug, method, path, Json, null);

        answer.Status.ShouldBe(404);
        var entry = (await EntryAsync(sandbox, answer)).Json;
        entry.GetProperty("diagnosis").GetProperty("party").GetString().ShouldBe("mock");
    }

    private Task<WireAnswer> SendAsync(
        TestSandbox sandbox,
        string slug,
        string method,
        string path,
        string type,
        string? body
    )
    {
        var vendor = mock.Asked(slug);
        KeyValuePair<string, string>[] headers = [.. sandbox.Credential(vendor), new("Content-Type", type)];
        var bytes = body is null ? null : Encoding.UTF8.GetBytes(body);
        return sandbox.SendAsync(vendor, method, Below + path, headers, bytes);
    }

    private static Task<WireAnswer> EntryAsync(TestSandbox sandbox, WireAnswer answer) =>
        sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");

    private static async Task<string> FindingsAsync(TestSandbox sandbox, WireAnswer answer) =>
        string.Join(
            ", ",
            (await EntryAsync(sandbox, answer))
                .Json.GetProperty("findings")
                .EnumerateArray()
                .Select(f => $"{f.GetProperty("pointer").GetString()} {f.GetProperty("keyword").GetString()}")
        );
}
