using MockUserApis.Postgres;

namespace MockUserApis.Tests.Postgres;

/// <summary>
/// The limits count a request as it comes in, where nothing that comes before them stands in its way: whatever does
/// leaves them as they were.
/// </summary>
public sealed class CountedAheadTests : IAsyncLifetime
{
    private const string Two = """{"enabled":true,"requests":2,"window":"PT1H"}""";

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

    [DatabaseFact]
    public async Task Limit_OfARevokedCredential_IsNotCounted()
    {
        foreach (var calls in await AllAsync())
        {
            await RevokedAsync(calls, "setup");
            await UpdateAsync(calls, times: 3, refused: true);
            await RevokedAsync(calls, "teardown");

            await LimitIsWholeAsync(calls);
        }
    }

    [DatabaseFact]
    public async Task Limit_OfAnArmedFault_IsCountedBehindIt()
    {
        foreach (var calls in await AllAsync())
        {
            var fault = $$"""{"vendor":"{{calls.Vendor.Slug}}","kind":"status","status":503,"times":3}""";
            await calls.Sandbox.ArrangeAsync("POST", "/faults", fault);
            await UpdateAsync(calls, times: 3, refused: true);

            await LimitIsWholeAsync(calls);
        }
    }

    [DatabaseFact]
    public async Task Limit_OfAnUnknownPathOrMethodOrCredential_IsNotCounted()
    {
        foreach (var calls in await AllAsync())
        {
            for (var i = 0; i < 3; i++)
            {
                await calls.Sandbox.SendAsync(calls.Vendor.Vendor, "GET", calls.Target(), [], null);
                await calls.Sandbox.CallAsync(calls.Api, "TRACE", calls.Target());
                await calls.Sandbox.CallAsync(calls.Api, "GET", "/nowhere");
            }

            await LimitIsWholeAsync(calls);
        }
    }

    [DatabaseFact]
    public async Task Limit_OfAVersionThatIsNone_IsNotCounted()
    {
        var calls = (await AllAsync()).First(c => c.Vendor.Slug == "user-com");
        var headers = calls.Sandbox.Credential(calls.Vendor).Append(new("Accept", "*/*; version=9"));
        for (var i = 0; i < 3; i++)
        {
            (await calls.Sandbox.SendAsync(calls.Vendor.Vendor, "GET", calls.Target(), headers, null)).Status.ShouldBe(
                406
            );
        }

        await LimitIsWholeAsync(calls);
    }

    [DatabaseFact]
    public async Task Limit_ThatIsOffOrAnotherVendors_RefusesNobody()
    {
        foreach (var calls in await AllAsync())
        {
            var off = """{"enabled":false,"requests":2,"window":"PT1H"}""";
            await calls.Sandbox.ArrangeAsync("PUT", $"/limits/{calls.Vendor.Slug}", off);
            foreach (var other in server!.Directory.All.Where(v => v != calls.Vendor.Vendor))
                await calls.Sandbox.ArrangeAsync("PUT", $"/limits/{other.Slug}", Two);

            await UpdateAsync(calls, times: 4, refused: false);
        }
    }

    private async Task<List<UserCalls>> AllAsync()
    {
        List<UserCalls> all = [];
        foreach (var api in server!.Directory.All.SelectMany(v => v.Apis))
        {
            var calls = new UserCalls(await server.SandboxAsync(), new Asked(api));
            await calls.SeededAsync();
            await calls.Sandbox.ArrangeAsync("PUT", $"/limits/{api.Vendor.Slug}", Two);
            all.Add(calls);
        }

        return all;
    }

    private static Task RevokedAsync(UserCalls calls, string action) =>
        calls.Sandbox.ArrangeAsync(
            "POST",
            "/pact-states",
            $$"""
            {"state":"the credential is revoked","params":{"vendor":"{{calls.Vendor.Slug}}"},"action":"{{action}}"}
            """
        );

    private static async Task LimitIsWholeAsync(UserCalls calls)
    {
        await UpdateAsync(calls, times: 2, refused: false);
        await UpdateAsync(calls, times: 1, refused: true);
    }

    private static async Task UpdateAsync(UserCalls calls, int times, bool refused)
    {
        var body = UserCalls.Minimal(calls.Vendor).ToJsonString();
        for (var i = 0; i < times; i++)
            ((await calls.UpdateAsync(body)).Status >= 400).ShouldBe(refused, $"{calls.Api.Id}, update {i}");
    }
}
