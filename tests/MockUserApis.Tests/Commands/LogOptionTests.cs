using System.Text.Json;

namespace MockUserApis.Tests.Commands;

/// <summary><c>--log</c>: a line a vendor request, for who has no page open.</summary>
public sealed class LogOptionTests
{
    private const string Wrong = """{"userType":"NOBODY","identifyId":"hunter2"}""";

    [Fact]
    [Runs("serve", "--log")]
    public async Task Log_Requests_IsALineEachAndOneAtTheEnd()
    {
        await using var mock = await MockProcess.StartAsync("--log", "requests");
        await CallAsync(mock);
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        var lines = (await mock.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^3..];
        // A line is written once the answer is out, when the client may have sent the next request already.
        Array.Sort(lines, 0, 2, Comparer<string>.Create((a, b) => IsUpdate(a).CompareTo(IsUpdate(b))));
        lines[0].ShouldMatch(@"^\d{4}-\d\d-\d\dT[\d:.]+Z default foldspace getUser 404 \d+\.\dms$");
        lines[1].ShouldMatch(@"^\S+Z default foldspace updateUser 400 \S+ms body /userType enum: ");
        lines[2].ShouldMatch(@"^\S+Z stopped, 2 requests$");
        string.Concat(lines).ShouldNotContain("hunter2");
        (await mock.Errors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Log_Json_IsNothingButJsonOnTheStandardOutput()
    {
        await using var mock = await MockProcess.StartAsync("--log", "json");
        await CallAsync(mock);
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        var lines = (await mock.Output)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)
            .ToList();
        lines.Count.ShouldBe(3);
        var refused = lines[..2].Single(l => l.GetProperty("status").GetInt32() == 400);
        refused.GetProperty("time").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        refused.GetProperty("sandbox").GetString().ShouldBe("default");
        refused.GetProperty("vendor").GetString().ShouldBe("foldspace");
        refused.GetProperty("operation").GetString().ShouldBe("updateUser");
        refused.GetProperty("status").GetInt32().ShouldBe(400);
        refused.GetProperty("finding").GetString().ShouldStartWith("body /userType enum: ");
        lines[2].GetProperty("requests").GetInt32().ShouldBe(2);
        (await mock.Errors).ShouldContain("Control plane");
    }

    private static async Task CallAsync(MockProcess mock)
    {
        var (wire, key) = (mock.Vendor("foldspace"), mock.Credential("foldspace").ToList());
        await wire.SendAsync("GET", "/v1/user/nobody", key, null);
        KeyValuePair<string, string>[] json = [.. key, new("Content-Type", "application/json")];
        await wire.SendAsync("PUT", "/v1/user/hunter2", json, System.Text.Encoding.UTF8.GetBytes(Wrong));
    }

    private static bool IsUpdate(string line) => line.Contains("updateUser", StringComparison.Ordinal);
}
