using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Diagnoses;

/// <summary>
/// What client developers get wrong, each once: the diagnosis must name the field and the party, and its corrected
/// curl, run by a shell, must succeed.
/// </summary>
public sealed class MistakeTests(MockFixture mock)
{
    private static readonly Mistake[] Made =
    [
        new("gainsight-px", "wrong header", "PUT /v1/users/{key}", "X-APTRINSIC-API-KEY")
        {
            Header = "X-API-KEY: 00000000-0000-4000-8000-000000000001",
        },
        new("gainsight-px", "bearer token", "GET /v1/users/{key}", "X-APTRINSIC-API-KEY")
        {
            HasBody = false,
            Header = "Authorization: Bearer x",
        },
        new("gainsight-px", "wrong verb", "PATCH /v1/users/{key}", "method"),
        new("gainsight-px", "singular path", "PUT /v1/user/{key}", "path"),
        new("gainsight-px", "trailing slash", "GET /v1/users/{key}/", "path") { HasBody = false },
        new("gainsight-px", "upper-case path", "GET /V1/Users/{key}", "path") { HasBody = false },
        new("gainsight-px", "misspelt field", "PUT /v1/users/{key}", "emial")
        {
            Change = """{"emial":"a@example.com"}""",
        },
        new("gainsight-px", "wrong enum", "PUT /v1/users/{key}", "type") { Change = """{"type":"LAED"}""" },
        new("gainsight-px", "number as string", "PUT /v1/users/{key}", "score") { Change = """{"score":"42"}""" },
        new("gainsight-px", "required left out", "PUT /v1/users/{key}", "propertyKeys")
        {
            Change = """{"propertyKeys":null}""",
        },
        new("gainsight-px", "id mismatch", "PUT /v1/users/{key}", "identifyId")
        {
            Change = """{"identifyId":"somebody-else"}""",
            Party = "mock assumption",
        },
        new("gainsight-px", "unknown user", "GET /v1/users/nobody", "identifyId") { HasBody = false },
        new("gainsight-px", "form body", "PUT /v1/users/{key}", "Content-Type")
        {
            Media = "application/x-www-form-urlencoded",
        },
        new("gainsight-px", "page size out of range", "GET /v1/users?pageSize=5000", "pageSize") { HasBody = false },
        new("user-com", "missing slash", "PUT /api/public/users-by-id/{key}", "path"),
        new("user-com", "token without its word", "GET /api/public/users-by-id/{key}/", "Authorization")
        {
            HasBody = false,
            Header = "Authorization: 0000",
        },
        new("user-com", "wrong enum", "PUT /api/public/users-by-id/{key}/", "gender")
        {
            Change = """{"gender":"femal"}""",
        },
        new("user-com", "no e-mail", "PUT /api/public/users-by-id/{key}/", "email")
        {
            Change = """{"email":"not an address"}""",
        },
        new("user-com", "too long", "PUT /api/public/users-by-id/{key}/", "first_name")
        {
            Change = """{"first_name":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}""",
        },
        new("user-com", "JSON called a form", "PUT /api/public/users-by-id/{key}/", "body")
        {
            Media = "application/x-www-form-urlencoded",
        },
        new("channel-talk", "PUT for PATCH", "PUT /open/v5/users/{key}", "method"),
        new("channel-talk", "one key of two", "GET /open/v5/users/{key}", "x-access-key")
        {
            HasBody = false,
            Header = "x-access-key: mock-access-key",
        },
        new("channel-talk", "no E.164", "PATCH /open/v5/users/{key}", "mobileNumber")
        {
            Change = """{"profile":{"mobileNumber":"0123"}}""",
        },
        new("channel-talk", "flag as string", "PATCH /open/v5/users/{key}", "unsubscribeEmail")
        {
            Change = """{"unsubscribeEmail":"true"}""",
        },
        new("foldspace", "plural path", "PUT /v1/users/{key}", "path"),
        new("foldspace", "out of range", "PUT /v1/user/{key}", "pqlScore") { Change = """{"pqlScore":101}""" },
        new("foldspace", "name with a dot", "PUT /v1/user/{key}", "name") { Change = """{"name":"A. Person"}""" },
        new("foldspace", "no number", "PUT /v1/user/{key}", "environment")
        {
            Change = """{"products":[{"product":"X","environment":"prod"}]}""",
        },
        new("volt-mx", "undefined attribute", "PUT /api/v1/audience/{key}", "fristName")
        {
            Change = """{"fristName":"A"}""",
        },
        new("volt-mx", "missing core", "PUT /api/v1/audience/{key}", "email") { Change = """{"email":null}""" },
        new("volt-mx", "form body", "PUT /api/v1/audience/{key}", "Content-Type")
        {
            Media = "application/x-www-form-urlencoded",
        },
        new("volt-mx", "wrong verb", "PATCH /api/v1/audience/{key}", "method"),
        new("volt-mx", "not JSON", "PUT /api/v1/audience/{key}", "body") { Body = "{" },
    ];

