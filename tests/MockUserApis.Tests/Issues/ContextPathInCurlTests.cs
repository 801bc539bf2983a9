using System.Text;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Issues;

/// <summary>A corrected curl led to the server's root, though the client's server is below a context path.</summary>
public sealed class ContextPathInCurlTests(MockFixture mock)
{
    public static TheoryData<string, string, string> Calls =>
        [
            .. from vendor in MockFixture.Contracts
            from prefix in vendor.Api.Contract.Prefixes
            from what in (string[])["field", "path", "verb"]
            select (vendor.Slug, prefix.Prefix, what),
        ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Curl_OfARequestBelowAContextPath_StaysBelowIt(string slug, string prefix, string what)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var update = vendor.Api.Updating;
        var body = JsonNode.Parse(Mistakes.ValidBody(vendor, sandbox.Key(vendor)))!.AsObject();
        if (what == "field")
            body["fristName"] = "A";
        var path = prefix + Examples.Path(update, sandbox.Key(vendor)).Target;
        if (what == "path")
            path = path.Replace("audience", "audeince", StringComparison.Ordinal);
        KeyValuePair<string, string>[] named =
        [
            new("X-Mock-Sandbox", sandbox.Name),
            new("Content-Type", "application/json"),
        ];
        var method = what == "verb" ? "PATCH" : update.Method;
        var answer = await sandbox.SendAsync(
            vendor,
            method,
            path,
            [.. sandbox.Credential(vendor), .. named],
            Encoding.UTF8.GetBytes(body.ToJsonString())
        );
        answer.Status.ShouldBeInRange(400, 499);

        var entry = (await sandbox.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;

        var curl = ShellCurl.Parse(entry.GetProperty("diagnosis").GetProperty("curl").GetString()!);
        curl.Target.ShouldStartWith(prefix + "/");
        var done = await mock.Wire(vendor).SendAsync(curl.Method, curl.Target, curl.Headers, curl.Body);
        done.Status.ShouldBe(200, done.Text);
    }
}
