using System.Text.Json;

namespace MockUserApis.Tests.Operations;

/// <summary>How much of the contracts a sandbox's exchanges have touched.</summary>
public sealed class CoverageTests(MockFixture mock)
{
    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/coverage")]
    public async Task Coverage_OfAnUpdate_HasItsStatusFieldsAndWords()
    {
        var box = await UpdatedAsync();

        var view = (await box.ArrangeAsync("GET", "/coverage?vendor=foldspace")).Json;

        view.GetProperty("sandbox").GetString().ShouldBe(box.Name);
        var vendor = view.GetProperty("vendors").EnumerateArray().ShouldHaveSingleItem();
        vendor.GetProperty("vendor").GetString().ShouldBe("foldspace");
        var update = vendor
            .GetProperty("operations")
            .EnumerateArray()
            .Single(o => o.GetProperty("id").GetString() == "updateUser");
        update.GetProperty("called").GetBoolean().ShouldBeTrue();
        Seen(update.GetProperty("statuses")).ShouldBe(["200"]);
        Seen(update.GetProperty("fields").GetProperty("name")).ShouldBe(["null"]);
        Seen(update.GetProperty("fields").GetProperty("role")).ShouldBe(["value"]);
        Seen(update.GetProperty("fields").GetProperty("email")).ShouldBe(["absent"]);
        Seen(update.GetProperty("enums").GetProperty("userType")).ShouldBe(["LEAD"]);
        vendor
            .GetProperty("assumed")
            .EnumerateArray()
            .Select(r => r.GetProperty("name").GetString())
            .ShouldContain("update/name/null");
        var (seen, all) = Score(update.GetProperty("score"));
        var points =
            update.GetProperty("fields").EnumerateObject().Sum(f => f.Value.GetPropertyCount())
            + update.GetProperty("enums").EnumerateObject().Sum(f => f.Value.GetPropertyCount())
            + update.GetProperty("statuses").GetPropertyCount();
        all.ShouldBeInRange(points, points + 1);
        Score(view.GetProperty("total")).Seen.ShouldBe(seen);
    }

    [Fact]
    public async Task Coverage_OfAll_HasEveryApiAndTheirSum()
    {
        var box = await UpdatedAsync();

        var view = (await box.ArrangeAsync("GET", "/coverage")).Json;

        var vendors = view.GetProperty("vendors").EnumerateArray().ToList();
        vendors.Select(v => v.GetProperty("vendor").GetString()).ShouldBe(MockFixture.Apis.Select(a => a.Vendor.Slug));
        var (seen, all) = Score(view.GetProperty("total"));
        vendors.Sum(v => Score(v.GetProperty("score")).Seen).ShouldBe(seen);
        vendors.Sum(v => Score(v.GetProperty("score")).All).ShouldBe(all);
        view.GetProperty("total").GetProperty("percent").GetDouble().ShouldBe(Math.Round(100.0 * seen / all, 1));
    }

    [Fact]
    public async Task Coverage_AskedByABrowser_IsAPageWithTheSameScore()
    {
        var box = await UpdatedAsync();
        var total = (await box.ArrangeAsync("GET", "/coverage?vendor=foldspace")).Json.GetProperty("total");

        var page = await mock.Control.SendAsync(
            "GET",
            $"/_mock/sandboxes/{box.Name}/coverage?vendor=foldspace",
            [new("Accept", "text/html")],
            null
        );

        page.Status.ShouldBe(200);
        page.Header("Content-Type")!.ShouldStartWith("text/html");
        var (seen, all) = Score(total);
        page.Text.ShouldContain($"Contract coverage of {box.Name}: {total.GetProperty("percent")} % ({seen} of {all})");
        page.Text.ShouldContain("PUT /v1/user/{identifyId}");
        page.Text.ShouldContain("<span class=y>✓200</span>");
    }

    [Fact]
    public async Task Coverage_OfWhatTheMockLacks_IsCountedBesideTheScore()
    {
        var (box, vendor) = (await mock.SandboxAsync(), mock.Vendor("volt-mx"));
        var before = (await box.ArrangeAsync("GET", "/coverage?vendor=volt-mx")).Json.GetProperty("total");
        for (var i = 0; i < 2; i++)
            await box.CallAsync(vendor, "POST", "/api/v1/messages/push", "{}");

        var view = (await box.ArrangeAsync("GET", "/coverage?vendor=volt-mx")).Json;

        var lacks = view.GetProperty("vendors")[0].GetProperty("notMocked").EnumerateArray().ShouldHaveSingleItem();
        lacks.GetProperty("path").GetString()!.ShouldBe("/api/v1/messages/push");
        lacks.GetProperty("count").GetInt64().ShouldBe(2);
        view.GetProperty("total").GetRawText().ShouldBe(before.GetRawText());
    }

    private async Task<TestSandbox> UpdatedAsync()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        await calls.SeededAsync(key: "ada");
        var answer = await calls.UpdateAsync(
            """{"userType":"LEAD","identifyId":"ada","name":null,"role":"Admin"}""",
            "ada"
        );
        answer.Status.ShouldBe(200, answer.Text);
        return calls.Sandbox;
    }

    private static IEnumerable<string> Seen(JsonElement points) =>
        points.EnumerateObject().Where(p => p.Value.GetBoolean()).Select(p => p.Name);

    private static (int Seen, int All) Score(JsonElement score) =>
        (score.GetProperty("seen").GetInt32(), score.GetProperty("all").GetInt32());
}
