using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// JSON with half a surrogate pair, or nested to the limit, parses and then throws when it is written: one such body
/// made the journal's list, its entries and the login's redaction fail for good.
/// </summary>
public sealed class NotTextInJournalTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Journal_BodyThatCannotBeWritten_IsShownAsText(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (
            var (body, shown) in new[]
            {
                ("{\"a\":\"\\ud83d\"}", JsonValueKind.String),
                ("{\"\\ude00\":1}", JsonValueKind.String),
                (Deep(63), JsonValueKind.String),
                (Deep(64), JsonValueKind.String),
                (Deep(65), JsonValueKind.String),
                // These two can be written; what cannot be is no longer in the second one once it is redacted.
                ("{\"a\":1,\"a\":2}", JsonValueKind.Object),
                ("{\"password\":\"\\ud83d\"}", JsonValueKind.Object),
            }
        )
        {
            var answer = await calls.SendAsync(Encoding.UTF8.GetBytes(body));
            answer.Status.ShouldBeLessThan(500, body);
            (await calls.EntryAsync(answer)).GetProperty("body").ValueKind.ShouldBe(shown, body);
        }

        (await calls.Sandbox.ArrangeAsync("GET", "/requests")).Json.GetArrayLength().ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task Snapshot_OfAttributesNestedToTheLimit_IsTakenBack()
    {
        foreach (var vendor in MockFixture.Known)
        {
            var calls = new UserCalls(await mock.SandboxAsync("""{"profile":"lenient"}"""), vendor)
            {
                MayDepart = true,
            };
            await calls.SeededAsync();
            foreach (var field in new[] { "mockField", "customAttributes", "profile" })
            {
                var body = UserCalls.Minimal(vendor);
                var text = body.ToJsonString()[..^1] + (body.Count == 0 ? "" : ",") + $"\"{field}\":{Deep(63)}}}";
                for (var twice = 0; twice < 2; twice++)
                {
                    var answer = await calls.UpdateAsync(text);
                    answer.Status.ShouldBeLessThan(500, $"{vendor.Slug} {field}");
                }
            }

            await calls.Sandbox.ArrangeAsync(
                "PUT",
                "/snapshot",
                (await calls.Sandbox.ArrangeAsync("GET", "/snapshot")).Text
            );
        }
    }

    private static string Deep(int levels) => FuzzText.Deep(levels, lists: false);
}
