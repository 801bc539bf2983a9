using System.Text.Json;

namespace MockUserApis.Tests.Vendors.GainsightPx;

/// <summary>Preferences and denial are given to the control plane as fields of the user.</summary>
public sealed class PreferencesSeedTests(MockFixture mock)
{
    private Vendor Px => mock.Vendor("gainsight-px");

    [Theory]
    [InlineData("""{"preferences":{"surveys":"no"}}""")]
    [InlineData("""{"preferences":{"music":true}}""")]
    [InlineData("""{"preferences":7}""")]
    [InlineData("""{"denied":"no"}""")]
    public async Task Seed_OfWrongPreferencesOrDenial_IsRefused(string body)
    {
        var sandbox = await mock.SandboxAsync();
        (await sandbox.MockAsync("PUT", "/users/gainsight-px/ada", body)).Status.ShouldBe(400);
        (await sandbox.CallAsync(Px, "GET", "/v1/users/ada")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Seed_OfPreferencesAndDenial_IsRead()
    {
        var sandbox = await mock.SandboxAsync();
        var seed = """{"preferences":{"surveys":false},"denied":true}""";
        await sandbox.ArrangeAsync("PUT", "/users/gainsight-px/ada", seed);
        var read = await GetAsync(sandbox, "/v2/user/preferences/ada");
        read.GetProperty("surveys").GetBoolean().ShouldBeFalse();
        (await GetAsync(sandbox, "/v1/users/denylist/ada")).GetProperty("denied").GetBoolean().ShouldBeTrue();
        (await GetAsync(sandbox, "/v1/users/ada")).TryGetProperty("denied", out _).ShouldBeFalse();
    }

    private async Task<JsonElement> GetAsync(TestSandbox sandbox, string target)
    {
        var answer = await sandbox.CallAsync(Px, "GET", target);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json;
    }
}
