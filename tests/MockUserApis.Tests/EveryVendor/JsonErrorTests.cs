using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// What is wrong with a body's JSON is told in the mock's own words, at its place, by a rule of the ledger.
/// </summary>
public sealed class JsonErrorTests(MockFixture mock)
{
    private static readonly string[] OfTheReader =
    [
        "LineNumber",
        "BytePositionInLine",
        "Change the reader",
        "invalid start",
        "is invalid",
        "reader",
    ];

    [Theory]
    [InlineData(
        "{\n  \"a\": 1,\n  \"a\": 2\n}",
        "a key appears twice in one object (line 3, column 3)",
        "body/repeated-keys"
    )]
    [InlineData(
        "{\n  \"a\": { \"b\": 1, \"\\u0062\": 2 }}",
        "a key appears twice in one object (line 2, column 18)",
        "body/repeated-keys"
    )]
    [InlineData(
        "{\n\"a\": \"x\\ud83d\"}",
        "a \\u escape is half of a surrogate pair (line 2, column 8)",
        "body/surrogates"
    )]
    [InlineData(
        "{\n\"a\": \"\\\\ \\ude00\"}",
        "a \\u escape is half of a surrogate pair (line 2, column 10)",
        "body/surrogates"
    )]
    [InlineData("{\n\"a\": 1,}", "a comma stands before a closing bracket (line 2, column 8)", null)]
    [InlineData("{\n// a\n}", "a comment stands here, and JSON has none (line 2, column 1)", null)]
    [InlineData("{\"a\":'b'}", "a single quote stands here, and JSON takes double quotes (line 1, column 6)", null)]
    [InlineData("{\"a\":1", "the JSON ends too early (line 1, column 7)", null)]
    public async Task Body_WithAnErrorOfJson_IsRefusedAtItsPlace(string body, string problem, string? rule)
    {
        foreach (var vendor in MockFixture.Known.Select(v => mock.Vendor(v.Slug)))
        {
            var sandbox = await mock.SandboxAsync();

            var diagnosis = await DiagnosisAsync(sandbox, vendor, Encoding.UTF8.GetBytes(body));

            var first = diagnosis.GetProperty("problems")[0];
            first.GetProperty("actual").GetString().ShouldBe(problem, vendor.Slug);
            if (rule is null)
                continue;
            first.GetProperty("rule").GetString().ShouldBe(rule);
            first.GetProperty("evidence").GetString().ShouldBe("ASSUMED");
            vendor.Api.Ledger.ShouldContain(r => r.Name == rule);
        }
    }

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Answer_ToABodyThatIsNotJson_HasNoSentenceOfTheReader(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (var (name, body) in calls.Bad)
        {
            var answer = await calls.SendAsync(body);
            var entry = (await calls.EntryAsync(answer)).GetProperty("diagnosis").GetRawText();
            foreach (var words in OfTheReader)
            {
                answer.Text.ShouldNotContain(words, Case.Sensitive, name);
                entry.ShouldNotContain(words, Case.Sensitive, name);
            }
        }
    }

    [Fact]
    public async Task Body_TooDeep_IsRefusedByTheRule()
    {
        var (vendor, sandbox) = (mock.Vendor(MockFixture.Known[0].Slug), await mock.SandboxAsync());
        var body = "{\"a\":" + new string('[', 100) + new string(']', 100) + "}";

        var problem = (await DiagnosisAsync(sandbox, vendor, Encoding.UTF8.GetBytes(body))).GetProperty("problems")[0];

        problem
            .GetProperty("actual")
            .GetString()!
            .ShouldStartWith("more than 64 levels of objects and lists (line 1, col");
        problem.GetProperty("rule").GetString().ShouldBe("body/nesting");
    }

    [Fact]
    public void Integer_WithAPoint_IsRefusedByTheRule()
    {
        const string integers = "body/integers";
        foreach (
            var (sent, rule) in (IEnumerable<(string, string?)>)[("1.0", integers), ("1e2", integers), ("1.5", null)]
        )
        {
            foreach (var vendor in MockFixture.Contracts)
            {
                var schema = Integer(vendor);
                if (schema is null)
                    continue;
                var finding = SchemaCheck.Request(schema, JsonDocument.Parse(sent).RootElement).ShouldHaveSingleItem();
                finding.Rule.Name.ShouldBe(rule ?? schema.Rule.Name, vendor.Slug);
                vendor.Api.Ledger.ShouldContain(r => r.Name == integers);
            }
        }
    }

    private static Schema? Integer(Vendor vendor) =>
        vendor
            .Api.Contract.Operations.Where(o => o.Body is not null)
            .SelectMany(o => o.Body!.Properties.Schemas)
            .FirstOrDefault(s => s is { Type: JsonTypes.Integer, OneOf.Count: 0, AnyOf.Count: 0, Enum.Length: 0 });

    private static async Task<JsonElement> DiagnosisAsync(TestSandbox sandbox, Vendor vendor, byte[] body)
    {
        var update = vendor.Api.Updating;
        KeyValuePair<string, string>[] headers =
        [
            .. sandbox.Credential(vendor),
            new("Content-Type", "application/json"),
        ];
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        var answer = await sandbox.SendAsync(vendor, update.Method, target, headers, body);
        answer.Status.ShouldBe(400);
        var entry = await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");
        return entry.Json.GetProperty("diagnosis");
    }

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public void Spec_OfEveryVendor_HasTheRulesOfJsonInItsLedger(string slug)
    {
        var vendor = mock.Asked(slug);
        var lines = vendor.Api.Contract.Yaml.Split('\n').TakeWhile(l => l.StartsWith('#') || l.Length == 0);
        var ledger = string.Join(' ', lines.Select(l => l.TrimStart('#', ' ')));
        string[] rules = ["1.0 and 1e2", "a key that appears twice", "half of a surrogate pair", "64 levels"];
        foreach (var words in rules)
        {
            ledger.ShouldContain(words, Case.Sensitive, slug);
        }

        foreach (var rule in (string[])["body/integers", "body/repeated-keys", "body/surrogates", "body/nesting"])
        {
            var known = vendor.Api.Ledger.Single(r => r.Name == rule);
            known.Evidence.ShouldBe(Evidence.ASSUMED, rule);
            known.Reason.ShouldNotBeEmpty(rule);
        }
    }
}
