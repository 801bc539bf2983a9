using MockUserApis.Tests.Apis.Contoso;

namespace MockUserApis.Tests.Operations;

/// <summary>The control plane does with the members of any collection what it does with users.</summary>
public sealed class MemberTests : ContosoRun
{
    private const string Accounts = "/collections/contoso/accounts";

    public static TheoryData<string, string, string?, int, string> Refusals =>
        new()
        {
            { "GET", "/collections/acme", null, 404, "There is no vendor \"acme\". Known: contoso." },
            { "GET", "/collections/acme/accounts", null, 404, "There is no vendor \"acme\". Known: contoso." },
            {
                "GET",
                "/collections/contoso/events",
                null,
                404,
                "There is no collection of contoso \"events\". Known: users, accounts."
            },
            {
                "PUT",
                "/collections/contoso/events/1",
                "{}",
                404,
                "There is no collection of contoso \"events\". Known: users, accounts."
            },
            { "GET", Accounts + "/nobody", null, 404, "has no contoso account \"nobody\". PUT the same address" },
            { "DELETE", Accounts + "/nobody", null, 404, "has no contoso account \"nobody\"" },
            { "PATCH", Accounts + "/nobody", "{}", 404, "has no contoso account \"nobody\"" },
            { "GET", Accounts + "?after=nobody", null, 404, "has no contoso account \"nobody\"" },
            { "GET", Accounts + "?limit=0", null, 400, "limit is \"0\". Send a whole number from 1 to 1000." },
            { "PUT", Accounts + "/a1", "[]", 400, "Send an object with some of the vendor's account fields" },
            { "PUT", Accounts + "/a1", "nonsense", 400, "Send for example {}." },
            { "PUT", Accounts + "/a1", """{"id":"a2"}""", 400, "the address says \"a1\"" },
            { "PUT", Accounts + "/a1", """{"seats":"many"}""", 400, "/seats is \"many\"" },
            { "PATCH", Accounts + "/a1", """{"plan":"huge"}""", 400, "/plan is \"huge\"" },
            { "PUT", Accounts + "/a1", """{"name":"x"}""", 400, "\"name\" is not a field of a contoso account. Known" },
            {
                "PUT",
                Accounts + "/a1",
                """{"domain":"d2"}""",
                409,
                "Another account of this sandbox has domain \"d2\""
            },
            { "PUT", "/collections/contoso/users/c1", """{"seats":1}""", 400, "is not a field of a contoso user" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Call_ThatCannotBe_IsAProblemAndChangesNothing(
        string method,
        string path,
        string? body,
        int status,
        string why
    )
    {
        var box = await SandboxAsync();

        var refused = await box.MockAsync(method, path, body);

        refused.Status.ShouldBe(status, refused.Text);
        refused.Header("Content-Type").ShouldBe("application/problem+json");
        refused.Json.GetProperty("detail").GetString()!.ShouldContain(why);
        (await CollectionsAsync(box)).ShouldBe(
            """[{"name":"users","size":25,"changed":0,"noun":"user"},"""
                + """{"name":"accounts","size":3,"changed":0,"noun":"account"}]"""
        );
    }

    [Fact]
    public async Task Collections_OfAVendor_TellNamesSizesAndWhatDiffers()
    {
        var box = await SandboxAsync();
        await box.ArrangeAsync("PUT", Accounts + "/x", "{}");
        await box.ArrangeAsync("PATCH", Accounts + "/a1", """{"seats":7}""");
        await box.ArrangeAsync("DELETE", Accounts + "/a2");
        await box.ArrangeAsync("PATCH", "/users/contoso/c1", """{"name":"Dee"}""");

        (await CollectionsAsync(box)).ShouldBe(
            """[{"name":"users","size":25,"changed":1,"noun":"user"},"""
                + """{"name":"accounts","size":3,"changed":3,"noun":"account"}]"""
        );
    }

    [Fact]
    public async Task Member_PutPatchedReadAndDeleted_IsWhatTheVendorShows()
    {
        var box = await SandboxAsync();
        var put = await box.ArrangeAsync("PUT", Accounts + "/x", """{"domain":"x.example","seats":7}""");
        put.Json.GetProperty("plan").GetString().ShouldBeOneOf("free", "team");
        (await TextAsync(box, "/accounts/x")).ShouldBe(put.Text);
        var patched = await box.ArrangeAsync("PATCH", Accounts + "/x", """{"seats":null}""");
        patched.Text.ShouldBe(put.Text.Replace(":7}", ":null}", StringComparison.Ordinal));
        (await box.ArrangeAsync("GET", Accounts + "/x")).Text.ShouldBe(patched.Text);

        (await box.MockAsync("DELETE", Accounts + "/x")).Status.ShouldBe(204);

        (await CallAsync(box, "GET", "/accounts/x")).Status.ShouldBe(404);
        (await CallAsync(box, "GET", "/users/x")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Members_ListedPageByPage_AreAllInOrder()
    {
        var box = await SandboxAsync();
        await box.ArrangeAsync("PUT", Accounts + "/x", "{}");
        var keys = new List<string>();
        for (var path = Accounts + "?limit=2&view=keyed"; path is not null; )
        {
            var page = await box.ArrangeAsync("GET", path);
            page.Header("X-Total-Count").ShouldBe("4");
            keys.AddRange(page.Json.EnumerateArray().Select(m => m.GetProperty("key").GetString()!));
            page.Json[0].GetProperty("account").TryGetProperty("domain", out _).ShouldBeTrue();
            var link = page.Header("Link");
            path = link is null ? null! : $"{Accounts}?view=keyed&{link.Split('?', '>')[1]}";
            if (link is not null)
                link.ShouldMatch($"^<http://[^/]+/_mock/sandboxes/{box.Name}{Accounts}\\?limit=2&after=");
        }

        keys.ShouldBe(["a1", "a2", "a3", "x"]);
    }

    [Theory]
    [InlineData("?limit=3")]
    [InlineData("?limit=2&after=c3&view=keyed")]
    [InlineData("/c7")]
    public async Task Users_AsACollection_AreWhatTheirOwnAddressGives(string rest)
    {
        var box = await SandboxAsync();

        (await box.ArrangeAsync("GET", "/collections/contoso/users" + rest)).Text.ShouldBe(
            (await box.ArrangeAsync("GET", "/users/contoso" + rest)).Text
        );
    }

    private static async Task<string> CollectionsAsync(TestSandbox box) =>
        (await box.ArrangeAsync("GET", "/collections/contoso")).Text;
}
