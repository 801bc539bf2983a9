using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MockUserApis.Tests.Secrets;

/// <summary>Secrets where no name is plain to see, and what is no secret although it looks like one.</summary>
public sealed class SecretPlacesTests(MockFixture mock)
{
    private const string Marker = "hunter2-do-not-keep";

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
                var secret = encoding.GetBytes(Marker);
                await JournalsNothingOfAsync(vendor, "Content-Type: application/json", bytes, secret);
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
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Journal_OfEveryFieldOfAContract_ShowsAllButTheKnownSecrets(string api)
    {
        var vendor = mock.Asked(api);
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
        var hidden = new SortedSet<string>();
        foreach (var operation in vendor.Api.Contract.Operations)
        {
            if (operation.Secrets.Count > 0)
                continue;
            var names = operation.Body is { } schema ? NamesIn(schema, []) : [];
            var body = "{" + string.Join(',', names.Select(n => $"\"{n}\":\"shown as {n}\"")) + "}";
            var parameters = operation.Parameters.Where(p => p.In == "query").Select(p => p.Name).ToList();
            var query = string.Join('&', parameters.Select(p => Uri.EscapeDataString(p) + "=shown"));
            var target = Examples.Path(operation).Target.Split('?')[0] + "?" + query;
            KeyValuePair<string, string>[] headers =
            [
                .. sandbox.Credential(vendor),
                new("Content-Type", "application/json"),
            ];
            await mock.Wire(vendor).SendAsync(operation.Method, target, headers, Encoding.UTF8.GetBytes(body));
            var entry = (await sandbox.ArrangeAsync("GET", "/requests?limit=1")).Json[0];
            var path = entry.GetProperty("path").GetString()!;
            hidden.UnionWith(parameters.Where(p => !path.Contains(Uri.EscapeDataString(p) + "=shown")));
            var sent = entry.GetProperty("body");
            hidden.UnionWith(names.Where(n => sent.GetProperty(n).GetString() != $"shown as {n}"));
        }

        // A session of analytics in an event; with most names of that kind a login's, so it is hidden all the same.
        hidden.Remove("sessionId");
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

    /// <summary>Names of two words, of which the first alone is none.</summary>
    [Theory]
    [InlineData("apikey,api_key,API-Key,api.key,api key,myApiKey,access_key,accessKey,private-key,PRIVATE KEY", true)]
    [InlineData("session,SESSION,sessionKey,session_key,session-id,session id,phpSessionId", true)]
    [InlineData("api,apiVersion,api__version,access,accessLevel,private,sessions,session_count,last session,s", false)]
    public async Task Journal_OfEachOfTheseNames_HidesItsValueOrDoesNot(string names, bool isHidden)
    {
        var vendor = mock.Vendor("gainsight-px");
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        foreach (var name in names.Split(','))
        {
            await sandbox.CallAsync(vendor, "PUT", target, $$"""{"a session of an api":"x","{{name}}":"{{Marker}}"}""");
            var sent = (await sandbox.ArrangeAsync("GET", "/requests?limit=1")).Json[0].GetProperty("body");
            sent.GetProperty(name).GetString().ShouldBe(isHidden ? "[redacted]" : Marker, name);
        }
    }

    private async Task JournalsNothingOfAsync(Vendor vendor, string header, byte[] body, byte[] secret)
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
        var update = vendor.Api.Updating;
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        (string, string)[] asked = [(update.Method, target), (update.Method, target + "/nowhere"), ("POST", "/x")];
        foreach (var (method, path) in asked)
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
        if (!seen.Add(schema))
            return [];
        var names = new HashSet<string>(schema.Properties.Names);
        Schema?[] inner =
        [
            .. schema.Properties.Schemas,
            schema.Items,
            schema.AdditionalSchema,
            .. schema.OneOf,
            .. schema.AnyOf,
        ];
        foreach (var one in inner)
            if (one is not null)
                names.UnionWith(NamesIn(one, seen));
        return names;
    }

    private static KeyValuePair<string, string>[] Pair(string line) =>
        line.Split(": ", 2) is [var name, { Length: > 0 } value] ? [new(name, value)] : [];
}
