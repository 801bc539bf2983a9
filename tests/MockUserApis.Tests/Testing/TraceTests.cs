using System.Diagnostics;
using MockUserApis.Testing;

namespace MockUserApis.Tests.Testing;

/// <summary>The requests of a test's trace alone, on sockets and in process.</summary>
public sealed class TraceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_OfATrace_AreThoseThatWereSentInIt(bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        using var client = mock.GainsightPx.CreateClient();
        var first = await InTraceAsync(client, "user-000001");
        var second = await InTraceAsync(client, "nobody");
        await client.GetStringAsync(new Uri("v1/users/user-000002", UriKind.Relative));

        mock.Requests.Count.ShouldBe(3);
        var requests = mock.Requests.OfTrace(first);
        requests.Select(r => r.Key).ShouldBe(["user-000001"]);
        requests[0].Trace.ShouldBe(first.ToHexString());
        requests.ShouldAllBeAccepted().ShouldHaveReceived("getUser", times: 1).ShouldNotHaveReceived("updateUser");
        var refused = mock.GainsightPx.Requests.OfTrace(second.ToHexString());
        Message(() => refused.ShouldAllBeAccepted()).ShouldContain("did not accept 1 of 1 request");
        Message(() => refused.ShouldHaveReceived("getUser", times: 2))
            .ShouldContain($"in trace {second} received 1 requests for getUser");
        mock.Foldspace.Requests.OfTrace(first).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_OfATraceOfTheClients_AreFoundByIt(bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        using var client = mock.GainsightPx.CreateClient();
        using var test = new Activity("test").Start();
        var own = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/users/user-000001", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{own}-00f067aa0ba902b7-01");
        using var answer = await client.SendAsync(request);

        mock.Requests.OfTrace(own).Count.ShouldBe(1);
        mock.Requests.OfTrace(test.TraceId).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Requests_OfATraceThatHasNone_AreNotAcceptedAndSayWhatBelongsToOne()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        var trace = ActivityTraceId.CreateRandom();
        Message(() => mock.Requests.OfTrace(trace).ShouldAllBeAccepted())
            .ShouldMatch($"No request reached the mock in trace {trace} .*sends traceparent");
        Should.Throw<MockRefusedException>(() => mock.Requests.OfTrace("mine")).Message.ShouldContain("32 hex digits");
    }

    [Fact]
    public async Task Assertions_OfATraceOverDroppedRequests_FailAndSayWhatToRaise()
    {
        await using var mock = await MockApis.StartAsync(o => (o.InProcess, o.JournalEntries) = (true, 1));
        using var client = mock.GainsightPx.CreateClient();
        var trace = await InTraceAsync(client, "user-000001");
        await client.GetStringAsync(new Uri("v1/users/user-000002", UriKind.Relative));

        var requests = mock.Requests.OfTrace(trace);
        requests.Dropped.ShouldBe(1);
        Message(() => requests.ShouldAllBeAccepted()).ShouldContain("may have been to the mock in trace");
        Message(() => requests.ShouldNotHaveReceived("getUser")).ShouldContain("JournalEntries");
        Message(() => _ = requests.Count).ShouldContain("JournalEntries");
    }

    private static string Message(Action assertion) => Should.Throw<MockAssertionException>(assertion).Message;

    private static async Task<ActivityTraceId> InTraceAsync(HttpClient client, string key)
    {
        using var test = new Activity("test").Start();
        using var answer = await client.GetAsync(new Uri("v1/users/" + key, UriKind.Relative));
        return test.TraceId;
    }
}
