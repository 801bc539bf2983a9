using System.Text.Json;

namespace MockUserApis.Tests.Vendors.GainsightPx;

/// <summary>Custom events: those of the population, and the limits of what is sent.</summary>
public sealed class EventsTests(MockFixture mock)
{
    // The 90 days before 2026.
    private const string Range = "dateRangeStart=1759449600000&dateRangeEnd=1767225600000";

    private Vendor Px => mock.Vendor("gainsight-px");

    [Fact]
    public async Task Population_OfUsers_HasThreeEventsOfEach()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":40}""");
        var page = await GetAsync(sandbox, $"/v1/events/custom?{Range}&pageSize=1000");
        page.GetProperty("totalHits").GetInt32().ShouldBe(120);
        var events = page.GetProperty("customEvents").EnumerateArray().ToList();
        events.Select(e => Text(e, "eventId")).Distinct().Count().ShouldBe(120);
        foreach (var user in (await GetAsync(sandbox, "/v1/users?pageSize=1000")).GetProperty("users").EnumerateArray())
        {
            var own = events.Where(e => Text(e, "identifyId") == Text(user, "identifyId")).ToList();
            own.Count.ShouldBe(3);
            own.ShouldAllBe(e => Text(e, "accountId") == Text(user, "accountId"));
        }
    }

    [Theory]
    [InlineData("user-000001")]
    [InlineData("USER-999999999")]
    public async Task List_OfOneUserAmongABillion_LooksAtNobodyElse(string id)
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":1000000000}""");
        var page = await GetAsync(sandbox, $"/v1/events/custom?{Range}&filter=identifyId=={id}");
        page.GetProperty("totalHits").GetInt32().ShouldBe(3);
        page.GetProperty("customEvents")
            .EnumerateArray()
            .ShouldAllBe(e => string.Equals(Text(e, "identifyId"), id, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task List_OfTheLastDayOfABillionUsers_LooksAtWhatWasSentAlone()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":1000000000}""");
        await PostAsync(sandbox, "One", "{}");
        var page = await GetAsync(sandbox, "/v1/events/custom");
        page.GetProperty("totalHits").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("attributes", 50, 50)]
    [InlineData("name of an attribute", 1024, 1)]
    [InlineData("eventName", 2000, 0)]
    public async Task Event_BeyondALimit_IsRefusedInStrictAndTakenInLenient(string limit, int most, int attributes)
    {
        foreach (var profile in (string[])["strict", "lenient"])
        {
            var sandbox = await mock.SandboxAsync($$"""{"rateLimits":false,"profile":"{{profile}}"}""");
            for (var beyond = 0; beyond <= 1; beyond++)
            {
                var name = limit == "eventName" ? new string('n', most + beyond) : "One";
                var count = limit == "attributes" ? attributes + beyond : attributes;
                var width = attributes == 1 ? most + beyond : 4;
                var json = string.Join(
                    ',',
                    Enumerable.Range(0, count).Select(i => $"\"{i.ToString().PadLeft(width, 'a')}\":1")
                );
                var answer = await PostAsync(sandbox, name, "{" + json + "}");
                answer.Status.ShouldBe(
                    beyond == 1 && profile == "strict" ? 400 : 201,
                    $"{limit} {profile} {answer.Text}"
                );
            }
        }
    }

    [Fact]
    public async Task Events_OfTheControlPlaneAndASnapshot_AreTheVendors()
    {
        var sandbox = await mock.SandboxAsync("""{"population":1}""");
        await sandbox.ArrangeAsync("POST", "/clock", """{"now":"2026-11-26T12:00:00Z","freeze":true}""");
        await PostAsync(sandbox, "One", """{"a":1}""");
        var place = "/collections/gainsight-px/events";
        await sandbox.ArrangeAsync("PUT", $"{place}/e-2", """{"identifyId":"ada","date":1795694400000}""");
        var shown = await GetAsync(sandbox, "/v1/events/custom?filter=identifyId==ada");
        var read = await sandbox.ArrangeAsync("GET", $"{place}/e-2");
        shown.GetProperty("customEvents")[0].GetRawText().ShouldBe(read.Text);
        var before = (await GetAsync(sandbox, "/v1/events/custom")).GetRawText();
        var snapshot = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        await sandbox.ArrangeAsync("DELETE", $"{place}/e-2");
        (await GetAsync(sandbox, "/v1/events/custom")).GetProperty("totalHits").GetInt32().ShouldBe(1);
        await sandbox.ArrangeAsync("PUT", "/snapshot", snapshot);
        (await GetAsync(sandbox, "/v1/events/custom")).GetRawText().ShouldBe(before);
    }

    /// <summary>From an event to its user and account: who looks at the data follows these.</summary>
    [Fact]
    public async Task Links_OfTheCollections_LeadFromAnEventToMembersThatAreThere()
    {
        var sandbox = await mock.SandboxAsync("""{"population":20}""");
        var views = (await sandbox.ArrangeAsync("GET", "/collections/gainsight-px")).Json.EnumerateArray().ToList();
        var links = views.Single(v => Text(v, "name") == "events").GetProperty("links").EnumerateArray().ToList();
        links.Select(l => Text(l, "collection")).ShouldBe(["users", "accounts"]);
        var page = await GetAsync(sandbox, $"/v1/events/custom?{Range}&pageSize=1");
        var first = page.GetProperty("customEvents")[0];
        foreach (var link in links)
        {
            var key = Text(first, Text(link, "field")!);
            await sandbox.ArrangeAsync("GET", $"/collections/gainsight-px/{Text(link, "collection")}/{key}");
        }
    }

    private Task<WireAnswer> PostAsync(TestSandbox sandbox, string name, string attributes) =>
        sandbox.CallAsync(
            Px,
            "POST",
            "/v1/events/custom",
            $$"""
            {"identifyId":"user-000001","eventName":"{{name}}","userType":"USER","propertyKey":"AP-1",
             "attributes":{{attributes}}}
            """
        );

    private async Task<JsonElement> GetAsync(TestSandbox sandbox, string target)
    {
        var answer = await sandbox.CallAsync(Px, "GET", target);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