    /// <summary>Vendor and what is wrong.</summary>
    public static TheoryData<string, string> Cases => [.. Made.Select(m => (m.Slug, m.What))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Mistake_Diagnosed_NamesFieldAndPartyAndTheCorrectedCurlSucceeds(string slug, string what)
    {
        var mistake = Made.Single(m => m.Slug == slug && m.What == what);
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var answer = await SendAsync(mistake, vendor, sandbox);
        (answer.Status >= 400 || answer.Header("X-Mock-Findings") is not null).ShouldBeTrue($"{what}: {answer.Status}");

        var entry = await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");
        var diagnosis = entry.Json.GetProperty("diagnosis");
        diagnosis.GetProperty("party").GetString().ShouldBe(mistake.Party, $"{what}: {diagnosis}");
        diagnosis
            .GetProperty("problems")
            .EnumerateArray()
            .Any(p => Names(p, mistake.Field))
            .ShouldBeTrue($"{what} should name {mistake.Field}: {diagnosis}");
        await RunAsync(diagnosis.GetProperty("curl").GetString()!, what);
    }

    private static Task<WireAnswer> SendAsync(Mistake mistake, Vendor vendor, TestSandbox sandbox)
    {
        var key = sandbox.Key(vendor);
        var request = mistake.Request.Replace("{key}", Uri.EscapeDataString(key), StringComparison.Ordinal).Split(' ');
        var headers = mistake.Header is { } line ? [Header(line)] : sandbox.Credential(vendor);
        var body =
            mistake.Body
            ?? (mistake.Change is { } change ? Changed(vendor, key, change) : Mistakes.ValidBody(vendor, key));
        // What opens no sandbox falls to the default one; the header keeps the exchange in this test's.
        List<KeyValuePair<string, string>> all = [.. headers, new("X-Mock-Sandbox", sandbox.Name)];
        if (mistake.HasBody)
            all.Add(new("Content-Type", mistake.Media));
        return sandbox.SendAsync(
            vendor,
            request[0],
            request[1],
            all,
            mistake.HasBody ? Encoding.UTF8.GetBytes(body) : null
        );
    }

    private static bool Names(JsonElement problem, string field) =>
        problem.GetProperty("in").GetString() == field
        || problem.GetProperty("pointer").GetString()!.EndsWith("/" + field, StringComparison.Ordinal);

    private static KeyValuePair<string, string> Header(string line) => new(line.Split(": ")[0], line.Split(": ")[1]);

    private static string Changed(Vendor vendor, string key, string change)
    {
        var body = JsonNode.Parse(Mistakes.ValidBody(vendor, key))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        return body.ToJsonString();
    }

    private static async Task RunAsync(string curl, string what)
    {
        var quiet = curl.Replace("curl -i", "curl -si --max-time 20", StringComparison.Ordinal);
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", quiet]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        var errors = await shell.StandardError.ReadToEndAsync();
        output.ShouldStartWith("HTTP/1.1 2", Case.Sensitive, $"{what}: {curl}\n{output}{errors}");
    }

    /// <param name="Slug">The vendor.</param>
    /// <param name="What">What is wrong, in words.</param>
    /// <param name="Request">Method and path; <c>{key}</c> is user 1.</param>
    /// <param name="Field">What the diagnosis must name.</param>
    private sealed record Mistake(string Slug, string What, string Request, string Field)
    {
        public bool HasBody { get; init; } = true;

        /// <summary>Members of the vendor's update example that are sent otherwise.</summary>
        public string? Change { get; init; }

        /// <summary>Sent as it is, in the place of the example.</summary>
        public string? Body { get; init; }

        /// <summary>Sent in the place of the sandbox's credential.</summary>
        public string? Header { get; init; }

        public string Media { get; init; } = "application/json";

        /// <summary>Whose fault the diagnosis must find it.</summary>
        public string Party { get; init; } = "client";
    }
}
