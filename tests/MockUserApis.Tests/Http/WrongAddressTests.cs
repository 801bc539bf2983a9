using System.Text.Json;

namespace MockUserApis.Tests.Http;

/// <summary>Who has a wrong base address is told the right one, and sees the request where traffic is shown.</summary>
public sealed class WrongAddressTests(MockFixture mock)
{
    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Base_AVendorsOwnPath_NamesTheVendorsAddress(string slug)
    {
        var vendor = mock.Vendor(slug);
        var path = TestSandbox.UserTarget(vendor, "wrong-" + slug);
        var detail = await NothingAsync(path);
        detail.ShouldContain(vendor.Title);
        detail.ShouldContain($"base address to {mock.Directory.Url(vendor)}");
        foreach (var other in MockFixture.Known)
            detail.ShouldContain($"/{other.Slug} → {mock.Directory.Url(other)}");
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Base_AMistypedSlug_NamesTheRightOne(string slug)
    {
        foreach (var wrong in (string[])[slug.Replace("-", "", StringComparison.Ordinal) + "x", slug[1..]])
            (await NothingAsync($"/{wrong}/v1/a")).ShouldContain($"Did you mean /{slug}/v1/a?");
        (await NothingAsync($"/~default/{slug}x/v1/a")).ShouldContain($"Did you mean /~default/{slug}/v1/a?");
    }

    [Theory]
    [InlineData("/_mock/vendor", "Did you mean /_mock/vendors?")]
    [InlineData("/_mock/sandboxes/ci-7/request", "Did you mean /_mock/sandboxes/ci-7/requests?")]
    [InlineData("/_mock/nosuch", "Below /_mock there are ca.pem, health, ")]
    [InlineData("/_mock/sandboxes/ci-7/nosuch/x", "Below /_mock/sandboxes/ci-7 there are assert, clock, ")]
    [InlineData("/_mock/health/x/y", "there are ")]
    public async Task Control_AnUnknownPath_SaysWhatIsThere(string path, string says)
    {
        var detail = await NothingAsync(path);
        detail.ShouldContain(says);
        detail.ShouldContain("/_mock/openapi.json");
    }

    [Fact]
    [Succeeds("GET", "/misaddressed")]
    [Succeeds("DELETE", "/misaddressed")]
    public async Task Misaddressed_AfterAWrongAddress_ListsItUntilCleared()
    {
        await using var server = await Server.StartAsync();
        foreach (var path in (string[])["/favicon.ico", "/v9/first?api_key=hunter2hunter2", "/v9/second"])
            (await server.Control.SendAsync("PUT", path, "{}")).Status.ShouldBe(404);
        var listed = await ListAsync(server);
        listed.Select(e => e.GetProperty("path").GetString()).ShouldBe(["/v9/second", "/v9/first"]);
        listed[0].GetProperty("method").GetString().ShouldBe("PUT");
        listed[0].GetProperty("status").GetInt32().ShouldBe(404);
        listed[0].GetProperty("detail").GetString()!.ShouldContain("Vendors: ");

        (await server.Control.SendAsync("DELETE", "/_mock/misaddressed")).Status.ShouldBe(204);
        (await ListAsync(server)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Misaddressed_HoweverManyAndLong_KeepsAFew()
    {
        await using var server = await Server.StartAsync();
        for (var i = 0; i < 60; i++)
            await server.Control.SendAsync("GET", $"/{new string('x', 4000)}/{i}");
        var listed = await ListAsync(server);
        listed.Count.ShouldBe(50);
        listed.Max(e => e.GetRawText().Length).ShouldBeLessThan(3000);
    }

    [Fact]
    public async Task Token_AWrongBaseAddress_IsToldSoAndListed()
    {
        const string token = "0123456789abcdef0123456789abcdef";
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = token });
        var answer = await server.Control.SendAsync("GET", "/v9/users/1");
        answer.Status.ShouldBe(401);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain("A vendor is at its own port");
        var list = await server.Control.SendAsync("GET", "/_mock/misaddressed", [new("X-Mock-Token", token)], null);
        list.Json[0].GetProperty("path").GetString().ShouldBe("/v9/users/1");
    }

    private async Task<string> NothingAsync(string path)
    {
        var answer = await mock.Control.SendAsync("PUT", path, "{}");
        (answer.Status, answer.Header("Content-Type")).ShouldBe((404, "application/problem+json"));
        return answer.Json.GetProperty("detail").GetString()!;
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(Server server) =>
        [.. (await server.Control.SendAsync("GET", "/_mock/misaddressed")).Json.EnumerateArray()];
}
