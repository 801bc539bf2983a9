namespace MockUserApis.Tests.Issues;

/// <summary>
/// A fault of status 205 was a bare 500 of the server, and of 204 and 304 an exception in the log: each came with the
/// body of the vendor's error.
/// </summary>
public sealed class FaultOfABodilessStatusTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Status_ThatHasNoBody_IsAnsweredWithoutOne(string slug)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        foreach (var status in new[] { 204, 205, 304 })
        {
            await sandbox.ArrangeAsync("POST", "/faults", $$"""{"kind":"status","status":{{status}},"times":1}""");
            var answer = await mock.Wire(vendor).SendAsync("GET", target, sandbox.Credential(vendor), null);
            (answer.Status, answer.Text).ShouldBe((status, ""));
            answer.Header("X-Mock-Exchange").ShouldNotBeNull();
            var entry = (await sandbox.ArrangeAsync("GET", "/requests?limit=1")).Json[0];
            entry.GetProperty("status").GetInt32().ShouldBe(status);
            entry.TryGetProperty("responseBody", out _).ShouldBeFalse("nothing was sent");
            (await mock.Wire(vendor).SendAsync("GET", target, sandbox.Credential(vendor), null)).Status.ShouldBe(200);
        }
    }
}
