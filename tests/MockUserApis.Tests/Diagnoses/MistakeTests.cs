using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Diagnoses;

/// <summary>
/// What client developers get wrong, each once: the diagnosis must name the field and the party, and its corrected curl,
/// run by a shell, must succeed.
/// </summary>
public sealed class MistakeTests(MockFixture mock)
{
    /// <summary>Slug, what is wrong, the request's method and path ({key}: user 1), a change to the valid update body, headers, the field and the party to be named.</summary>
    public static TheoryData<string, string, string, string, string, string, string, string> Cases => new()
    {
        { "gainsight-px", "wrong header", "PUT /v1/users/{key}", "", "X-API-KEY: 00000000-0000-4000-8000-000000000001", "json", "X-APTRINSIC-API-KEY", "client" },
        { "gainsight-px", "bearer token", "GET /v1/users/{key}", "-", "Authorization: Bearer x", "json", "X-APTRINSIC-API-KEY", "client" },
        { "gainsight-px", "wrong verb", "PATCH /v1/users/{key}", "", "+", "json", "method", "client" },
        { "gainsight-px", "singular path", "PUT /v1/user/{key}", "", "+", "json", "path", "client" },
        { "gainsight-px", "trailing slash", "GET /v1/users/{key}/", "-", "+", "json", "path", "client" },
        { "gainsight-px", "upper-case path", "GET /V1/Users/{key}", "-", "+", "json", "path", "client" },
        { "gainsight-px", "misspelt field", "PUT /v1/users/{key}", """{"emial":"a@example.com"}""", "+", "json", "emial", "client" },
        { "gainsight-px", "wrong enum", "PUT /v1/users/{key}", """{"type":"LAED"}""", "+", "json", "type", "client" },
        { "gainsight-px", "number as string", "PUT /v1/users/{key}", """{"score":"42"}""", "+", "json", "score", "client" },
        { "gainsight-px", "required left out", "PUT /v1/users/{key}", """{"propertyKeys":null}""", "+", "json", "propertyKeys", "client" },
        { "gainsight-px", "id mismatch", "PUT /v1/users/{key}", """{"identifyId":"somebody-else"}""", "+", "json", "identifyId", "mock assumption" },
        { "gainsight-px", "unknown user", "GET /v1/users/nobody", "-", "+", "json", "identifyId", "client" },
        { "gainsight-px", "form body", "PUT /v1/users/{key}", "", "+", "application/x-www-form-urlencoded", "Content-Type", "client" },
        { "gainsight-px", "page size out of range", "GET /v1/users?pageSize=5000", "-", "+", "json", "pageSize", "client" },
        { "user-com", "missing slash", "PUT /api/public/users-by-id/{key}", "", "+", "json", "path", "client" },
        { "user-com", "token without its word", "GET /api/public/users-by-id/{key}/", "-", "Authorization: 0000", "json", "Authorization", "client" },
        { "user-com", "wrong enum", "PUT /api/public/users-by-id/{key}/", """{"gender":"femal"}""", "+", "json", "gender", "client" },
        { "user-com", "no e-mail", "PUT /api/public/users-by-id/{key}/", """{"email":"not an address"}""", "+", "json", "email", "client" },
        { "user-com", "too long", "PUT /api/public/users-by-id/{key}/", """{"first_name":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}""", "+", "json", "first_name", "client" },
        {
            "user-com", "JSON called a form", "PUT /api/public/users-by-id/{key}/", "", "+",
            "application/x-www-form-urlencoded", "body", "client"
        },
        { "channel-talk", "PUT for PATCH", "PUT /open/v5/users/{key}", "", "+", "json", "method", "client" },
        { "channel-talk", "one key of two", "GET /open/v5/users/{key}", "-", "x-access-key: mock-access-key", "json", "x-access-key", "client" },
        { "channel-talk", "no E.164", "PATCH /open/v5/users/{key}", """{"profile":{"mobileNumber":"0123"}}""", "+", "json", "mobileNumber", "client" },
        { "channel-talk", "flag as string", "PATCH /open/v5/users/{key}", """{"unsubscribeEmail":"true"}""", "+", "json", "unsubscribeEmail", "client" },
        { "foldspace", "plural path", "PUT /v1/users/{key}", "", "+", "json", "path", "client" },
        { "foldspace", "out of range", "PUT /v1/user/{key}", """{"pqlScore":101}""", "+", "json", "pqlScore", "client" },
        { "foldspace", "name with a dot", "PUT /v1/user/{key}", """{"name":"A. Person"}""", "+", "json", "name", "client" },
        { "foldspace", "no number", "PUT /v1/user/{key}", """{"products":[{"product":"X","environment":"prod"}]}""", "+", "json", "environment", "client" },
        { "volt-mx", "undefined attribute", "PUT /api/v1/audience/{key}", """{"fristName":"A"}""", "+", "json", "fristName", "client" },
        { "volt-mx", "missing core", "PUT /api/v1/audience/{key}", """{"email":null}""", "+", "json", "email", "client" },
        { "volt-mx", "form body", "PUT /api/v1/audience/{key}", "", "+", "application/x-www-form-urlencoded", "Content-Type", "client" },
        { "volt-mx", "wrong verb", "PATCH /api/v1/audience/{key}", "", "+", "json", "method", "client" },
        { "volt-mx", "not JSON", "PUT /api/v1/audience/{key}", "!", "+", "json", "body", "client" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Mistake_Diagnosed_NamesFieldAndPartyAndTheCorrectedCurlSucceeds(string slug, string what, string request, string change, string credential, string media, string field, string party)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var (method, target) = request.Replace("{key}", Uri.EscapeDataString(sandbox.Key(vendor)), StringComparison.Ordinal).Split(' ') is [var m, var t] ? (m, t) : throw new ArgumentException(request);
        var headers = credential == "+" ? sandbox.Credential(vendor) : [Header(credential)];
        var body = change switch { "-" => null, "!" => "{", "" => Mistakes.ValidBody(vendor, sandbox.Key(vendor)), _ => Changed(vendor, sandbox, change) };
        var type = media == "json" ? "application/json" : media;
        // What opens no sandbox falls to the default one; the header keeps the exchange in this test's.
        var answer = await sandbox.SendAsync(vendor, method, target, [.. headers, new("X-Mock-Sandbox", sandbox.Name), .. body is null ? [] : new KeyValuePair<string, string>[] { new("Content-Type", type) }], body is null ? null : Encoding.UTF8.GetBytes(body));
        (answer.Status >= 400 || answer.Header("X-Mock-Findings") is not null).ShouldBeTrue($"{what}: {answer.Status}");

        var diagnosis = (await sandbox.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json.GetProperty("diagnosis");
        diagnosis.GetProperty("party").GetString().ShouldBe(party, $"{what}: {diagnosis}");
        diagnosis.GetProperty("problems").EnumerateArray().Any(p => Names(p, field)).ShouldBeTrue($"{what} should name {field}: {diagnosis}");
        await RunAsync(diagnosis.GetProperty("curl").GetString()!, what);
    }

    private static bool Names(JsonElement problem, string field) =>
        problem.GetProperty("in").GetString() == field || problem.GetProperty("pointer").GetString()!.EndsWith("/" + field, StringComparison.Ordinal);

    private static KeyValuePair<string, string> Header(string line) => new(line.Split(": ")[0], line.Split(": ")[1]);

    private static string Changed(Vendor vendor, TestSandbox sandbox, string change)
    {
        var body = JsonNode.Parse(Mistakes.ValidBody(vendor, sandbox.Key(vendor)))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) body[name] = value?.DeepClone();
        return body.ToJsonString();
    }

    private static async Task RunAsync(string curl, string what)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", curl.Replace("curl -i", "curl -si --max-time 20", StringComparison.Ordinal)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        output.ShouldStartWith("HTTP/1.1 2", Case.Sensitive, $"{what}: {curl}\n{output}{await shell.StandardError.ReadToEndAsync()}");
    }
}
