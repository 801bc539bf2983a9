using System.Net.Http.Json;
using System.Text.Json;
using MockUserApis.Testing;
using FaultKind = MockUserApis.Testing.FaultKind;

namespace MockUserApis.Tests.Testing;

/// <summary>The fixture does what the control plane does, with its bounds and in its words.</summary>
public sealed class SameOperationsTests
{
    private const int MaxFaults = 1000;

    [Theory]
    [InlineData("default", 1L)]
    [InlineData("a b", 1L)]
    [InlineData("fresh", -1L)]
    public async Task Sandbox_ThatTheControlPlaneRefuses_IsRefusedInTheSameWords(string name, long population)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        using var client = mock.CreateClient();

        var answer = await client.PostAsJsonAsync("_mock/sandboxes", new { name, population });
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var refused = await Should.ThrowAsync<MockRefusedException>(() =>
            mock.CreateSandboxAsync(o => (o.Name, o.Population) = (name, population))
        );

        // Without the request that would make room for it.
        var detail = problem.GetProperty("detail").GetString()!.Split(", or DELETE")[0];
        refused.Message.TrimEnd('.').ShouldBe(detail.TrimEnd('.'));
    }

    [Fact]
    public async Task Sandbox_WithEveryOption_IsWhatTheControlPlaneShows()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        using var client = mock.CreateClient();

        await using var made = await mock.CreateSandboxAsync(o =>
        {
            (o.Name, o.Seed, o.Population) = ("whole", 7, 5);
            (o.Profile, o.RateLimits) = (Profile.Lenient, false);
        });

        var shown = await client.GetFromJsonAsync<JsonElement>("_mock/sandboxes/whole");
        shown.GetProperty("seed").GetInt64().ShouldBe(7);
        shown.GetProperty("population").GetInt64().ShouldBe(5);
        shown.GetProperty("profile").GetString().ShouldBe("lenient");
        shown.GetProperty("rateLimits").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Fault_BeyondTheMostThatASandboxTakes_IsRefused()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        var vendor = mock.Vendors[0];
        for (var i = 0; i < MaxFaults; i++)
            vendor.Fault(FaultKind.Reset, key: "nobody");

        var refused = Should.Throw<MockRefusedException>(() => vendor.Fault(FaultKind.Reset, key: "nobody"));

        refused.Message.ShouldBe("Too many faults: dispose some that are not needed.");
    }

    [Fact]
    public async Task Fault_DisposedAfterItHasActed_IsNoMistake()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        var vendor = mock.Vendors[0];
        var fault = vendor.Fault(FaultKind.Status, status: 503, times: 1);
        fault.Dispose();

        Should.NotThrow(fault.Dispose);
    }

    [Fact]
    public async Task Limit_BelowNothing_IsRefused()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);

        var refused = Should.Throw<MockRefusedException>(() => mock.Vendors[0].Limit(-1, TimeSpan.FromSeconds(1)));

        refused.Message.ShouldBe("requests is -1. Give 0 or more.");
    }

    [Fact]
    public async Task Assertion_OnABodyOfTooManyMembers_IsRefused()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        var vendor = mock.Vendors[0];
        var operation = MockFixture.Known.First(v => v.Slug == vendor.Slug).Api.UpdateOperation;
        var body = Enumerable.Range(0, 1001).ToDictionary(i => $"member{i}", i => i);

        var refused = Should.Throw<MockRefusedException>(() =>
            vendor.Requests.ShouldHaveReceived(operation, body: body)
        );

        refused.Message.ShouldStartWith("body has 1001 members");
    }
}
