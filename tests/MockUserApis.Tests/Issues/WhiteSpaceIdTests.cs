namespace MockUserApis.Tests.Issues;

/// <summary>MVC bound a path parameter of white space alone as null, and looking that user up threw: a 500.</summary>
public sealed class WhiteSpaceIdTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Path_IdOfWhiteSpace_NamesNobody(string slug)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        foreach (var key in new[] { " ", "\t\r\n", "\u2028" })
            (await calls.ReadAsync(key)).Status.ShouldBeInRange(400, 499);
    }
}
