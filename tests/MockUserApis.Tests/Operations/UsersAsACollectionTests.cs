namespace MockUserApis.Tests.Operations;

/// <summary>The addresses of any collection, asked about the one that every vendor has: its users.</summary>
public sealed class UsersAsACollectionTests(MockFixture mock)
{
    private const string Users = "/collections/foldspace/users";

    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/collections/{slug}")]
    [Succeeds("GET", "/sandboxes/{sandbox}/collections/{slug}/{collection}")]
    public async Task Collections_OfAVendor_AreCountedAndListed()
    {
        var box = await mock.SandboxAsync("""{"seed":3,"population":5}""");
        const string link = """{"field":"lastSubscriptionIdentifier","collection":"subscriptions","key":"id"}""";
        const string users = $$"""{"name":"users","size":5,"changed":0,"noun":"user","links":[{{link}}]}""";
        const string others = """{"name":"subscriptions","size":5,"changed":0,"noun":"subscription"}""";
        (await box.ArrangeAsync("GET", "/collections/foldspace")).Text.ShouldBe($"[{users},{others}]");

        var page = await box.ArrangeAsync("GET", Users + "?limit=2");

        page.Header("X-Total-Count").ShouldBe("5");
        var next = $"<{mock.Directory.Root}/_mock/sandboxes/{box.Name}{Users}?limit=2&after=";
        page.Header("Link").ShouldNotBeNull().ShouldStartWith(next);
        page.Text.ShouldBe((await box.ArrangeAsync("GET", "/users/foldspace?limit=2")).Text);
    }

    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/collections/{slug}/{collection}/{key}")]
    [Succeeds("PUT", "/sandboxes/{sandbox}/collections/{slug}/{collection}/{key}")]
    [Succeeds("PATCH", "/sandboxes/{sandbox}/collections/{slug}/{collection}/{key}")]
    [Succeeds("DELETE", "/sandboxes/{sandbox}/collections/{slug}/{collection}/{key}")]
    public async Task Member_PutPatchedAndRemoved_IsTheUserThatTheVendorShows()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        var box = calls.Sandbox;
        var put = await box.ArrangeAsync("PUT", Users + "/ada", """{"name":"Ada","role":"Guest"}""");
        (await calls.ReadAsync("ada")).Text.ShouldBe(put.Text);

        var patched = await box.ArrangeAsync("PATCH", Users + "/ada", """{"role":"Admin"}""");

        patched.Json.GetProperty("name").GetString().ShouldBe("Ada");
        patched.Json.GetProperty("role").GetString().ShouldBe("Admin");
        (await box.ArrangeAsync("GET", Users + "/ada")).Text.ShouldBe(patched.Text);
        (await calls.ReadAsync("ada")).Text.ShouldBe(patched.Text);
        (await box.ArrangeAsync("DELETE", Users + "/ada")).Status.ShouldBe(204);
        (await calls.ReadAsync("ada")).Status.ShouldBe(404);
    }
}
