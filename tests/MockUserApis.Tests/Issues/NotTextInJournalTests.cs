using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// JSON with half a surrogate pair, or nested to the limit, parses and then throws when it is written: one such body made the
/// journal's list, its entries and the login's redaction fail for good.
/// </summary>
public sealed class NotTextInJournalTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Journal_BodyThatCannotBeWritten_IsShownAsText(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (var body in new[] { "{\"a\":\"\\ud83d\"}", "{\"\\ude00\":1}", "{\"password\":\"\\ud83d\"}", "{\"a\":1,\"a\":2}", Deep(63), Deep(64), Deep(65) })
        {
            var answer = await calls.SendAsync(Encoding.UTF8.GetBytes(body));
            answer.Status.ShouldBeLessThan(500, body);
            (await calls.EntryAsync(answer)).GetProperty("method").GetString().ShouldNotBeNull();
        }

        (await calls.Sandbox.ArrangeAsync("GET", "/requests")).Json.GetArrayLength().ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task Snapshot_OfAttributesNestedToTheLimit_IsTakenBack()
    {
        foreach (var vendor in MockFixture.Known)
        {
            var calls = new UserCalls(await mock.SandboxAsync("""{"profile":"lenient"}"""), vendor);
            await calls.SeededAsync();
            foreach (var field in new[] { "mockField", "customAttributes", "profile" })
            {
                var body = UserCalls.Minimal(vendor);
                var text = body.ToJsonString()[..^1] + (body.Count == 0 ? "" : ",") + $"\"{field}\":{Deep(63)}}}";
                for (var twice = 0; twice < 2; twice++)
                {
                    var answer = await calls.Sandbox.SendAsync(vendor, calls.Update.Method, calls.Target(), [.. calls.Sandbox.Credential(vendor), new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(text), mayDepart: true);
                    answer.Status.ShouldBeLessThan(500, $"{vendor.Slug} {field}");
                }
            }

            await calls.Sandbox.ArrangeAsync("PUT", "/snapshot", (await calls.Sandbox.ArrangeAsync("GET", "/snapshot")).Text);
        }
    }

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
