namespace MockUserApis.Tests.EveryVendor;

/// <summary>Many clients at once, each in a sandbox of its own: what one does, no other sees.</summary>
public sealed class CrossTalkTests(MockFixture mock, ITestOutputHelper output)
{
    private const int Workers = 200;
    private const int Steps = 8;

    [Fact]
    public async Task Workers_RandomInterleavings_NeverSeeEachOther()
    {
        var seed = Knob.Of("CROSS_TALK_SEED", Environment.TickCount);
        output.WriteLine($"CROSS_TALK_SEED={seed}");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Workers),
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            async (worker, _) =>
            {
                foreach (var (i, api) in MockFixture.Apis.Index())
                {
                    var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
                    var random = new Random(unchecked((seed * 31 + worker) * 31 + i));
                    await new Worker(sandbox, api, random, $"{api.Id}, CROSS_TALK_SEED={seed}").RunAsync();
                }
            }
        );
    }

    // A model of one user in one sandbox: what its last accepted update made of it, how many requests its limit still
    // takes, whether a fault is armed.
    private sealed class Worker(TestSandbox sandbox, Asked vendor, Random random, string about)
    {
        private readonly string key = sandbox.Key(vendor);
        private int faults;
        private int? left;
        private string? last;
        private int requests;

        public async Task RunAsync()
        {
            last = await ReadAsync();
            for (var i = 0; i < Steps; i++)
                await StepAsync();
            (await sandbox.MockAsync("GET", "/requests?limit=1000")).Json.GetArrayLength().ShouldBe(requests, about);
            (await DropAsync()).ShouldBe(204, about);
        }

        private async Task StepAsync()
        {
            switch (random.Next(6))
            {
                case 0:
                    await UpdateAsync();
                    break;
                case 1:
                    await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":500,"times":1}""");
                    faults++;
                    break;
                case 2:
                    await sandbox.ArrangeAsync(
                        "PUT",
                        $"/limits/{vendor.Slug}",
                        """{"enabled":true,"requests":3,"window":"PT1H"}"""
                    );
                    left = 3;
                    break;
                case 3:
                    await sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true,"advance":"PT1H"}""");
                    left = left is null ? null : 3;
                    break;
                case 4:
                    await sandbox.ArrangeAsync("POST", "/reset");
                    (faults, left, requests) = (0, null, 0);
                    last = await ReadAsync();
                    break;
                default:
                    var before = last;
                    last = await ReadAsync();
                    if (before is not null)
                        last.ShouldBe(before, about);
                    break;
            }
        }

        private async Task UpdateAsync()
        {
            var expected = Expected(success: null);
            var answer = await CallAsync(vendor.Api.Updating.Method, Mistakes.ValidBody(vendor, key));
            if (expected is { } refused)
            {
                answer.Status.ShouldBe(refused, about);
                return;
            }

            answer.Status.ShouldBeInRange(200, 204, $"{about} {answer.Text}");
            last = null;
            last = await ReadAsync();
        }

        // A read that a fault or the limit refuses tells nothing: the last known state stands, or none after an update.
        private async Task<string?> ReadAsync()
        {
            var expected = Expected(success: 200) ?? 200;
            var answer = await CallAsync("GET", null);
            answer.Status.ShouldBe(expected, $"{about} {answer.Text}");
            return answer.Status == 200 ? answer.Text : last;
        }

        private int? Expected(int? success)
        {
            if (faults > 0)
            {
                faults--;
                return 500;
            }

            if (left is null)
                return success;
            if (left == 0)
                return 429;
            left--;
            return success;
        }

        private Task<WireAnswer> CallAsync(string method, string? body)
        {
            requests++;
            return sandbox.CallAsync(vendor, method, TestSandbox.UserTarget(vendor, key), body);
        }

        private async Task<int> DropAsync() => (await sandbox.MockAsync("DELETE", "")).Status;
    }
}
