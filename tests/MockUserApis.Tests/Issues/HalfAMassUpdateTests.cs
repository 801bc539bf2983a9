using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A mass update of which one user would grow too large changed those before it, and was "ok" when others came after.
/// </summary>
public sealed class HalfAMassUpdateTests(MockFixture mock)
{
    private const string Target = "/api/public/users/mass_update_custom_attributes/";

    private Vendor UserCom => mock.Vendor("user-com");

    [Theory]
    [InlineData("19000001,19000002,19000003")]
    [InlineData("19000001,19000003,19000002")]
    [InlineData("19000002,19000001,19000003")]
    public async Task MassUpdate_TooLargeForOneUser_ChangesNone(string ids)
    {
        var sandbox = await mock.SandboxAsync("""{"population":5,"rateLimits":false}""");
        foreach (var name in (string[])["first", "second"])
        {
            var grown = new JsonObject { [name] = new string('x', 900_000) }.ToJsonString();
            (await sandbox.CallAsync(UserCom, "PUT", Path(2), grown)).Status.ShouldBe(200);
        }

        var before = await UsersAsync(sandbox);
        var body = $$"""{"ids":[{{ids}}],"attribute":"third","value":"{{new string('x', 400_000)}}"}""";
        var answer = await sandbox.CallAsync(UserCom, "PUT", Target, body);

        answer.Status.ShouldBe(400, answer.Text);
        (await UsersAsync(sandbox)).ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"ids":[19000001,"x",19000003],"attribute":"plan","value":1}""")]
    [InlineData("""{"ids":[19000001,null,19000003],"attribute":"plan","value":1}""")]
    [InlineData("""{"ids":[19000001,1.5,19000003],"attribute":"plan","value":1}""")]
    public async Task MassUpdate_WithOneIdThatIsNone_ChangesNone(string body)
    {
        var sandbox = await mock.SandboxAsync("""{"population":5,"rateLimits":false}""");
        var before = await UsersAsync(sandbox);

        var answer = await sandbox.CallAsync(UserCom, "PUT", Target, body);

        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldStartWith("{\"errors\":{\"ids\":[");
        (await UsersAsync(sandbox)).ShouldBe(before);
    }

    private static string Path(int user) => $"/api/public/users-by-id/{user}/";

    private async Task<List<string>> UsersAsync(TestSandbox sandbox)
    {
        var users = new List<string>();
        for (var i = 1; i <= 3; i++)
            users.Add((await sandbox.CallAsync(UserCom, "GET", Path(i))).Text);
        return users;
    }
}
