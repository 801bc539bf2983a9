using MockUserApis.Testing;
using FaultKind = MockUserApis.Testing.FaultKind;

namespace MockUserApis.Tests.Testing;

/// <summary>What the fixture refuses is said in the words of C#, without frames of the mock's own.</summary>
public sealed class MockRefusedTests
{
    public static TheoryData<string, Action<MockVendor, MockClock>> Mistakes =>
        new()
        {
            { "FaultKind.Drip needs a delay, e.g. delay: TimeSpan.FromSeconds(2).", (v, _) => v.Fault(FaultKind.Drip) },
            {
                "FaultKind.Status needs a status from 200 to 599, e.g. status: 503.",
                (v, _) => v.Fault(FaultKind.Status)
            },
            {
                "delay is -00:00:01. Give one from TimeSpan.Zero to 365 days.",
                (v, _) => v.Fault(FaultKind.Latency, delay: TimeSpan.FromSeconds(-1))
            },
            {
                "times is 0. Give 1 or more, or null for a fault that acts until it is disposed.",
                (v, _) => v.Fault(FaultKind.Reset, times: 0)
            },
            { "rate is 2. Give more than 0 and at most 1.", (v, _) => v.Fault(FaultKind.Reset, rate: 2) },
            { "There is no FaultKind 99. Give one of Status, Latency,", (v, _) => v.Fault((FaultKind)99) },
            {
                "There is no operation \"updateUsr\". Known:",
                (v, _) => v.Fault(FaultKind.Reset, operation: "updateUsr")
            },
            { "requests is -1. Give 0 or more.", (v, _) => v.Limit(-1, TimeSpan.FromSeconds(1)) },
            { "window is 00:00:00. Give more than TimeSpan.Zero", (v, _) => v.Limit(1, TimeSpan.Zero) },
            {
                "Seed of gainsight-px \"ada\": /score is \"x\". Expected:",
                (v, _) => v.Seed("ada", new { score = "x" })
            },
            {
                "Seed of gainsight-px \"ada\": \"titel\" is not a field",
                (v, _) => v.Seed("ada", new { titel = "CTO" })
            },
            { "Seed of gainsight-px \"ada\": fields is no object.", (v, _) => v.Seed("ada", 5) },
            { "Seed of gainsight-px \"ada\": fields is not JSON:", (v, _) => v.SeedJson("ada", "{") },
            { "gainsight-px has no operation \"x\". Known:", (v, _) => v.Requests.ShouldHaveReceived("x") },
            { "That moves the clock out of the years 1 to 9999.", (_, c) => c.Advance(TimeSpan.MaxValue) },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_InAnyCall_IsSaidInTheCallersWords(string said, Action<MockVendor, MockClock> mistake)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);

        var refused = Should.Throw<MockRefusedException>(() => mistake(mock.GainsightPx, mock.Clock));

        refused.Message.ShouldStartWith(said);
        refused.Message.ShouldNotContain("ISO 8601");
        refused.ToString().ShouldNotContain("at MockUserApis.Kernel.");
        refused.InnerException.ShouldBeNull();
    }

    [Fact]
    public async Task Sandbox_OfANameThatIsTaken_IsRefusedWithoutTheKernelsFrames()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        await using var first = await mock.CreateSandboxAsync(o => o.Name = "one");

        var refused = await Should.ThrowAsync<MockRefusedException>(() => mock.CreateSandboxAsync(o => o.Name = "one"));

        refused.Message.ShouldContain("\"one\"");
        refused.ToString().ShouldNotContain("at MockUserApis.Kernel.");
    }

    public static TheoryData<string, Action<MockApisOptions>> Options =>
        new()
        {
            { "Port is -1. Give 0 to 65535.", o => o.Port = -1 },
            { "Population is -1. Give 0 or more.", o => o.Population = -1 },
            { "JournalEntries is 0. Give 1 or more.", o => o.JournalEntries = 0 },
            { "There is no vendor \"acme\". Known:", o => o.Vendors.Add("acme") },
        };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Start_WithAnOptionThatCannotBe_SaysWhatCan(string said, Action<MockApisOptions> configure)
    {
        var refused = await Should.ThrowAsync<MockRefusedException>(() => MockApis.StartAsync(configure));

        refused.Message.ShouldStartWith(said);
        refused.ToString().ShouldNotContain("at MockUserApis.Kernel.");
    }
}
