namespace MockUserApis.Tests.EveryVendor;

/// <summary>A reset brings everything back: users, clock, limits, journal.</summary>
public sealed class ResetTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Reset_AfterChanges_BringsEverythingBack(string api)
    {
        var vendor = mock.Asked(api);
        var slug = vendor.Slug;
        var calls = new UserCalls(await mock.SandboxAsync("""{"population":30}"""), vendor);
        var sandbox = calls.Sandbox;
        var (population, limit) = (
            (await sandbox.ArrangeAsync("GET", $"/users/{slug}?limit=1000")).Text,
            (await sandbox.ArrangeAsync("GET", $"/limits/{slug}")).Text
        );
        await calls.SeededAsync(key: calls.KeyOf(1));
        await sandbox.ArrangeAsync("DELETE", $"/users/{slug}/{Uri.EscapeDataString(calls.KeyOf(2))}");
        await sandbox.ArrangeAsync("POST", "/clock", """{"now":"2031-01-01T00:00:00Z","freeze":true}""");
        await sandbox.ArrangeAsync("PUT", $"/limits/{slug}", """{"requests":1,"window":"PT1M"}""");
        await calls.UpdateAsync(UserCalls.Minimal(vendor).ToJsonString());
        (await sandbox.ArrangeAsync("GET", $"/users/{slug}?limit=1000")).Text.ShouldNotBe(population);

        await sandbox.ArrangeAsync("POST", "/reset");

        (await sandbox.ArrangeAsync("GET", $"/users/{slug}?limit=1000")).Text.ShouldBe(population);
        (await sandbox.ArrangeAsync("GET", $"/limits/{slug}")).Text.ShouldBe(limit);
        var clock = (await sandbox.ArrangeAsync("GET", "/clock")).Json;
        clock.GetProperty("frozen").GetBoolean().ShouldBeFalse();
        clock.GetProperty("now").GetDateTimeOffset().Year.ShouldBeLessThan(2031);
        (await sandbox.ArrangeAsync("GET", "/requests")).Text.ShouldBe("[]");
        (await calls.ReadAsync(calls.KeyOf(1))).Status.ShouldBe(200);
        (await calls.ReadAsync(calls.KeyOf(1))).Status.ShouldBe(200);
    }
}
