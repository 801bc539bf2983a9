using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>What a vendor has and the mock has not is said so: it is never called the client's mistake.</summary>
public sealed partial class NotMockedTests(MockFixture mock)
{
    public static TheoryData<string, string, string> Entries =>
        [
            .. from api in MockFixture.Apis
            from missing in api.Contract.NotMocked.Operations
            select (api.Id, missing.Method, missing.Path),
        ];

    [Fact]
    public void Entries_ThereAre() => Entries.Count.ShouldBeGreaterThan(2);

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Request_ThatIsNotMocked_IsTheMocksDoing(string slug, string method, string path)
    {
        var (vendor, sandbox) = (mock.Asked(slug), await mock.SandboxAsync());

        var answer = await AskAsync(sandbox, vendor, method, Parameter().Replace(path, "1"));

        answer.Status.ShouldBe(404);
        var diagnosis = await DiagnosisAsync(sandbox, answer);
        diagnosis.GetProperty("party").GetString().ShouldBe("mock");
        diagnosis.GetProperty("summary").GetString()!.ShouldContain($"{vendor.Title} has {method} {path} (");
        diagnosis.TryGetProperty("curl", out _).ShouldBeFalse();
        diagnosis.TryGetProperty("closestOperation", out _).ShouldBeFalse();
        diagnosis.GetProperty("problems")[0].GetProperty("party").GetString().ShouldBe("mock");
        var line = int.Parse(diagnosis.GetProperty("spec").GetString()!.Split(':')[1], CultureInfo.InvariantCulture);
        vendor.Api.Contract.Yaml.Split('\n')[line - 1].ShouldContain(path);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Request_ThatIsNotMocked_HasItsOwnLineInCoverage(string slug, string method, string path)
    {
        var (vendor, sandbox) = (mock.Asked(slug), await mock.SandboxAsync());
        for (var i = 0; i < 3; i++)
            await AskAsync(sandbox, vendor, method, Parameter().Replace(path, "1"));

        var coverage = (await sandbox.ArrangeAsync("GET", "/coverage?vendor=" + slug)).Json.GetProperty("vendors")[0];

        var line = coverage.GetProperty("notMocked").EnumerateArray().ShouldHaveSingleItem();
        line.GetProperty("method").GetString().ShouldBe(method);
        line.GetProperty("path").GetString().ShouldBe(path);
        line.GetProperty("count").GetInt64().ShouldBe(3);
        coverage.GetProperty("score").GetProperty("seen").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Request_ThatIsNotMocked_IsMarkedInTheJournalsSummaryAndOnTheCoveragePage()
    {
        var (vendor, missing) = First();
        var sandbox = await mock.SandboxAsync();
        await AskAsync(sandbox, vendor, missing.Method, Parameter().Replace(missing.Path, "1"));
        await AskAsync(sandbox, vendor, "GET", "/nowhere");

        var lines = (await sandbox.ArrangeAsync("GET", "/requests?view=summary")).Json.EnumerateArray().ToList();
        lines.Select(l => l.GetProperty("notMocked").GetBoolean()).ShouldBe([true, false]);
        KeyValuePair<string, string>[] html = [new("Accept", "text/html")];
        var page = await mock.Control.SendAsync("GET", $"/_mock/sandboxes/{sandbox.Name}/coverage", html, null);
        page.Text.ShouldContain($"{missing.Method} {missing.Path}</code> 1 ×");
    }

    [Fact]
    public async Task Request_ForAPathThatNobodyHas_IsStillTheClients()
    {
        var (vendor, _) = First();
        var sandbox = await mock.SandboxAsync();

        var answer = await AskAsync(sandbox, vendor, "GET", "/nowhere");

        (await DiagnosisAsync(sandbox, answer)).GetProperty("party").GetString().ShouldBe("client");
    }

    [Fact]
    public async Task Reset_ForgetsWhatWasAskedFor()
    {
        var (vendor, missing) = First();
        var sandbox = await mock.SandboxAsync();
        await AskAsync(sandbox, vendor, missing.Method, Parameter().Replace(missing.Path, "1"));

        await sandbox.ArrangeAsync("POST", "/reset");

        var report = await sandbox.ArrangeAsync("GET", "/coverage?vendor=" + vendor.Slug);
        var coverage = report.Json.GetProperty("vendors")[0];
        coverage.GetProperty("notMocked").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Vendors_ListWhatIsNotMocked()
    {
        var vendors = (await mock.Control.SendAsync("GET", "/_mock/vendors")).Json.EnumerateArray();
        var listed = vendors.SelectMany(v => v.GetProperty("notMocked").EnumerateArray());
        listed.Count().ShouldBe(MockFixture.Known.Sum(v => v.Api.Contract.NotMocked.Operations.Count));
    }

    private (Vendor Vendor, Operation Missing) First() =>
        MockFixture
            .Known.Select(v => mock.Vendor(v.Slug))
            .Where(v => v.Api.Contract.NotMocked.Operations.Count > 0)
            .Select(v => (v, v.Api.Contract.NotMocked.Operations[0]))
            .First();

    private Task<WireAnswer> AskAsync(TestSandbox sandbox, Asked vendor, string method, string target) =>
        mock.Wire(vendor)
            .SendAsync(method, target, sandbox.Credential(vendor).Append(new("X-Mock-Sandbox", sandbox.Name)), null);

    private static async Task<JsonElement> DiagnosisAsync(TestSandbox sandbox, WireAnswer answer)
    {
        var entry = await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");
        return entry.Json.GetProperty("diagnosis");
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
