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

    // In, the limit, the user, its change, the journal with what is new to coverage.
    [DatabaseFact]
    public async Task Update_OfAChangedUser_MakesFiveTripsAtMost()
    {
        var calls = new UserCalls(await server!.SandboxAsync(), server.Vendor("gainsight-px"));
        await calls.SeededAsync();
        (await calls.UpdateAsync(Titled(calls.Key, "first"))).Status.ShouldBe(204);
        var before = store!.Database.Trips;

        (await calls.UpdateAsync(Titled(calls.Key, "second"))).Status.ShouldBe(204);

        (store.Database.Trips - before).ShouldBeLessThanOrEqualTo(5);
    }

    private static string Titled(string key, string title) =>
        $$"""{"identifyId":"{{key}}","propertyKeys":["AP-1"],"title":"{{title}}"}""";
}
