using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MockUserApis.Tests.Hard;

/// <summary>A secret is known by the name that it is sent under: in the query, a header, a body of any form.</summary>
public sealed class SecretNamesTests(MockFixture mock)
{
    private const string Marker = "hunter2-do-not-keep";

    /// <summary>What is added to the query, a header, the content type and the body.</summary>
    public static TheoryData<string, string, string, string> Requests => new()
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
        { "", $"X-User-Pass: {Marker}", "", "" },
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
            var update = vendor.Contract[vendor.UpdateOperation];
            var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor)) + (query.Length > 0 ? "?" + query : "");
            KeyValuePair<string, string>[] headers =
            [
                .. sandbox.Credential(vendor), new("X-Harmless", "kept"),
                .. Pair(header), .. Pair("Content-Type: " + type),
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
                list.Text, (await sandbox.ArrangeAsync("GET", "/requests?view=summary")).Text,
                (await sandbox.ArrangeAsync("GET", "/requests?format=har")).Text,
                (await sandbox.ArrangeAsync("GET", "/coverage")).Text,
                (await sandbox.MockAsync("POST", "/assert", """{"status":999}""")).Text,
                await full.ReadUntilAsync("\"path\":\"/the-end\""), await summary.ReadUntilAsync("/the-end"),
            };
            foreach (var entry in list.Json.EnumerateArray())
            {
                told.Add((await sandbox.ArrangeAsync("GET", $"/requests/{entry.GetProperty("id")}")).Text);
            }

            told.ShouldAllBe(t => !t.Contains(Marker, StringComparison.Ordinal), vendor.Slug);
        }
    }

    [Theory]
    [InlineData("/v1/users/password={0}")]
    [InlineData("/v1/users;token={0}/x")]
    [InlineData("/v1/users/api_key%3D{0}")]
    public async Task Journal_OfASecretInAPath_HoldsNoneOfIt(string path)
    {
        foreach (var vendor in MockFixture.Known)
        {
            var sandbox = await mock.SandboxAsync();
            var update = TestSandbox.UserTarget(vendor, "password=" + Marker);
            foreach (var target in new[] { string.Format(CultureInfo.InvariantCulture, path, Marker), update })
            {
                await mock.Wire(vendor).SendAsync("GET", target, sandbox.Credential(vendor), null);
                await mock.Wire(vendor).SendAsync("PURGE", target, sandbox.Credential(vendor), null);
            }

            await ToldOfNoneAsync(sandbox);
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task Journal_OfABodyInWideLetters_HoldsNoneOfIt(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        var body = encoding.GetBytes($"{{\"password\":\"{Marker}\"}}");
        foreach (var bytes in new[] { body, [.. encoding.GetPreamble(), .. body] })
        {
            foreach (var vendor in MockFixture.Known)
            {
                await JournalsNothingOfAsync(vendor, "Content-Type: application/json", bytes, encoding.GetBytes(Marker));
            }
        }
    }

    [Theory]
    [InlineData("Content-Encoding: gzip")]
    [InlineData("Content-Encoding: br")]
    [InlineData("X-None: none")]
    public async Task Journal_OfABodyThatNobodyInflated_HoldsNoneOfIt(string header)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            // Said twice, so that no name of a secret stands in it in plain letters.
            gzip.Write(Encoding.UTF8.GetBytes($"{{\"pass\":1,\"password\":\"{Marker}\",\"a\":\"{Marker}\"}}"));
        }

        foreach (var vendor in MockFixture.Known)
        {
            await JournalsNothingOfAsync(vendor, header, zipped.ToArray(), Encoding.UTF8.GetBytes(Marker));
        }
    }

    /// <summary>What a contract declares is a user's, except for what was always secret.</summary>
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Journal_OfEveryFieldOfAContract_ShowsAllButTheKnownSecrets(string slug)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
        var hidden = new SortedSet<string>();
        foreach (var operation in vendor.Contract.Operations)
        {
            if (operation.Secrets.Count > 0) continue;
            var names = operation.Body is { } schema ? NamesIn(schema, []) : [];
            var body = "{" + string.Join(',', names.Select(n => $"\"{n}\":\"shown\"")) + "}";
            var parameters = operation.Parameters.Where(p => p.In == "query").Select(p => p.Name).ToList();
            var query = string.Join('&', parameters.Select(p => Uri.EscapeDataString(p) + "=shown"));
            var target = Examples.Path(operation).Target.Split('?')[0] + "?" + query;
            KeyValuePair<string, string>[] headers =
                [.. sandbox.Credential(vendor), new("Content-Type", "application/json")];
            await mock.Wire(vendor).SendAsync(operation.Method, target, headers, Encoding.UTF8.GetBytes(body));
            var entry = (await sandbox.ArrangeAsync("GET", "/requests?limit=1")).Json[0];
            var path = entry.GetProperty("path").GetString()!;
            hidden.UnionWith(parameters.Where(p => !path.Contains(Uri.EscapeDataString(p) + "=shown")));
            var sent = entry.GetProperty("body");
            hidden.UnionWith(names.Where(n => sent.GetProperty(n).GetString() != "shown"));
        }

        hidden.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Accept", "text/html;q=0.9, */*;q=0.8")]
    [InlineData("X-Bypass", "kept-as-it-is")]
    [InlineData("X-Compass", "kept-as-it-is")]
    [InlineData("X-Shopping-Mode", "kept-as-it-is")]
    [InlineData("X-Country-Code", "kept-as-it-is")]
    [InlineData("Forwarded", "for=192.0.2.60;proto=http;by=203.0.113.43")]
    [InlineData("X-Filter", "title~pin;code==x")]
    public async Task Journal_OfAHarmlessHeader_ShowsIt(string name, string value)
    {
        var vendor = mock.Vendor("gainsight-px");
        var sandbox = await mock.SandboxAsync();
        await mock.Wire(vendor).SendAsync("GET", "/v1/users", [.. sandbox.Credential(vendor), new(name, value)], null);
        var entry = (await sandbox.ArrangeAsync("GET", "/requests")).Json[0];
        entry.GetProperty("headers").GetProperty(name).GetString().ShouldBe(value);
    }

    [Theory]
    [InlineData("""{"title":"see https://example.com/a?b=c#d","code":"AB","pinCode":"560001","postalCode":"12"}""")]
    [InlineData("""{"title":"mailto:me@example.com or https://example.com/@me","tokenType":"x"}""")]
    [InlineData("""{"title":"{\"a\":1} is JSON, password=it is no name"}""")]
    [InlineData("""{"title":"a token of thanks: https://example.com","passport":"x","compass":1}""")]
    public async Task Journal_OfAHarmlessBody_ShowsItAsItIs(string body)
    {
        var vendor = mock.Vendor("gainsight-px");
        var sandbox = await mock.SandboxAsync();
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        await sandbox.CallAsync(vendor, "PUT", target, body);
        (await sandbox.ArrangeAsync("GET", "/requests")).Json[0].GetProperty("body").GetRawText().ShouldBe(body);
    }

    [Fact]
    public async Task Journal_OfAnAbsoluteTargetWithAPassword_HoldsNoneOfIt()
    {
        var vendor = mock.Vendor("gainsight-px");
        var sandbox = await mock.SandboxAsync();
        var target = $"http://me:{Marker}@127.0.0.1:{mock.Port(vendor)}/v1/users/nobody?token={Marker}";
        var answer = await mock.Wire(vendor).SendAsync("GET", target, sandbox.Credential(vendor), null);
        var journal = (await sandbox.ArrangeAsync("GET", "/requests")).Text;
        if (answer.Status != 400) journal.ShouldContain("/v1/users/nobody");
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

    private async Task JournalsNothingOfAsync(Vendor vendor, string header, byte[] body, byte[] secret)
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
        var update = vendor.Contract[vendor.UpdateOperation];
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        foreach (var (method, path) in new[] { (update.Method, target), (update.Method, target + "/nowhere"), ("POST", "/x") })
        {
            await mock.Wire(vendor).SendAsync(method, path, [.. sandbox.Credential(vendor), .. Pair(header)], body);
        }

        var told = (await ToldOfNoneAsync(sandbox)).Replace("\\u0000", "\0", StringComparison.Ordinal);
        told.ShouldNotContain(Encoding.UTF8.GetString(secret), Case.Sensitive, vendor.Slug);
        told.ShouldContain("[redacted: ");
    }

    private static async Task<string> ToldOfNoneAsync(TestSandbox sandbox)
    {
        var list = await sandbox.ArrangeAsync("GET", "/requests");
        var told = new StringBuilder(list.Text);
        foreach (var view in new[] { "/requests?view=summary", "/requests?format=har", "/snapshot" })
        {
            told.Append((await sandbox.ArrangeAsync("GET", view)).Text);
        }

        foreach (var entry in list.Json.EnumerateArray())
        {
            told.Append((await sandbox.ArrangeAsync("GET", $"/requests/{entry.GetProperty("id")}")).Text);
        }

        told.ToString().ShouldNotContain(Marker);
        return told.ToString();
    }

    private static HashSet<string> NamesIn(Schema schema, HashSet<Schema> seen)
    {
        if (!seen.Add(schema)) return [];
        var names = new HashSet<string>(schema.Properties.Names);
        Schema?[] inner =
            [.. schema.Properties.Schemas, schema.Items, schema.AdditionalSchema, .. schema.OneOf, .. schema.AnyOf];
        foreach (var one in inner) if (one is not null) names.UnionWith(NamesIn(one, seen));
        return names;
    }

    private static KeyValuePair<string, string>[] Pair(string line) =>
        line.Split(": ", 2) is [var name, { Length: > 0 } value] ? [new(name, value)] : [];
}
