using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Pipeline;

/// <summary>Each fault, seen at the socket: an HTTP client would hide what it does to the bytes.</summary>
public sealed class FaultTests(MockFixture mock)
{
    public static TheoryData<string> Apis => MockFixture.ApiIds;

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Status_Armed_AnswersInTheVendorsShapeAndOnlySoOften(string api)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(api, """{"kind":"status","status":503,"times":2}""");
        for (var i = 0; i < 2; i++)
        {
            var answer = await sandbox.CallAsync(vendor, "GET", target);
            answer.Status.ShouldBe(503);
            JsonDocument.Parse(answer.Body).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        }

        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Reset_Armed_SendsNoByteAndChangesNothing(string api)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(api, """{"kind":"reset","times":1}""");
        (await RawAsync(sandbox, vendor, "GET", target)).ShouldBeEmpty();
        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Truncate_Armed_PromisesTheWholeLengthAndSendsLess(string api)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(api, """{"kind":"truncate","times":1}""");
        var answer = Wire.Parse(await RawAsync(sandbox, vendor, "GET", target));
        var whole = await sandbox.CallAsync(vendor, "GET", target);
        answer.Status.ShouldBe(200);
        int.Parse(answer.Header("Content-Length")!).ShouldBe(whole.Body.Length);
        answer.Body.Length.ShouldBeInRange(1, whole.Body.Length - 1);
        answer.Body.ShouldBe(whole.Body[..answer.Body.Length]);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Malformed_Armed_IsCompleteByHttpAndBrokenAsJson(string api)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(api, """{"kind":"malformed","times":1}""");
        var answer = Wire.Parse(await RawAsync(sandbox, vendor, "GET", target));
        int.Parse(answer.Header("Content-Length")!).ShouldBe(answer.Body.Length);
        Should.Throw<JsonException>(() => JsonDocument.Parse(answer.Body));
    }

    [Fact]
    public async Task Drip_Armed_SendsTheWholeAnswerInPieces()
    {
        var (sandbox, vendor, target) = await ArrangeAsync(
            MockFixture.Known[0].Slug,
            """{"kind":"drip","delay":"PT0.2S","times":1}"""
        );
        var started = Stopwatch.GetTimestamp();
        var answer = Wire.Parse(await RawAsync(sandbox, vendor, "GET", target));
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(150));
        answer.Body.ShouldBe((await sandbox.CallAsync(vendor, "GET", target)).Body);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task CommitThenReset_Armed_WritesAndNeverAnswers(string api)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(api, fault: null);
        var update = vendor.Api.Updating;
        var before = (await sandbox.CallAsync(vendor, "GET", target)).Text;
        await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"commit-then-reset","times":1}""");
        var body = Mistakes.ValidBody(vendor, sandbox.Key(vendor));
        (await RawAsync(sandbox, vendor, update.Method, target, body)).ShouldBeEmpty();
        (await sandbox.CallAsync(vendor, "GET", target)).Text.ShouldNotBe(before);
    }

    [Fact]
    public async Task Latency_ClockFrozen_WaitsForTheClockAlone()
    {
        var (sandbox, vendor, target) = await ArrangeAsync(
            MockFixture.Known[0].Slug,
            """{"kind":"latency","delay":"PT1H","times":1}"""
        );
        await sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true}""");
        var slow = sandbox.CallAsync(vendor, "GET", target);
        while ((await sandbox.MockAsync("GET", "/faults")).Json.GetArrayLength() > 0)
            await Task.Yield();
        slow.IsCompleted.ShouldBeFalse();
        // The wait may start a moment after the fault was taken: only then does an advance count.
        while (!slow.IsCompleted)
            await sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT1H"}""");
        (await slow).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Rate_SameSeed_FailsTheSameRequests()
    {
        async Task<string> PatternAsync()
        {
            var (sandbox, vendor, target) = await ArrangeAsync(
                MockFixture.Known[0].Slug,
                """{"kind":"status","status":500,"rate":0.5}""",
                """{"seed":42}"""
            );
            var pattern = new StringBuilder();
            for (var i = 0; i < 40; i++)
                pattern.Append((await sandbox.CallAsync(vendor, "GET", target)).Status == 500 ? 'x' : '.');
            return pattern.ToString();
        }

        var first = await PatternAsync();
        first.ShouldContain("x");
        first.ShouldContain(".");
        (await PatternAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Fault_OfOneOperationAndKey_LeavesOthersAlone()
    {
        var vendor = mock.Vendor(MockFixture.Known[0].Slug);
        var sandbox = await mock.SandboxAsync();
        var keys = (await sandbox.MockAsync("GET", $"/users/{vendor.Slug}?limit=2")).Json;
        var field = vendor.Recipe.Indexes[0].Field;
        string Path(int i) => TestSandbox.UserTarget(vendor, keys[i].GetProperty(field).ToString());
        await sandbox.ArrangeAsync(
            "POST",
            "/faults",
            $$"""
            {"vendor":"{{vendor.Slug}}","operation":"getUser","key":"{{keys[0].GetProperty(field)}}",
             "kind":"status","status":500}
            """
        );
        (await sandbox.CallAsync(vendor, "GET", Path(0))).Status.ShouldBe(500);
        (await sandbox.CallAsync(vendor, "GET", Path(1))).Status.ShouldBe(200);
    }

    private async Task<(TestSandbox Sandbox, Asked Vendor, string Target)> ArrangeAsync(
        string api,
        string? fault,
        string? options = null
    )
    {
        var sandbox = await mock.SandboxAsync(options);
        var vendor = mock.Asked(api);
        if (fault is not null)
            await sandbox.ArrangeAsync("POST", "/faults", fault);
        return (sandbox, vendor, TestSandbox.UserTarget(vendor, sandbox.Key(vendor)));
    }

    private Task<byte[]> RawAsync(TestSandbox sandbox, Asked vendor, string method, string target, string body = "")
    {
        var head =
            $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + string.Concat(sandbox.Credential(vendor).Select(h => $"{h.Key}: {h.Value}\r\n"))
            + (
                body.Length > 0
                    ? $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
                    : ""
            );
        return mock.Wire(vendor).RawAsync(Encoding.UTF8.GetBytes(head + "\r\n" + body));
    }
}
