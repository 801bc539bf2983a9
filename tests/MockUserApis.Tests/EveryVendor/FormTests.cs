using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>What an operation takes as a form means what the same fields mean in JSON.</summary>
public sealed partial class FormTests(MockFixture mock)
{
    private const string Options =
        """{"seed":3,"population":20,"rateLimits":false,"clock":{"now":"2026-06-01T12:00:00Z","freeze":true}}""";

    /// <summary>Every operation that takes JSON with each kind of form that it takes too.</summary>
    public static TheoryData<string, string, string> Forms =>
        [
            .. from vendor in MockFixture.Apis
            from operation in vendor.Contract.Operations.Where(o => o.TakesJson)
            from form in (string[])[FormOf.UrlEncoded, FormOf.Multipart]
            where (form == FormOf.UrlEncoded ? operation.Form : operation.Multipart) is not null
            select (vendor.Id, operation.Id, form),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Form_OfTheExamples_IsAnsweredAsTheirJson(string slug, string operation, string form)
    {
        var vendor = mock.Asked(slug);
        var bodies = Examples
            .Requests(vendor, vendor.Api.Contract[operation])
            .Select(e => FormOf.Flat(JsonNode.Parse(e.Value.GetRawText())!.AsObject()))
            .ToList();
        var compared = 0;
        foreach (var body in bodies)
        {
            // In a form every value of a custom attribute is a text: so it is in the JSON beside it.
            var properties = vendor.Api.Contract[operation].Body!.Properties;
            foreach (var (name, value) in body.ToList())
            {
                if (IsFree(properties[name]) && value is JsonValue)
                    body[name] = value.ToString();
            }

            if (FormOf.Body(body, form) is not { } sent)
                continue;
            var json = Encoding.UTF8.GetBytes(body.ToJsonString());
            var byJson = await AnswerAsync(vendor, operation, "application/json", json);
            var byForm = await AnswerAsync(vendor, operation, form, sent);
            byForm.ShouldBe(byJson, $"{body.ToJsonString()} as {form}");
            compared++;
        }

        compared.ShouldBePositive();
    }

    private static bool IsFree(Schema? schema) =>
        schema is null or { Type: JsonTypes.Any, OneOf.Count: 0, AnyOf.Count: 0 };

    // Status, body and the user afterwards, each in a sandbox of its own, equal but for the media type.
    private async Task<string> AnswerAsync(Asked vendor, string operation, string type, byte[] body)
    {
        var calls = new UserCalls(await mock.SandboxAsync(Options), vendor);
        await calls.SeededAsync();
        var of = vendor.Api.Contract[operation];
        var target = Examples.Path(of, of.Path.Contains("by-id", StringComparison.Ordinal) ? calls.Key : null).Target;
        KeyValuePair<string, string>[] headers =
        [
            .. calls.Sandbox.Credential(vendor),
            new("Content-Type", type),
            new("X-Mock-Sandbox", calls.Sandbox.Name),
        ];
        var answer = await calls.Sandbox.SendAsync(vendor, of.Method, target, headers, body);
        // A token is another one in each sandbox.
        var text = Hexadecimal().Replace(answer.Text, "…");
        return $"{answer.Status} {text}\n{(await calls.ReadAsync()).Text}";
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Hexadecimal();
}
