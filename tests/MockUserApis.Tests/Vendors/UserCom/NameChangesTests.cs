using System.Text.Json;

namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>What was renamed and deleted is the sandbox's: it goes with it, is shown, set and bounded.</summary>
public sealed class NameChangesTests(MockFixture mock)
{
    private Vendor Vendor => mock.Vendor("user-com");

    [Fact]
    public async Task Snapshot_OfASandboxWithOtherNames_ShowsThemInAnother()
    {
        var (one, other) = (await SandboxAsync(), await SandboxAsync());
        await CallAsync(one, "PUT", "tags/1441/", """{"name":"news"}""");
        await CallAsync(one, "DELETE", "tags/1442/");
        await CallAsync(one, "POST", "tags/", """{"name":"trial"}""", 201);
        await CallAsync(one, "DELETE", "attributes/1109/");
        await CallAsync(one, "POST", "lists/", """{"name":"Guests","description":"Came once"}""", 201);
        await CallAsync(one, "POST", "users-by-id/1/add_to_list/", """{"list":10}""");
        var snapshot = (await one.ArrangeAsync("GET", "/snapshot")).Text;

        await other.ArrangeAsync("PUT", "/snapshot", snapshot);

        foreach (var path in (string[])["tags/", "lists/", "attributes/", "users/"])
            (await CallAsync(other, "GET", path)).ShouldBe(await CallAsync(one, "GET", path), path);
        (await CallAsync(other, "GET", "tags/")).ShouldContain("""{"name":"news","id":1441}""");
        (await CallAsync(other, "GET", "tags/")).ShouldContain("""{"name":"trial","id":1446}""");
    }

    [Fact]
    public async Task Rename_InOneSandbox_ChangesNoOther()
    {
        var (one, other) = (await SandboxAsync(), await SandboxAsync());

        await CallAsync(one, "PUT", "tags/1441/", """{"name":"news"}""");

        (await CallAsync(other, "GET", "tags/")).ShouldContain("newsletter");
    }

    [Fact]
    public async Task Setting_OfNames_IsShownAndTaken()
    {
        var sandbox = await SandboxAsync();
        await CallAsync(sandbox, "PUT", "tags/1441/", """{"name":"news"}""");

        var shown = (await sandbox.ArrangeAsync("GET", "/settings/user-com")).Json.GetProperty("names");

        shown.GetRawText().ShouldBe("""{"tags":{"1441":{"name":"news"}}}""");
        await sandbox.ArrangeAsync("PUT", "/settings/user-com", """{"names":{"tags":{"1442":null}}}""");
        var tags = await CallAsync(sandbox, "GET", "tags/");
        tags.ShouldContain("newsletter");
        tags.ShouldNotContain("trial");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"things":{}}""")]
    [InlineData("""{"tags":[]}""")]
    [InlineData("""{"tags":{"x":null}}""")]
    [InlineData("""{"tags":{"1441":"news"}}""")]
    [InlineData("""{"tags":{"1441":{"name":""}}}""")]
    [InlineData("""{"tags":{"1441":{"description":"x"}}}""")]
    public async Task Setting_OfNamesThatCannotBe_IsRefusedAndChangesNothing(string names)
    {
        var sandbox = await SandboxAsync();

        var answer = await sandbox.MockAsync("PUT", "/settings/user-com", $$"""{"names":{{names}}}""");

        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldContain("names");
        (await CallAsync(sandbox, "GET", "tags/")).ShouldContain("newsletter");
    }

    [Fact]
    public async Task Names_ThatHaveNoRoom_AreRefusedAndLoseNothing()
    {
        var sandbox = await SandboxAsync();
        var long255 = new string('x', 250);
        var status = 0;
        for (var i = 0; status != 507; i++)
        {
            i.ShouldBeLessThan(400);
            var made = await CallAsync(sandbox, "POST", "tags/", $$"""{"name":"t{{i}}"}""", 201);
            var id = JsonDocument.Parse(made).RootElement.GetProperty("id").GetInt64();
            var renamed = $$"""{"name":"{{long255}}{{i}}"}""";
            status = (await sandbox.CallAsync(Vendor, "PUT", $"/api/public/tags/{id}/", renamed, true)).Status;
            status.ShouldBeOneOf(200, 507);
        }

        var tags = await CallAsync(sandbox, "GET", "tags/");
        tags.ShouldContain(long255 + "0");
        (await CallAsync(sandbox, "GET", "users-by-id/1/")).ShouldContain("tags");
    }

    private Task<TestSandbox> SandboxAsync() => mock.SandboxAsync("""{"population":20,"rateLimits":false}""");

    private async Task<string> CallAsync(
        TestSandbox sandbox,
        string method,
        string path,
        string? body = null,
        int? status = null
    )
    {
        var answer = await sandbox.CallAsync(Vendor, method, "/api/public/" + path, body);
        answer.Status.ShouldBe(status ?? (method == "DELETE" ? 204 : 200), $"{method} {path}: {answer.Text}");
        return answer.Text;
    }
}
