namespace MockUserApis.Tests.Issues;

/// <summary>
/// A user nested as deep as the contract lets through is deeper once it is shown: the entry of its change, before and
/// after, was a 500 for good.
/// </summary>
public sealed class DeepUserInJournalTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Journal_ChangeOfADeepUser_IsShown(string slug)
    {
        var vendor = mock.Vendor(slug);
        var calls = new UserCalls(await mock.SandboxAsync("""{"profile":"lenient","rateLimits":false}"""), vendor);
        calls.MayDepart = true;
        await calls.SeededAsync();
        var before = UserCalls.Minimal(vendor).ToJsonString()[..^1];
        var accepted = 0;
        foreach (var field in new[] { "mockField", "customAttributes", "profile" })
        {
            for (var levels = 58; levels < 64; levels++)
            {
                var body =
                    $"{before}{(before.Length > 1 ? "," : "")}\"{field}\":{FuzzText.Deep(levels, lists: false)}}}";
                var answer = await calls.UpdateAsync(body);
                if (answer.Status < 300)
                    accepted++;
                (await calls.EntryAsync(answer)).GetProperty("status").GetInt32().ShouldBe(answer.Status);
            }
        }

        accepted.ShouldBeGreaterThan(0, "no body was deep and accepted");
        await calls.Sandbox.ArrangeAsync("GET", "/requests");
        await calls.Sandbox.ArrangeAsync("GET", "/requests?format=har");
    }
}
