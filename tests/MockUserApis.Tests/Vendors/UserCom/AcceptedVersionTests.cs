namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>Version 2 is the vendor's and not yet the mock's; version 3 is nobody's.</summary>
public sealed class AcceptedVersionTests(MockFixture mock)
{
    [Theory]
    [InlineData("*/*; version=2", "mock", "this mock does not yet")]
    [InlineData(" */*;version=2", "mock", "this mock does not yet")]
    [InlineData("*/*; version=3", "client", "there is no such version")]
    public async Task Accept_OfAVersionThatIsNotServed_IsDiagnosed(string accept, string party, string sentence)
    {
        var vendor = mock.Vendor("user-com");
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.SendAsync(
            vendor,
            "GET",
            "/api/public/users-by-id/1/",
            [.. sandbox.Credential(vendor), new("Accept", accept)],
            null
        );

        answer.Status.ShouldBe(406);
        var entry = (await sandbox.MockAsync("GET", "/requests/" + answer.Header("X-Mock-Exchange"))).Json;
        var diagnosis = entry.GetProperty("diagnosis");
        diagnosis.GetProperty("party").GetString().ShouldBe(party);
        diagnosis.GetProperty("summary").GetString()!.ShouldStartWith("header /Accept: ");
        diagnosis.GetProperty("summary").GetString()!.ShouldContain(sentence);
    }
}
