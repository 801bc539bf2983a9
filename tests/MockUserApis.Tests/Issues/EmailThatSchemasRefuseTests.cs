namespace MockUserApis.Tests.Issues;

/// <summary>What the mock accepts as <c>format: email</c>, validators of the same spec accept in its answers.</summary>
public sealed class EmailThatSchemasRefuseTests(MockFixture mock)
{
    [Theory]
    [InlineData("a@-b.com", 400)]
    [InlineData("a@b-.com", 400)]
    [InlineData("a.@example.com", 400)]
    [InlineData(".a@example.com", 400)]
    [InlineData("a..b@example.com", 400)]
    [InlineData("ü@example.com", 400)]
    [InlineData("a@exämple.com", 400)]
    [InlineData("a@example..com", 400)]
    [InlineData("a@example.com.", 400)]
    [InlineData("a@b@example.com", 400)]
    [InlineData("\\\"a b\\\"@example.com", 400)]
    [InlineData("a@[127.0.0.1]", 400)]
    [InlineData("a@localhost", 400)]
    [InlineData("@example.com", 400)]
    [InlineData("a+b.c_d-e'f@sub-domain.example.co", 200)]
    [InlineData("A!#$%&*/=?^`{|}~1@1.example.com", 200)]
    public async Task Update_OfAnEmail_TakesWhatTheFormatAllows(string email, int status)
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.CallAsync(
            mock.Vendor("user-com"),
            "PUT",
            "/api/public/users-by-id/1/",
            $$"""{"email":"{{email}}"}"""
        );

        answer.Status.ShouldBe(status, answer.Text);
    }
}
