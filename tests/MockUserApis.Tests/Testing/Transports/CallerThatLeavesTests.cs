using MockUserApis.Testing;
using FaultKind = MockUserApis.Testing.FaultKind;

namespace MockUserApis.Tests.Testing.Transports;

/// <summary>A client that gives up gets the same exception on a socket and in process.</summary>
public sealed class CallerThatLeavesTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);
    private static readonly Uri User = new("v1/users/ada", UriKind.Relative);

    [Theory]
    [InlineData(FaultKind.Latency)]
    [InlineData(FaultKind.Drip)]
    public async Task TimeOut_OfTheClient_IsATimeOutOnBoth(FaultKind kind)
    {
        async Task<string> WaitAsync(bool isInProcess)
        {
            await using var mock = await MockApis.StartAsync(o => o.InProcess = isInProcess);
            mock.GainsightPx.Seed("ada");
            using var client = mock.GainsightPx.CreateClient();
            client.Timeout = Soon;
            mock.GainsightPx.Fault(kind, delay: Late);
            return await Outcome.OfAsync(() => client.GetStringAsync(User));
        }

        var socket = await WaitAsync(isInProcess: false);

        // What stands below depends on which end of the socket was quicker.
        const string timeOut = "TaskCanceledException < TimeoutException < TaskCanceledException < ";
        socket.ShouldStartWith(timeOut);
        socket.ShouldContain("IOException");
        (await WaitAsync(isInProcess: true)).ShouldStartWith(timeOut + "IOException");
    }

    [Theory]
    [InlineData(FaultKind.Latency)]
    [InlineData(FaultKind.Drip)]
    public async Task Cancellation_ByTheCaller_IsTheCallersOnBoth(FaultKind kind)
    {
        async Task<string> LeaveAsync(bool isInProcess)
        {
            await using var mock = await MockApis.StartAsync(o => o.InProcess = isInProcess);
            mock.GainsightPx.Seed("ada");
            using var client = mock.GainsightPx.CreateClient();
            using var control = mock.CreateClient();
            using var leaves = new CancellationTokenSource();
            mock.GainsightPx.Fault(kind, delay: Late, times: 1);
            var call = client.GetStringAsync(User, leaves.Token);
            var faults = new Uri("_mock/sandboxes/default/faults", UriKind.Relative);
            while (await control.GetStringAsync(faults) != "[]")
                await Task.Yield();
            await leaves.CancelAsync();
            var error = await Should.ThrowAsync<TaskCanceledException>(() => call);
            return $"{Outcome.Of(error)}, by the caller's token: {error.CancellationToken == leaves.Token}";
        }

        var socket = await LeaveAsync(isInProcess: false);

        socket.ShouldEndWith("by the caller's token: True");
        (await LeaveAsync(isInProcess: true)).ShouldBe(socket);
    }

    [Fact]
    public async Task Server_ThatHasStopped_RefusesTheConnectionOnBoth()
    {
        async Task<string> StoppedAsync(bool isInProcess)
        {
            var mock = await MockApis.StartAsync(o => o.InProcess = isInProcess);
            using var client = mock.GainsightPx.CreateClient();
            await mock.DisposeAsync();
            return await Outcome.OfAsync(() => client.GetStringAsync(User));
        }

        var socket = await StoppedAsync(isInProcess: false);

        socket.ShouldContain("SocketException(ConnectionRefused)");
        (await StoppedAsync(isInProcess: true)).ShouldBe(socket);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_WithoutAwait_ReachesTheMockToo(bool isInProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = isInProcess);
        var vendor = mock.GainsightPx;
        // An address that would be the vendor's own: the handler must lead it here in this way too.
        using var client = new HttpClient(vendor.CreateHandler()) { BaseAddress = new Uri("http://px.invalid/") };
        foreach (var (name, value) in vendor.Credential)
            client.DefaultRequestHeaders.Add(name, value);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/users/user-000001", UriKind.Relative));

        using var answer = await Task.Run(() => client.Send(request));

        ((int)answer.StatusCode).ShouldBe(200);
        vendor.Requests.Count.ShouldBe(1);
    }
}
