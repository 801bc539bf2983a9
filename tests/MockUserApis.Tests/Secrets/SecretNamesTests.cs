using System.Text;

namespace MockUserApis.Tests.Secrets;

/// <summary>A secret is known by the name that it is sent under: in the query, a header, a body of any form.</summary>
public sealed class SecretNamesTests(MockFixture mock)
{
    private const string Marker = "hunter2-do-not-keep";

    /// <summary>What is added to the query, a header, the content type and the body.</summary>
    public static TheoryData<string, string, string, string> Requests =>
        new()
        {
            { $"apiKey={Marker}", "", "", "" },
            { $"a=1&API_KEY={Marker}&b=2", "", "", "" },
            { $"access%5Ftoken={Marker}", "", "", "" },
            { $"password={Marker}", "", "", "" },
            { $"X-Amz-Signature={Marker}&sig={Marker}", "", "", "" },
            { $"key={Marker}", "", "", "" },
            { $"next=https%3A%2F%2Fme%3A{Marker}%40example.com%2F", "", "", "" },
            { $"user%5Bpassword%5D={Marker}", "", "", "" },
            { "", $"X-Jwt: {Marker}", "", "" },
            { "", $"X-Session: {Marker}", "", "" },
            { "", $"X-Hub-Signature-256: {Marker}", "", "" },
            { "", $"Proxy-Authorization: Basic {Marker}", "", "" },
            { "", $"Referer: https://example.com/a?access_token={Marker}&page=2", "", "" },
            { "", $"Referer: https://example.com/a#id_token={Marker}", "", "" },
            { "", $"X-Callback: https://me:{Marker}@example.com/", "", "" },
            { "", "", "application/json", $$"""{"password":"{{Marker}}"}""" },
            { "", "", "application/json", $$"""{"a":[{"b":{"API-Key":"{{Marker}}"} }]}""" },
            { "", "", "application/json", $$"""{"clientSecret" : "{{Marker}}"}""" },
            { "", "", "application/json", $$"""{"p\u0061ssword":"{{Marker}}"}""" },
            { "", "", "application/json", $$"""{"access_token":{"value":"{{Marker}}"} }""" },
            { "", "", "application/json", $$"""[{"token":"{{Marker}}"}]""" },
            { "", "", "application/json", $$"""{"password":"{{Marker}}",""" },
            { "", "", "application/json", $$"""{"password":"{{Marker}}","score":"{{Marker}}","type":"{{Marker}}"}""" },
            { "", "", "application/json", $$"""{"location":{"secret":"{{Marker}}"},"tags":{"token":"{{Marker}}"} }""" },
            { "", "", "application/x-www-form-urlencoded", $"name=a&password={Marker}" },
            { "", "", "application/x-www-form-urlencoded", $"user%5Bapi%5Fkey%5D={Marker}&b=2" },
            { "", "", "multipart/form-data; boundary=x", $"--x\r\nA: form-data; name=\"password\"\r\n\r\n{Marker}" },
            { $"code={Marker}&bearer={Marker}&pin={Marker}", "", "", "" },
            { $"a=1;password={Marker}", "", "", "" },
            { $"filter=password=={Marker}", "", "", "" },
            { $"filter=age%3E3;password%3D%3D{Marker},title~b", "", "", "" },
            { $"where=%7B%22a%22%3A%7B%22password%22%3A%22{Marker}%22%7D%7D", "", "", "" },
            { $"next=http%253A%252F%252Fme%253A{Marker}%2540b&hmac={Marker}&SAMLResponse={Marker}", "", "", "" },
            { $"passcode=%25{Marker}&pw={Marker}&client_assertion={Marker}", "", "", "" },
            { "", $"X-User-Pass: {Marker}", "", "" },
            { "", $"X-Pwd: {Marker}", "", "" },
            { "", $"X-Data: Token {Marker}", "", "" },
            { "", $"Sec-WebSocket-Protocol: bearer, {Marker}", "", "" },
            { "", "", "application/json", $"[\"password\",\"{Marker}\"]" },
            { "", "", "application/json", $$"""{"pw":"{{Marker}}","passcode":"{{Marker}}","hmac":"{{Marker}}"}""" },
            { "", $"Pin: {Marker}", "", "" },
            { "", $"Forwarded: for=192.0.2.60;proto=http, by=x;secret={Marker}", "", "" },
            { "", $"X-Context: user=a; password=\"{Marker} two {Marker}\"", "", "" },
            { "", $"X-Context: {{\"token\":\"{Marker}\"}}", "", "" },
            { "", "", "application/json", $$"""{"title":"https://me:{{Marker}}@example.com/"}""" },
            { "", "", "application/json", $$"""{"title":"https:\/\/me:{{Marker}}@example.com\/"}""" },
            { "", "", "application/json", $$"""{"title":"https\u003a//me:{{Marker}}@example.com/"}""" },
            { "", "", "application/json", $$"""{"tags":["https://example.com/?a=1&token={{Marker}}"]}""" },
            { "", "", "application/json", $$"""{"a":{"b":"https://example.com/?code={{Marker}}"} }""" },
            { "", "", "application/json", $$"""{"title":"{\"password\":\"{{Marker}}\"}"}""" },
            { "", "", "application/json", $$"""{"title":"{\"a\":\"{\\\"password\\\":\\\"{{Marker}}\\\"}\"}"}""" },
            { "", "", "application/json", $$"""{"pin":"{{Marker}}","bearer":["{{Marker}}"]}""" },
            { "", "", "application/x-www-form-urlencoded", $"--x\r\nA: a; name=\"password\"\r\n\r\n{Marker}\r\n" },
            { "", "", "application/json", $"--x\r\nA: form-data; name=\"pin\"\r\n\r\n{Marker}\r\n" },
            { "", "", "application/x-www-form-urlencoded", $"pin={Marker}\r\n" },
            { "", "", "text/xml", $"<login><password>{Marker}</password></login>" },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Journal_OfASecretUnderAName_HoldsNoneOfIt(string query, string header, string type, string body)
    {
        foreach (var vendor in MockFixture.Known)
        {
            var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
            using var full = await EventStream.OpenAsync(mock.Directory.BasePort, sandbox.Name);
            using var summary = await EventStream.OpenAsync(mock.Directory.BasePort, sandbox.Name, "?view=summary");
            var update = vendor.Api.Updating;
            var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor)) + (query.Length > 0 ? "?" + query : "");
            KeyValuePair<string, string>[] headers =
            [
                .. sandbox.Credential(vendor),
                new("X-Harmless", "kept"),
                .. Pair(header),
                .. Pair("Content-Type: " + type),
            ];
            var bytes = body.Length > 0 ? Encoding.UTF8.GetBytes(body) : null;
            foreach (var method in new[] { update.Method, "GET", "POST" })
            {
                await mock.Wire(vendor).SendAsync(method, target, headers, bytes);
            }

            await mock.Wire(vendor).SendAsync("GET", "/the-end", sandbox.Credential(vendor), null);
            var list = await sandbox.ArrangeAsync("GET", "/requests");
            list.Text.ShouldContain("\"X-Harmless\":\"kept\"");
            var told = new List<string>
            {
                list.Text,
                (await sandbox.ArrangeAsync("GET", "/requests?view=summary")).Text,
                (await sandbox.ArrangeAsync("GET", "/requests?format=har")).Text,
                (await sandbox.ArrangeAsync("GET", "/coverage")).Text,
                (await sandbox.MockAsync("POST", "/assert", """{"status":999}""")).Text,
                await full.ReadUntilAsync("\"path\":\"/the-end\""),
                await summary.ReadUntilAsync("/the-end"),
            };
            foreach (var entry in list.Json.EnumerateArray())
            {
                told.Add((await sandbox.ArrangeAsync("GET", $"/requests/{entry.GetProperty("id")}")).Text);
            }

            told.ShouldAllBe(t => !t.Contains(Marker, StringComparison.Ordinal), vendor.Slug);
        }
    }

    [Fact]
    public async Task Journal_OfAnAbsoluteTargetWithAPassword_HoldsNoneOfIt()
    {
        var vendor = mock.Vendor("gainsight-px");
        var sandbox = await mock.SandboxAsync();
        var target = $"http://me:{Marker}@127.0.0.1:{mock.Port(vendor)}/v1/users/nobody?token={Marker}";
        var answer = await mock.Wire(vendor).SendAsync("GET", target, sandbox.Credential(vendor), null);
        var journal = (await sandbox.ArrangeAsync("GET", "/requests")).Text;
        if (answer.Status != 400)
            journal.ShouldContain("/v1/users/nobody");
        journal.ShouldNotContain(Marker);
    }

    [Theory]
    [InlineData("user-com", "GET", "/api/public/users/search/?key=Qm3xT8aLw2Zk", "key=Qm3xT8aLw2Zk")]
    [InlineData("channel-talk", "GET", "/open/v5/users/{key}", "\"hasPushToken\":")]
    [InlineData("gainsight-px", "GET", "/v1/users/{key}?page=2&monkey=banana", "page=2&monkey=banana")]
    public async Task Journal_OfAVendorsOwnNames_ShowsThem(string slug, string method, string target, string shown)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var sent = target.Replace("{key}", Uri.EscapeDataString(sandbox.Key(vendor)), StringComparison.Ordinal);
        await mock.Wire(vendor).SendAsync(method, sent, sandbox.Credential(vendor), null);
        var journal = (await sandbox.ArrangeAsync("GET", "/requests")).Text;
        journal.ShouldContain(shown);
        journal.ShouldNotContain(shown + "\"[redacted]");
    }

    [Fact]
    public async Task Journal_OfARedactedQuery_KeepsTheRest()
    {
        var vendor = mock.Vendor("gainsight-px");
        var sandbox = await mock.SandboxAsync();
        var target = $"/v1/users/nobody?page=2&apiKey={Marker}&a=b";
        await mock.Wire(vendor).SendAsync("GET", target, sandbox.Credential(vendor), null);
        var entry = (await sandbox.ArrangeAsync("GET", "/requests")).Json[0];
        entry.GetProperty("path").GetString().ShouldBe("/v1/users/nobody?page=2&apiKey=%5Bredacted%5D&a=b");
        var har = (await sandbox.ArrangeAsync("GET", "/requests?format=har")).Text;
        har.ShouldContain("""{"name":"apiKey","value":"[redacted]"}""");
        var whole = (await sandbox.ArrangeAsync("GET", $"/requests/{entry.GetProperty("id")}")).Json;
        var curl = whole.GetProperty("diagnosis").GetProperty("curl").GetString()!;
        curl.ShouldNotContain("apiKey");
    }

    private static KeyValuePair<string, string>[] Pair(string line) =>
        line.Split(": ", 2) is [var name, { Length: > 0 } value] ? [new(name, value)] : [];
}
