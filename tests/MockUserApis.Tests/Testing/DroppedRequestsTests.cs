using MockUserApis.Testing;
using FaultKind = MockUserApis.Testing.FaultKind;

namespace MockUserApis.Tests.Testing;

/// <summary>What was dropped for want of room is counted on, or the assertion fails and says what to raise.</summary>
public sealed class DroppedRequestsTests
{
    [Fact]
    public async Task DefaultBounds_KeepAsManyEntriesAsTheOptionSays()
    {
        await using var mock = await MockApis.StartAsync(o => (o.InProcess, o.RateLimits) = (true, false));
        using var client = mock.GainsightPx.CreateClient();
        await SendAsync(client, "DELETE", "user-000009");
        for (var i = 0; i < 9_999; i++)
            await SendAsync(client, "GET", "user-000001");

        mock.Requests.Count.ShouldBe(10_000);
        Should.Throw<MockAssertionException>(() => mock.Requests.ShouldNotHaveReceived("deleteUser"));
        mock.Requests.ShouldHaveReceived("deleteUser", times: 1).ShouldAllBeAccepted();
    }

    [Fact]
    public async Task Assertions_OverDroppedRequests_CountThemOrFail()
    {
        await using var mock = await MockApis.StartAsync(o =>
            (o.InProcess, o.RateLimits, o.JournalEntries) = (true, false, 5)
        );
        using var client = mock.GainsightPx.CreateClient();
        await SendAsync(client, "DELETE", "user-000009");
        for (var i = 0; i < 9; i++)
            await SendAsync(client, "GET", "user-000001");

        var requests = mock.GainsightPx.Requests;
        (requests.Kept.Count, requests.Dropped).ShouldBe((5, 5L));
        requests
            .ShouldHaveReceived("deleteUser", times: 1, key: "user-000009", status: 204)
            .ShouldHaveReceived("getUser", times: 9)
            .ShouldNotHaveReceived("updateUser")
            .ShouldAllBeAccepted();
        Message(() => requests.ShouldNotHaveReceived("deleteUser")).ShouldContain("received 1 requests for deleteUser");
        Message(() => requests.ShouldHaveReceived("getUser", body: new { a = 1 })).ShouldContain("JournalEntries");
        Message(() => _ = requests.Count).ShouldContain("5 of 10 requests");
        Message(() => _ = requests[0]).ShouldContain("JournalEntries");
        Message(() => _ = requests.All(r => r.Status < 400)).ShouldContain("Kept");
        mock.Foldspace.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task ShouldAllBeAccepted_ARefusalWasDropped_Fails()
    {
        await using var mock = await MockApis.StartAsync(o =>
            (o.InProcess, o.RateLimits, o.JournalEntries) = (true, false, 3)
        );
        using var client = mock.GainsightPx.CreateClient();
        await SendAsync(client, "GET", "nobody");
        for (var i = 0; i < 5; i++)
            await SendAsync(client, "GET", "user-000001");

        Message(() => mock.Requests.ShouldAllBeAccepted()).ShouldContain("did not accept 1 of 6 requests");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientThatGaveUp_IsReceivedAndNotAccepted(bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        using var client = mock.GainsightPx.CreateClient();
        using var fault = mock.GainsightPx.Fault(FaultKind.Latency, delay: TimeSpan.FromHours(1), times: 1);
        using var end = new CancellationTokenSource();
        var call = client.GetAsync(new Uri("v1/users/user-000001", UriKind.Relative), end.Token);
        using var control = mock.CreateClient();
        var faults = new Uri("_mock/sandboxes/default/faults", UriKind.Relative);
        await Until.ReachedAsync(() => control.GetStringAsync(faults), f => f == "[]", "the fault that is used up");
        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);

        await Until.ReachedAsync(() => Task.FromResult(mock.Requests.Count), n => n == 1, "the entry");
        mock.Requests.ShouldHaveReceived("getUser", times: 1, status: 0);
        Message(() => mock.Requests.ShouldAllBeAccepted()).ShouldContain("the client left after");
        mock.Requests[0].Aborted.ShouldNotBeNull();
    }

    private static string Message(Action assertion) => Should.Throw<MockAssertionException>(assertion).Message;

    private static async Task SendAsync(HttpClient client, string method, string key)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri("v1/users/" + key, UriKind.Relative)
        );
        using var answer = await client.SendAsync(request);
    }
}
