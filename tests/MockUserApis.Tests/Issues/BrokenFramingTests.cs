using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A chunk's size that overflows, or is not a number, was thrown as an I/O error in the middle of the pipeline: a 500
/// with a stack trace in the log.
/// </summary>
public sealed class BrokenFramingTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Body_ChunkSizeThatIsNone_IsMalformed(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (
            var chunks in new[]
            {
                "FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                "7FFFFFFFFFFFFFFF\r\n",
                "zz\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "1\r\n{}\r\n0\r\n\r\n",
            }
        )
        {
            var answer = await calls.RawAsync("Transfer-Encoding: chunked\r\n", Encoding.ASCII.GetBytes(chunks));
            (await calls.ProblemAsync(chunks, answer)).ShouldBeNull();
        }
    }
}
