using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// Findings have a bound of fifty: whatever stands behind so many unknown members is checked all the same, and what
/// reaches a controller is what it expects.
/// </summary>
public sealed class UnknownMembersTests(MockFixture mock)
{
    private const int Bound = 50;

    public static TheoryData<string, string> Operations => BodyCalls.Operations();

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Body_WithUnknownMembersAroundTheBound_IsNoDefect(string slug, string operation) =>
        NoneIsADefectAsync(slug, operation, "strict");

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Body_WithUnknownMembersAroundTheBoundLenient_IsNoDefect(string slug, string operation) =>
        NoneIsADefectAsync(slug, operation, "lenient");

    private async Task NoneIsADefectAsync(string slug, string operation, string profile)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation, profile);
        calls.MayDepart = true;
        var problems = new List<string>();
        var schema = mock.Api(slug).Contract[operation].Body!;
        foreach (var body in Bodies(calls.Good, [.. schema.Properties.Names]))
        {
            var answer = await calls.SendAsync(Encoding.UTF8.GetBytes(body));
            if (answer.Status >= 500)
                problems.Add($"{answer.Status} {answer.Text} to {body}");
        }

        problems.ShouldBeEmpty();
    }

    private static IEnumerable<string> Bodies(string good, List<string> names)
    {
        string[] whole = ["", " ", "{}", "[]", "null", "1", "\"\"", "{\"\":{}}", "{"];
        foreach (var body in whole)
            yield return body;
        using var json = JsonDocument.Parse(good);
        string[] members =
            json.RootElement.ValueKind == JsonValueKind.Object
                ? [.. json.RootElement.EnumerateObject().Select(m => Member(m.Name, m.Value.GetRawText()))]
                : [];
        foreach (var unknown in new[] { Unknown(Bound - 1), Unknown(Bound), Unknown(Bound + 1) })
        {
            yield return Of(unknown);
            yield return Of([.. unknown, .. members]);
            yield return Of([.. members, .. unknown]);
            foreach (var name in names)
            {
                foreach (var wrong in new[] { "null", "[{}]", "{\"a\":1}", "true" })
                {
                    yield return Of([.. unknown, Member(name, wrong)]);
                }
            }
        }
    }

    private static string[] Unknown(int count) =>
        [.. Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"\"unknown{i}\":1"))];

    private static string Member(string name, string value) => $"{JsonSerializer.Serialize(name)}:{value}";

    private static string Of(string[] members) => "{" + string.Join(',', members) + "}";
}
