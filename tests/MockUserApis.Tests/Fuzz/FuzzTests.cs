namespace MockUserApis.Tests.Fuzz;

/// <summary>
/// Random requests made of the specs, over kept connections. <c>FUZZ_REQUESTS</c> says how many (default 5,000),
/// <c>FUZZ_SEED</c> which (default 1): a failure names the seed, and the same seed sends the same bytes.
/// </summary>
public sealed class FuzzTests(MockFixture mock)
{
    private const int MaxProblems = 5;
    private static readonly int Requests = Knob.Of("FUZZ_REQUESTS", 5000);
    private static readonly int Seed = Knob.Of("FUZZ_SEED", 1);

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Vendor_AnyRequest_IsAnsweredInItsOwnWay(string slug)
    {
        var problems = new List<string>();
        var own = Requests / MockFixture.Apis.Count;
        foreach (var (profile, count) in new[] { ("strict", own * 3 / 5), ("lenient", own * 2 / 5) })
        {
            using var run = await FuzzRun.SetUpAsync(mock, slug, profile);
            var random = new Random(HashCode(slug + profile));
            for (var i = 0; i < count && problems.Count < MaxProblems; i++)
            {
                if (await run.ProblemAsync(random) is { } problem)
                    problems.Add($"request {i}, {profile}: {problem}");
            }

            if (await run.AftermathAsync() is { } after)
                problems.Add($"{profile}: {after}");
        }

        problems.ShouldBeEmpty($"FUZZ_SEED={Seed} FUZZ_REQUESTS={Requests}");
    }

    /// <summary>
    /// However a control path is spelt, without the token it is a refusal of the mock, or nothing there.
    /// </summary>
    [Fact]
    public async Task Control_AnySpelling_IsRefusedWithoutTheToken()
    {
        var options = new MockOptions { ControlToken = "0123456789abcdef0123456789abcdef" };
        await using var server = await Server.StartAsync(options);
        using var connection = new KeptConnection(server.Directory.BasePort);
        var random = new Random(HashCode("control"));
        var problems = new List<string>();
        for (var i = 0; i < Requests / 5 && problems.Count < MaxProblems; i++)
        {
            var (method, target, headers) = FuzzControl.Of(server, random);
            var request = KeptConnection.Bytes(method, target, headers, null);
            var answer = await connection.SendAsync(request, method == "HEAD");
            if (answer.Status is 401 or 403 or 404)
                continue;
            problems.Add($"request {i}: {method} {target} → {answer.Status} {answer.Text}");
        }

        problems.ShouldBeEmpty($"FUZZ_SEED={Seed} FUZZ_REQUESTS={Requests}");
    }

    // Not string.GetHashCode: that differs from run to run.
    private static int HashCode(string text) => text.Aggregate(Seed, (hash, c) => unchecked((hash * 31) + c));
}
