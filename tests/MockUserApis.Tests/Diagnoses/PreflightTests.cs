using System.Text.Json;

namespace MockUserApis.Tests.Diagnoses;

/// <summary>
/// A preflight that nobody answers: the journal says that it is a browser's, and how the page gets through.
/// </summary>
public sealed class PreflightTests(MockFixture mock)
{
    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Preflight_WithoutCors_IsCalledWhatItIs(string slug)
    {
        var (sandbox, id) = await PreflightAsync(slug, "http://127.0.0.1:3000");
        var diagnosis = (await sandbox.MockAsync("GET", $"/requests/{id}")).Json.GetProperty("diagnosis");
        diagnosis.GetProperty("party").GetString().ShouldBe("browser");
        var summary = diagnosis.GetProperty("summary").GetString()!;
        summary.ShouldContain("CORS preflight");
        summary.ShouldContain("--cors http://127.0.0.1:3000");
        summary.ShouldContain("proxy");
        diagnosis.GetProperty("problems").GetArrayLength().ShouldBe(0);
        diagnosis.TryGetProperty("curl", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Preflight_OfAPageWithoutOrigin_NamesTheOptionThatTakesIt()
    {
        var (sandbox, id) = await PreflightAsync("volt-mx", "null");
        var diagnosis = (await sandbox.MockAsync("GET", $"/requests/{id}")).Json.GetProperty("diagnosis");
        diagnosis.GetProperty("summary").GetString()!.ShouldContain("--cors '*'");
    }

    [Fact]
    public async Task Preflight_InTheList_IsMarked()
    {
        var (sandbox, id) = await PreflightAsync("volt-mx", "http://127.0.0.1:3000");
        var vendor = mock.Vendor("volt-mx");
        await sandbox.CallAsync(vendor, "GET", TestSandbox.UserTarget(vendor, sandbox.Key(vendor)));
        var rows = (await sandbox.MockAsync("GET", "/requests?view=summary")).Json.EnumerateArray().ToList();
        rows.Single(IsMarked).GetProperty("id").GetString().ShouldBe(id);
        rows.Count.ShouldBe(2);
    }

    private static bool IsMarked(JsonElement row) => row.GetProperty("preflight").GetBoolean();

    private async Task<(TestSandbox Sandbox, string Id)> PreflightAsync(string slug, string origin)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor(slug);
        var target = $"/~{sandbox.Name}{TestSandbox.UserTarget(vendor, sandbox.Key(vendor))}";
        KeyValuePair<string, string>[] headers =
        [
            new("Origin", origin),
            new("Access-Control-Request-Method", "PUT"),
            new("Access-Control-Request-Headers", "content-type"),
        ];
        var answer = await mock.Wire(vendor).SendAsync("OPTIONS", target, headers, null);
        answer.Status.ShouldBeGreaterThanOrEqualTo(400);
        return (sandbox, answer.Header("X-Mock-Exchange")!);
    }
}
