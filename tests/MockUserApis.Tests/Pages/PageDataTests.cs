using System.Text.Json;

namespace MockUserApis.Tests.Pages;

/// <summary>What the pages read of the control plane beyond its documented table.</summary>
public sealed class PageDataTests(MockFixture mock)
{
    private const string Markup = "<script>window.hit=1</script>";

    public static TheoryData<string> Slugs => MockFixture.Slugs;

    /// <summary>Vendors that delete a user by the path that updates it.</summary>
    public static TheoryData<string> Deleting =>
        [.. MockFixture.Contracts.Where(v => Delete(v) is not null).Select(v => v.Slug)];

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Rules_OfAnApi_AreItsUpdateTableAndItsLedger(string api)
    {
        var vendor = mock.Asked(api);
        var rules = (await mock.Control.SendAsync("GET", $"/_mock/vendors/{api}/rules")).Json;
        Texts(rules.GetProperty("fields"), "name").ShouldBe(vendor.Api.UpdateRules.All.Select(f => f.Name));
        Texts(rules.GetProperty("ledger"), "name").ShouldBe(vendor.Api.Ledger.Select(r => r.Name));
        var cell = rules.GetProperty("fields")[0].GetProperty("null");
        var evidence = vendor.Api.UpdateRules.All[0].Null.Rule.Evidence;
        cell.GetProperty("rule").GetProperty("evidence").GetString().ShouldBe(evidence.ToString());
    }

    [Fact]
    public async Task Rules_OfAnUnknownVendor_Are404() =>
        (await mock.Control.SendAsync("GET", "/_mock/vendors/nobody/rules")).Status.ShouldBe(404);

    [Theory]
    [MemberData(nameof(Deleting))]
    public async Task Exchange_ThatDeletedAUser_ShowsItBeforeAndNotAfter(string slug)
    {
        var (box, vendor) = (await mock.SandboxAsync(), mock.Vendor(slug));
        var (key, user) = await First(box, slug);
        var answer = await box.CallAsync(vendor, "DELETE", TestSandbox.UserTarget(vendor, key));
        answer.Status.ShouldBeInRange(200, 299);
        var seen = (await box.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;
        seen.GetProperty("before").GetRawText().ShouldBe(user.GetRawText());
        seen.TryGetProperty("after", out _).ShouldBeFalse();
        Texts(seen.GetProperty("steps"), "name")
            .ShouldBe(["address", "credentials", "fault", "limit", "check", "merge", "answer"]);
    }

    [Fact]
    public async Task Exchange_ThatWasRefused_StopsAtTheStepThatDecided()
    {
        var (box, vendor) = (await mock.SandboxAsync(), mock.Vendor(MockFixture.Known[0].Slug));
        var (key, _) = await First(box, vendor.Slug);
        var update = vendor.Api.Updating;
        var answer = await box.SendAsync(
            vendor,
            update.Method,
            TestSandbox.UserTarget(vendor, key),
            [new("X-Mock-Sandbox", box.Name)],
            null
        );
        var entry = (await box.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;
        Texts(entry.GetProperty("steps"), "name").ShouldBe(["address", "credentials", "answer"]);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Summary_OfAnExchangeWithMarkupEverywhere_IsPlainJson(string slug)
    {
        var (box, vendor) = (await mock.SandboxAsync(), mock.Vendor(slug));
        var (key, _) = await First(box, slug);
        var update = vendor.Api.Updating;
        await box.CallAsync(
            vendor,
            update.Method,
            TestSandbox.UserTarget(vendor, key),
            JsonSerializer.Serialize(new Dictionary<string, string> { [Markup] = Markup })
        );
        var list = await box.MockAsync("GET", "/requests?view=summary");
        list.Header("Content-Type")!.ShouldStartWith("application/json");
        list.Json[0].GetProperty("operation").GetString().ShouldBe(update.Id);
        list.Json[0].TryGetProperty("body", out _).ShouldBeFalse();
        (await box.MockAsync("GET", $"/requests/{list.Json[0].GetProperty("id").GetString()}?format=har"))
            .Json.GetProperty("log")
            .GetProperty("entries")
            .GetArrayLength()
            .ShouldBe(1);
    }

    private static Operation? Delete(Vendor vendor) =>
        vendor.Api.Contract.Operations.FirstOrDefault(o =>
            o.Method == "DELETE" && o.Body is null && o.Path == vendor.Api.Updating.Path
        );

    private static async Task<(string Key, JsonElement User)> First(TestSandbox box, string slug)
    {
        var user = (await box.ArrangeAsync("GET", $"/users/{slug}?limit=1&view=keyed")).Json[0];
        return (user.GetProperty("key").GetString()!, user.GetProperty("user"));
    }

    private static IEnumerable<string> Texts(JsonElement list, string name) =>
        list.EnumerateArray().Select(e => e.GetProperty(name).GetString()!);
}
