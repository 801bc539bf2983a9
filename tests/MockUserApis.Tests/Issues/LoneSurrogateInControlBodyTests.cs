namespace MockUserApis.Tests.Issues;

/// <summary>
/// Half a surrogate pair in a body to the control plane, or in a journaled body that an assertion looked into, was a
/// 500.
/// </summary>
public sealed class LoneSurrogateInControlBodyTests(MockFixture mock)
{
    [Fact]
    public async Task ControlPlane_HalfASurrogatePair_IsABadRequest()
    {
        var sandbox = await mock.SandboxAsync();
        foreach (
            var (method, path) in new[]
            {
                ("POST", "/faults"),
                ("POST", "/assert"),
                ("POST", "/clock"),
                ("PUT", "/snapshot"),
                ("POST", "/pact-states"),
                ("PUT", $"/users/{MockFixture.Known[0].Slug}/x"),
            }
        )
        {
            foreach (var body in new[] { "{\"a\":\"\\ud83d\"}", "{\"\\ude00\":1}" })
            {
                var answer = await sandbox.MockAsync(method, path, body);
                answer.Status.ShouldBe(400, $"{method} {path} {body}");
                answer.Text.ShouldContain("surrogate");
            }
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Assert_OverABodyWithHalfASurrogatePair_DoesNotHold(string slug)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        await calls.UpdateAsync("{\"a\":\"\\ud83d\"}");
        var answer = await calls.Sandbox.MockAsync(
            "POST",
            "/assert",
            $$"""{"operation":"{{calls.Update.Id}}","body":{"a":1} }"""
        );
        answer.Status.ShouldBe(422, answer.Text);
        answer.Json.GetProperty("holds").GetBoolean().ShouldBeFalse();
    }
}
