using System.Text.Json;

namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>What a transcript cannot say: pages of many events, events of the control plane, of every user.</summary>
public sealed class EventsTests(MockFixture mock)
{
    private const string OfAda = "/api/public/users-by-id/ada/events/";

    [Fact]
    public async Task Events_OfEveryUser_LieBetweenItsTimes()
    {
        var (vendor, sandbox) = (mock.Asked("user-com"), await mock.SandboxAsync("""{"rateLimits":false}"""));
        var (first, last) = (await UserAsync(1), await UserAsync(1000));

        first.ShouldBe([9_000_002L, 9_000_001]);
        last.ShouldBe([9_002_000L, 9_001_999]);

        async Task<long[]> UserAsync(int user)
        {
            var path = $"/api/public/users/{19_000_000 + user}/";
            var shown = (await sandbox.CallAsync(vendor, "GET", path)).Json;
            var events = (await sandbox.CallAsync(vendor, "GET", path + "events/")).Json.GetProperty("results");
            var (created, seen) = (Time(shown, "first_seen"), Time(shown, "last_seen"));
            foreach (var happened in events.EnumerateArray())
            {
                happened.GetProperty("client").GetInt64().ShouldBe(shown.GetProperty("id").GetInt64());
                Time(happened, "timestamp").ShouldBeInRange(created, seen);
            }

            return [.. events.EnumerateArray().Select(e => e.GetProperty("id").GetInt64())];
        }
    }

    [Fact]
    public async Task List_OfManyEvents_IsPagedByNumberAndByCursor()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
        await sandbox.ArrangeAsync("PUT", "/users/user-com/ada", """{"id":11}""");
        for (var i = 0; i < 250; i++)
            await sandbox.CallAsync(mock.Asked("user-com"), "POST", OfAda, """{"name":"order"}""");

        foreach (var slug in (string[])["user-com", "user-com.v2"])
        {
            var (vendor, found, next) = (mock.Asked(slug), new List<long>(), (string?)OfAda);
            string? last = null;
            while (next is not null)
            {
                var page = (await sandbox.CallAsync(vendor, "GET", next)).Json;
                page.GetProperty("count").GetInt32().ShouldBe(250);
                found.AddRange(Ids(page));
                (last, next) = (next, Target(page, "next"));
            }

            found.Distinct().Count().ShouldBe(250, slug);
            found.ShouldBeInOrder(SortDirection.Descending);
            var before = Target((await sandbox.CallAsync(vendor, "GET", last!)).Json, "previous");
            Ids((await sandbox.CallAsync(vendor, "GET", before!)).Json).First().ShouldBe(found[100]);
        }
    }

    [Fact]
    public async Task Event_OfTheControlPlane_IsListedSeededAndDeleted()
    {
        var (vendor, sandbox) = (mock.Asked("user-com"), await mock.SandboxAsync());
        const string Place = "/collections/user-com/events";
        await sandbox.ArrangeAsync("PUT", "/users/user-com/ada", """{"id":11}""");
        var made = await sandbox.ArrangeAsync(
            "PUT",
            Place + "/777",
            """{"client":11,"name":"seeded","timestamp":1772352000,"data":{"a":1}}"""
        );
        var odd = await sandbox.MockAsync("PUT", Place + "/first", "{}");

        var listed = (await sandbox.CallAsync(vendor, "GET", OfAda)).Json.GetProperty("results");
        var again = (await sandbox.CallAsync(vendor, "POST", OfAda, """{"name":"seeded"}""")).Text;
        await sandbox.ArrangeAsync("DELETE", Place + "/777");
        var left = (await sandbox.CallAsync(vendor, "GET", OfAda)).Json.GetProperty("count").GetInt32();

        listed.GetArrayLength().ShouldBe(1);
        listed[0].GetRawText().ShouldBe(made.Text);
        made.Text.ShouldStartWith("""{"id":777,"client":11,"event":"seeded","event_id":90,""");
        again.ShouldBe("""{"id":90,"created":false}""");
        left.ShouldBe(1);
        odd.Status.ShouldBe(400, odd.Text);
        (await sandbox.ArrangeAsync("GET", "/collections/user-com")).Text.ShouldContain("\"size\":2001");
    }

    private static IEnumerable<long> Ids(JsonElement page) =>
        page.GetProperty("results").EnumerateArray().Select(e => e.GetProperty("id").GetInt64());

    private static DateTimeOffset Time(JsonElement shown, string name) =>
        DateTimeOffset.Parse(shown.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static string? Target(JsonElement page, string beside) =>
        page.GetProperty(beside).GetString() is { } address ? new Uri(address).PathAndQuery : null;
}
