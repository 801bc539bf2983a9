using MockUserApis.Postgres;

namespace MockUserApis.Tests.Postgres;

/// <summary>How often an update sends something to the database and waits: it is what the update takes.</summary>
public sealed class RoundTripsTests : IAsyncLifetime
{
    private PostgresStore? store;
    private Server? server;

    public async ValueTask InitializeAsync()
    {
        if (!Store.HasDatabase)
            return;
        store = PostgresStore.Open(Store.NewUrl());
        server = await Server.StartAsync(more: store.Use);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        store?.Dispose();
    }

    /// <summary>In, with the user and the limit; its change; the journal with what is new to coverage.</summary>
    [DatabaseFact]
    public async Task Update_OfEachVendor_MakesThreeTripsOrFourWhereAFaultIsArmed()
    {
        List<string> tooMany = [];
        foreach (var api in server!.Directory.All.SelectMany(v => v.Apis))
        {
            foreach (var limited in (bool[])[true, false])
            {
                foreach (var armed in (bool[])[false, true])
                {
                    var trips = await TripsAsync(new Asked(api), limited, armed);
                    if (trips > (limited && !armed ? 3 : 4))
                        tooMany.Add($"{api.Id}, limit {limited}, fault {armed}: {trips}");
                }
            }
        }

        tooMany.ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Update_FirstOfASandbox_MakesThreeTrips()
    {
        var calls = new UserCalls(await server!.SandboxAsync(), server.Vendor("gainsight-px"));

        (await TripsAsync(() => calls.UpdateAsync(Titled("user-000001", "first"), "user-000001"))).ShouldBe(3);
    }

    /// <summary>Which user an id may mean depends on the seed, which is in the sandbox's row.</summary>
    [DatabaseFact]
    public async Task Update_WhereTheSeedIsItsOwn_MakesThreeTripsFromTheSecondOn()
    {
        var calls = new UserCalls(await server!.SandboxAsync("""{"seed":77}"""), server.Vendor("foldspace"));
        var key = await KeyAsync(calls);
        var body = UserCalls.Minimal(calls.Vendor).ToJsonString();
        (await calls.UpdateAsync(body, key)).Status.ShouldBe(200);

        (await TripsAsync(() => calls.UpdateAsync(body, key))).ShouldBe(3);
    }

    [DatabaseFact]
    public async Task Change_ThatAnotherWasQuickerThan_IsTriedOnWhatTheSameTripBrought()
    {
        var population = new Population(new TestRecipe(), "Test", 1, 10);
        var mine = new PostgresCollection(store!.Database, long.MaxValue, "Test", population);
        var member = (await mine.AtAsync(1))!.Value;
        var first = (await mine.ChangeAsync(member, d => d)).Document!;
        var newest = (await mine.AtAsync(1))!.Value;
        (await mine.ChangeAsync(newest, d => d)).Document.ShouldNotBeNull();
        var before = store.Database.Trips;

        (await mine.ChangeAsync(newest, d => d)).Document!["id"].SequenceEqual(first["id"]).ShouldBeTrue();

        (store.Database.Trips - before).ShouldBe(2);
    }

    private async Task<long> TripsAsync(Asked api, bool limited, bool armed)
    {
        var calls = new UserCalls(await server!.SandboxAsync(), api);
        await calls.SeededAsync();
        var limit = $$"""{"enabled":{{(limited ? "true" : "false")}},"requests":1000,"window":"PT1H"}""";
        await calls.Sandbox.ArrangeAsync("PUT", $"/limits/{api.Slug}", limit);
        if (armed)
        {
            var fault = $$"""{"vendor":"{{api.Slug}}","key":"nobody","kind":"status","status":503}""";
            await calls.Sandbox.ArrangeAsync("POST", "/faults", fault);
        }

        // What another update made of ids and e-mails is not made again: that takes further trips.
        var body = UserCalls.Minimal(api).ToJsonString();
        (await calls.UpdateAsync(body)).Status.ShouldBeInRange(200, 204);
        return await TripsAsync(() => calls.UpdateAsync(body));
    }

    private async Task<long> TripsAsync(Func<Task<WireAnswer>> call)
    {
        var before = store!.Database.Trips;
        (await call()).Status.ShouldBeInRange(200, 204);
        return store.Database.Trips - before;
    }

    private static async Task<string> KeyAsync(UserCalls calls)
    {
        var users = (await calls.Sandbox.ArrangeAsync("GET", $"/users/{calls.Vendor.Slug}?limit=1")).Json;
        return users.EnumerateArray().First().GetProperty("identifyId").GetString()!;
    }

    private static string Titled(string key, string title) =>
        $$"""{"identifyId":"{{key}}","propertyKeys":["AP-1"],"title":"{{title}}"}""";
}
