using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// Every operation × every refusal that can be provoked: the diagnosis's curl, run, succeeds, or there is none. It has
/// the verb and the user of the request, or the diagnosis names what it has instead; it never deletes another user.
/// </summary>
public sealed class CorrectedCurlTests(MockFixture mock)
{
    public static TheoryData<string, string, string> Operations =>
        [
            .. from vendor in MockFixture.Apis
            from operation in vendor.Contract.Operations
            from profile in (string[])["strict", "lenient"]
            select (vendor.Id, operation.Id, profile),
        ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Curl_OfAnyRefusal_SucceedsOrIsNone(string slug, string operation, string profile)
    {
        var vendor = mock.Asked(slug);
        var failures = new List<string>();
        var explained = 0;
        foreach (var wrong in Provocation.Of(vendor, vendor.Api.Contract[operation]))
        {
            var sandbox = await mock.SandboxAsync(
                $$"""{"seed":3,"population":20,"rateLimits":false,"profile":"{{profile}}"}"""
            );
            var problem = await ProblemAsync(sandbox, vendor, wrong);
            if (problem is null)
                continue;
            explained++;
            if (problem.Length > 0)
                failures.Add($"{wrong.Name}: {problem}");
        }

        failures.ShouldBeEmpty();
        explained.ShouldBeGreaterThan(3);
    }

    // Null: nothing was wrong. Empty: the diagnosis holds.
    private async Task<string?> ProblemAsync(TestSandbox sandbox, Asked vendor, Provocation wrong)
    {
        var request = wrong.Make(sandbox);
        var (method, target, headers, body) = request;
        if (wrong.Twice)
            await mock.Wire(vendor).SendAsync(method, target, headers, body);
        var answer = await mock.Wire(vendor).SendAsync(method, target, headers, body);
        var entry = (await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;
        if (!entry.TryGetProperty("diagnosis", out var diagnosis))
            return null;
        if (!diagnosis.TryGetProperty("curl", out var line))
            return "";
        var summary = diagnosis.GetProperty("summary").GetString()!;
        var curl = ShellCurl.Parse(line.GetString()!);
        var sent = body is null ? "" : Encoding.UTF8.GetString(body);
        var about = $"{method} {target} {sent}\n  {answer.Status} {summary}\n  {line.GetString()}";
        var named = wrong.NamesOf(sandbox, request).ToList();
        var before = Shown(vendor, sandbox);

        var done = await mock.Wire(vendor).SendAsync(curl.Method, curl.Target, curl.Headers, curl.Body);

        if (done.Status is < 200 or >= 300)
            return $"{about}\n  {done.Status} {done.Text}";
        var isForm = curl.Headers.Any(h => h.Value == FormOf.UrlEncoded);
        if (wrong.IsForm && !isForm && curl.Body is not null)
            return "a form became JSON: " + about;
        var isSaid = summary.Contains($"The curl sends {curl.Method}", StringComparison.Ordinal);
        if (curl.Method != method && !isSaid)
            return "another verb: " + about;
        if (method is "GET" && curl.Method != method)
            return "it was a read: " + about;
        if (curl.Method == "DELETE" && method != "DELETE")
            return "it was no deletion: " + about;
        var after = Shown(vendor, sandbox);
        var touched = before.Where(u => after.GetValueOrDefault(u.Key) != u.Value).Select(u => u.Value).ToList();
        // What takes its users along when it goes.
        var isOfAnother = vendor.Api.Others.Any(o => o.Updating.Path == wrong.Operation.Path);
        if (touched.Count > 1 && !isOfAnother)
            return "changes several users: " + about;
        if (touched.Count == 0)
            return "";
        var isNamed = named.Exists(id => touched[0].Contains(id, StringComparison.Ordinal));
        return isNamed ? "" : $"changes another user: {about}\n  {touched[0]}";
    }

    private static Dictionary<long, string> Shown(Asked vendor, TestSandbox sandbox) =>
        sandbox
            .Inside.Users(vendor)
            .Scan()
            .ToDictionary(
                u => u.Ordinal,
                u => Encoding.UTF8.GetString(vendor.Api.Show(u.Document, sandbox.Inside).Span)
            );
}
