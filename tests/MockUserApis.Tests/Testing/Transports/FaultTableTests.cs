using MockUserApis.Testing;
using FaultKind = MockUserApis.Testing.FaultKind;

namespace MockUserApis.Tests.Testing.Transports;

/// <summary>Every fault is the same on a socket and in process: to each kind of client, with each method.</summary>
public sealed class FaultTableTests
{
    private static readonly Lazy<Task<MockApis>> Socket = new(() => MockApis.StartAsync());
    private static readonly Lazy<Task<MockApis>> InProcess = new(() => MockApis.StartAsync(o => o.InProcess = true));

    public static TheoryData<FaultKind, string, string, int> Table
    {
        get
        {
            var rows = new TheoryData<FaultKind, string, string, int>();
            foreach (var kind in Enum.GetValues<FaultKind>())
            {
                foreach (var vendor in new[] { "GainsightPx", "Foldspace" })
                {
                    foreach (var method in new[] { "GET", "PUT", "DELETE" })
                    {
                        foreach (var times in new[] { 1, 100 })
                            rows.Add(kind, vendor, method, times);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Fault_InProcess_IsWhatItIsOnASocket(FaultKind kind, string vendor, string method, int times)
    {
        foreach (var client in Transports.Callers.Kinds)
        {
            var onSocket = await CallAsync(await Socket.Value, client, kind, vendor, method, times);
            var inProcess = await CallAsync(await InProcess.Value, client, kind, vendor, method, times);
            inProcess.ShouldBe(onSocket, client);
            if (kind is FaultKind.Reset or FaultKind.CommitThenReset && (client, times) is not ("Polly", 1))
            {
                const string reset = "HttpRequestException(Unknown, ) < IOException < SocketException(ConnectionReset)";
                onSocket.ShouldContain(reset);
            }
        }
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.CommitThenReset)]
    public async Task Polly_InProcess_TriesAgainAndGetsThrough(FaultKind kind)
    {
        var outcome = await CallAsync(await InProcess.Value, "Polly", kind, "GainsightPx", "PUT", times: 1);

        outcome.ShouldStartWith("204 ");
        outcome.ShouldEndWith("; 2 requests");
    }

    private static async Task<string> CallAsync(
        MockApis mock,
        string client,
        FaultKind kind,
        string vendorName,
        string method,
        int times
    )
    {
        await using var sandbox = await mock.CreateSandboxAsync();
        var vendor = sandbox[vendorName];
        vendor.Seed("ada", new { });
        var isSlow = kind is FaultKind.Latency or FaultKind.Drip;
        TimeSpan? delay = isSlow ? TimeSpan.FromMilliseconds(20) : null;
        void Arm() => vendor.Fault(kind, kind == FaultKind.Status ? 503 : null, delay, times);
        var came = await Outcome.OfAsync(() => new Callers(vendor, method, Arm).CallAsync(client));
        return $"{came}; {vendor.Requests.Count} requests";
    }
}
