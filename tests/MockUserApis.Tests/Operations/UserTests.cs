namespace MockUserApis.Tests.Operations;

/// <summary>Users as a test arranges them: read, put, patched.</summary>
public sealed class UserTests(MockFixture mock)
{
    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task User_PutThenPatchedWithNothing_KeepsWhatWasPut(string slug)
    {
        var box = await mock.SandboxAsync();
        var first = (await box.ArrangeAsync("GET", $"/users/{slug}?limit=1&view=keyed")).Json[0];
        var address = $"/users/{slug}/{Uri.EscapeDataString(first.GetProperty("key").GetString()!)}";
        await box.ArrangeAsync("PUT", address, """{"email":"ada@example.com"}""");
        (await box.ArrangeAsync("PATCH", address, "{}")).Text.ShouldBe((await box.ArrangeAsync("GET", address)).Text);
        (await box.ArrangeAsync("GET", address)).Text.ShouldNotBe(first.GetProperty("user").GetRawText());
        (await box.MockAsync("PATCH", $"/users/{slug}/999999999", "{}")).Status.ShouldBe(404);
    }

    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/users/{slug}")]
    public async Task Users_PageByPage_AreAllOfThemWithTheirNumber()
    {
        var box = await mock.SandboxAsync("""{"seed":3,"population":5}""");
        var (pages, keys) = (new List<int>(), new List<string>());
        var at = "/users/foldspace?limit=2&view=keyed";
        while (at is not null)
        {
            var page = await box.ArrangeAsync("GET", at);
            page.Header("X-Total-Count").ShouldBe("5");
            pages.Add(page.Json.GetArrayLength());
            keys.AddRange(page.Json.EnumerateArray().Select(u => u.GetProperty("key").GetString()!));
            at = Next(page.Header("Link"), box);
        }

        pages.ShouldBe([2, 2, 1]);
        var all = (await box.ArrangeAsync("GET", "/users/foldspace")).Json;
        keys.ShouldBe(all.EnumerateArray().Select(u => u.GetProperty("identifyId").GetString()!));
    }

    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/users/{slug}/{key}")]
    [Succeeds("PUT", "/sandboxes/{sandbox}/users/{slug}/{key}")]
    [Succeeds("PATCH", "/sandboxes/{sandbox}/users/{slug}/{key}")]
    [Succeeds("DELETE", "/sandboxes/{sandbox}/users/{slug}/{key}")]
    public async Task User_PutPatchedAndRemoved_IsAsTheBodiesSayAndThenGone()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        var box = calls.Sandbox;
        var put = await box.ArrangeAsync("PUT", "/users/foldspace/ada", """{"name":"Ada","role":null}""");
        put.Json.GetProperty("name").GetString().ShouldBe("Ada");
        put.Json.GetProperty("role").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        put.Json.GetProperty("email").GetString()!.ShouldContain("@example.com", Case.Sensitive, "generated");

        var patched = await box.ArrangeAsync("PATCH", "/users/foldspace/ada", """{"role":"Admin"}""");

        patched.Json.GetProperty("name").GetString().ShouldBe("Ada");
        patched.Json.GetProperty("role").GetString().ShouldBe("Admin");
        (await box.ArrangeAsync("GET", "/users/foldspace/ada")).Text.ShouldBe(patched.Text);
        (await calls.ReadAsync("ada")).Text.ShouldBe(patched.Text);
        (await box.ArrangeAsync("DELETE", "/users/foldspace/ada")).Status.ShouldBe(204);
        (await calls.ReadAsync("ada")).Status.ShouldBe(404);
    }

    // The link's path is the server's; a test's sandbox adds its own.
    private static string? Next(string? link, TestSandbox box) =>
        link is null
            ? null
            : new Uri(link[1..link.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery[
                $"/_mock/sandboxes/{box.Name}".Length..
            ] + "&view=keyed";
}
