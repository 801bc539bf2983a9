namespace MockUserApis.Tests.Issues;

/// <summary>
/// A user whose id is a literal of another operation's path (PUT /v1/users/update) could be made and not be read: 405.
/// A method that the literal lacks is the parameter's.
/// </summary>
public sealed class UserNamedAsALiteralTests(MockFixture mock)
{
    [Theory]
    [InlineData("update")]
    [InlineData("delete")]
    public async Task Read_OfAUserNamedAsALiteral_IsThatUser(string id)
    {
        var (sandbox, vendor) = (await mock.SandboxAsync(), mock.Vendor("gainsight-px"));
        await sandbox.ArrangeAsync("PUT", $"/users/gainsight-px/{id}", "{}");

        var read = await sandbox.CallAsync(vendor, "GET", $"/v1/users/{id}");

        read.Status.ShouldBe(200, read.Text);
        read.Json.GetProperty("identifyId").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task Method_ThatNeitherHas_IsRefusedAsTheLiterals()
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.CallAsync(mock.Vendor("gainsight-px"), "PATCH", "/v1/users/update", "{}");

        answer.Status.ShouldBe(405);
        answer.Header("Allow").ShouldBe("PUT");
    }
}
