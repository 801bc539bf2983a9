using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A read that called its body a form was looked through for form fields; the body is not a form, so no parameter was
/// bound: a 500.
/// </summary>
public sealed class FormWithoutAFormTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Read_WithABodyThatIsSaidToBeAForm_IsARead(string slug)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        await calls.SeededAsync();
        foreach (
            var type in new[]
            {
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
            }
        )
        {
            var answer = await calls.Sandbox.SendAsync(
                calls.Vendor,
                "GET",
                calls.Target(),
                [.. calls.Sandbox.Credential(calls.Vendor), new("Content-Type", type)],
                Encoding.UTF8.GetBytes("true")
            );
            answer.Status.ShouldBe(200, type);
        }
    }
}
