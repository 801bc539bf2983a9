using System.Text.Json;
using MockUserApis.Vendors.VoltMx;

namespace MockUserApis.Tests.Security;

/// <summary>A corrected curl carries the caller's own kind of credential, never one that opens more.</summary>
public sealed class CorrectedCredentialTests(MockFixture mock)
{
    [Fact]
    public async Task Curl_OfAReadOnlyCaller_HasTheReadingKey()
    {
        var (vendor, sandbox) = (mock.Vendor("gainsight-px"), await mock.SandboxAsync());
        var keys = vendor.Issue(sandbox.Name).Select(i => i.Credential).ToList();
        var reading = vendor.Issue(sandbox.Name)[1].Headers;
        var diagnosis = await DiagnosisAsync(sandbox, vendor, "GET", "/v1/users/nobody", reading);
        diagnosis.GetProperty("curl").GetString()!.ShouldContain(keys[1]);
        diagnosis.GetRawText().ShouldNotContain(keys[0]);
    }

    [Fact]
    public async Task Curl_OfAReadOnlyCallerThatWrites_IsNoneAndTheReasonIsSaid()
    {
        var (vendor, sandbox) = (mock.Vendor("gainsight-px"), await mock.SandboxAsync());
        var reading = vendor.Issue(sandbox.Name)[1].Headers;
        var diagnosis = await DiagnosisAsync(sandbox, vendor, "DELETE", "/v1/users/" + sandbox.Key(vendor), reading);
        diagnosis.TryGetProperty("curl", out _).ShouldBeFalse();
        diagnosis.GetRawText().ShouldContain("may write");
        diagnosis.GetRawText().ShouldNotContain(vendor.Issue(sandbox.Name)[0].Credential);
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Curl_OfACallerWithoutACredential_HasNoneOfTheSandbox(string slug)
    {
        var (vendor, sandbox) = (mock.Vendor(slug), await mock.SandboxAsync());
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        var named = KeyValuePair.Create("X-Mock-Sandbox", sandbox.Name);
        var wrong = KeyValuePair.Create(vendor.CredentialHeaders[0], "no");
        foreach (
            var headers in (KeyValuePair<string, string>[][])
                [
                    [named],
                    [named, wrong],
                ]
        )
        {
            var diagnosis = await DiagnosisAsync(sandbox, vendor, "GET", target, headers);
            var curl = diagnosis.GetProperty("curl").GetString()!;
            foreach (var (_, value) in sandbox.Credential(vendor))
                curl.ShouldNotContain(value);
            curl.ShouldContain(vendor.Issue(Sandboxes.Default)[0].Headers[0].Value);
            curl.ShouldContain("X-Mock-Sandbox: " + sandbox.Name);
        }
    }

    [Fact]
    public async Task Curl_OfACallerWithTheDefaultCredential_KeepsIt()
    {
        var (vendor, sandbox) = (mock.Vendor("gainsight-px"), await mock.SandboxAsync());
        var reading = vendor.Issue(Sandboxes.Default)[1];
        var headers = reading.Headers.Append(new("X-Mock-Sandbox", sandbox.Name));
        var diagnosis = await DiagnosisAsync(sandbox, vendor, "GET", "/v1/users/nobody", headers);
        diagnosis.GetProperty("curl").GetString()!.ShouldContain(reading.Credential);
        diagnosis.GetProperty("curl").GetString()!.ShouldContain("X-Mock-Sandbox: " + sandbox.Name);
    }

    [Fact]
    public async Task Curl_OfACallerWithALoginsToken_HasNoPassword()
    {
        var (vendor, sandbox) = (mock.Vendor("volt-mx"), await mock.SandboxAsync());
        var account = VoltMx.Account(sandbox.Name);
        var login = vendor.Api.Contract.Operations.Single(o => o.Id == "login");
        var body = $$"""{"userid":"{{account.User}}","password":"{{account.Password}}"}""";
        var answer = await mock.Wire(vendor).SendAsync(login.Method, login.Path, body);
        var token = answer.Json.GetProperty("claims_token").GetProperty("value").GetString()!;
        var target = TestSandbox.UserTarget(vendor, "999999999");
        var diagnosis = await DiagnosisAsync(sandbox, vendor, "GET", target, [new("X-VoltMX-Authorization", token)]);
        var curl = diagnosis.GetProperty("curl").GetString()!;
        curl.ShouldNotContain("Basic");
        curl.ShouldContain("X-VoltMX-Authorization: ");
        diagnosis.GetRawText().ShouldNotContain(token);
    }

    private async Task<JsonElement> DiagnosisAsync(
        TestSandbox sandbox,
        Vendor vendor,
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers
    )
    {
        var answer = await mock.Wire(vendor).SendAsync(method, target, headers, null);
        answer.Status.ShouldBeGreaterThanOrEqualTo(400);
        var entry = await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");
        return entry.Json.GetProperty("diagnosis");
    }
}
