namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>What Accept may say of the version; version 3 is nobody's.</summary>
public sealed class AcceptedVersionTests(MockFixture mock)
{
    [Theory]
    [InlineData("*/*; version=3")]
    [InlineData("*/*;VERSION=\"2.0\"")]
    [InlineData("text/html, application/json; version=two")]
    public async Task Accept_OfAVersionThatDoesNotExist_IsDiagnosed(string accept)
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
        diagnosis.GetProperty("party").GetString().ShouldBe("client");
        diagnosis.GetProperty("summary").GetString()!.ShouldStartWith("header /Accept: ");
        diagnosis.GetProperty("summary").GetString()!.ShouldContain("version=2: there is no other");
    }

    [Theory]
    [InlineData("*/*; version=2")]
    [InlineData(" */*; version=2")]
    [InlineData("*/*;version=2")]
    [InlineData("application/json; q=0.9; Version = \"2\"")]
    [InlineData("text/html, application/json;version=2")]
    public async Task Accept_OfVersion2_IsAnsweredByIt(string accept)
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

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("custom_id").GetString().ShouldBe("1");
        answer.Json.TryGetProperty("user_id", out _).ShouldBeFalse();
        var entry = (await sandbox.MockAsync("GET", "/requests/" + answer.Header("X-Mock-Exchange"))).Json;
        entry.GetProperty("api").GetString().ShouldBe("user-com.v2");
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json; version=1")]
    [InlineData("application/json; xversion=2")]
    [InlineData("version/2")]
    public async Task Accept_OfNoOtherVersion_IsAnsweredByTheFirst(string accept)
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

        answer.Json.GetProperty("user_id").GetString().ShouldBe("1");
    }
}
