namespace MockUserApis.Tests.EveryVendor;

/// <summary>A fault for the next n requests waits for n that the vendor would have let in.</summary>
public sealed class FaultAdmissionTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Fault_RequestThatIsNotLetIn_DoesNotUseItUp(string api)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Asked(api);
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        var credential = sandbox.Credential(vendor);
        var wrong = vendor.Vendor.Issue(sandbox.Name)[0].Headers.Select(h => KeyValuePair.Create(h.Key, "wrong"));
        KeyValuePair<string, string>[] named = [new("X-Mock-Sandbox", sandbox.Name), .. vendor.Api.AskedBy];
        await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":503,"times":1}""");
        var refused = new[]
        {
            await sandbox.SendAsync(vendor, "GET", target, named, null),
            await sandbox.SendAsync(vendor, "GET", target, [.. wrong, .. named], null),
            await sandbox.SendAsync(vendor, "GET", "/no/such/path", [.. credential, .. named[..1]], null),
            await sandbox.SendAsync(vendor, "PROPFIND", target, [.. credential, .. named[..1]], null),
        };
        refused.ShouldAllBe(a => a.Status >= 400 && a.Status != 503);
        (await sandbox.MockAsync("GET", "/faults")).Json[0].GetProperty("left").GetInt32().ShouldBe(1);
        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Fault_RequestBeyondTheLimit_ComesBeforeTheLimitCounts()
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor(MockFixture.Known[0].Slug);
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        await sandbox.ArrangeAsync("PUT", $"/limits/{vendor.Slug}", """{"requests":1,"window":"PT1H"}""");
        await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":503,"times":1}""");
        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(503);
        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(200);
        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(429);
    }
}
