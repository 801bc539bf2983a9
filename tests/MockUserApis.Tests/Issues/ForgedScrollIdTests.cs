using System.Buffers.Text;
using System.Text;

namespace MockUserApis.Tests.Issues;

/// <summary>A scrollId of the right form with a null in it was a 500, one with a huge place never ended.</summary>
public sealed class ForgedScrollIdTests(MockFixture mock)
{
    public static TheoryData<string> Forged =>
        [
            "[1,1,null]",
            "[1,1]",
            "[1]",
            "[]",
            "{}",
            "null",
            "1",
            "\"x\"",
            "[1,1,1]",
            "[1,1,[]]",
            "[1,1,\"\",null]",
            "[1,1,\"\",{}]",
            "[null,1,\"\"]",
            "[1,null,\"\"]",
            "[\"1\",1,\"\"]",
            "[1.5,1,\"\"]",
            "[-1,1,\"\"]",
            "[1,0,\"\"]",
            "[1,-1,\"\"]",
            "[1,1001,\"\"]",
            "[9223372036854775807,1,\"\"]",
            "[9223372036854775806,1000,\"\"]",
            "[1e999,1,\"\"]",
            "[99999999999999999999,1,\"\"]",
            "[1,99999999999,\"\"]",
            "[1,1,\"\\ud800\"]",
            "[1,1,\"\",\"\\udfff\"]",
            "[1,1,\"nonsense\"]",
            "[1,1,\"\",\"nonsense\"]",
            "[1,1,\"score\"]",
            "[1,1,\"score\",[]]",
            "[1,1,\"score\",[\"1\"]]",
            "[1,1,\"score\",[\"1\",\"2\",\"3\"]]",
            "[1,1,\"score\",[null]]",
            "[1,1,\"score\",[1]]",
            "[1,1,\"score\",{\"a\":1}]",
            "[1,1,\"\"",
            "[1,1,\"\"]]",
            " [1,1,\"\"]",
            "",
        ];

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task List_ScrollIdThatWasNeverGivenOut_GetsTheVendorsAnswer(string json)
    {
        await AnswerAsync(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public async Task List_ScrollIdThatIsNoText_GetsTheVendorsAnswer()
    {
        await AnswerAsync("%");
        await AnswerAsync("AA==");
        await AnswerAsync(Base64Url.EncodeToString([0xff, 0xfe, 0x00]));
        await AnswerAsync(Base64Url.EncodeToString([.. "[1,1,\""u8, 0xff, .. "\"]"u8]));
        await AnswerAsync(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new string('[', 5000))));
    }

    [Fact]
    public async Task List_ScrollIdThatWasCutShort_GetsTheVendorsAnswer()
    {
        var vendor = mock.Vendor("gainsight-px");
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":9}""");
        string[] targets = ["/v1/users?pageSize=2&filter=score%3E=0", "/v1/users?pageSize=2&sort=-score;type"];
        foreach (var target in targets)
        {
            var page = await sandbox.CallAsync(vendor, "GET", target);
            var given = page.Json.GetProperty("scrollId").GetString()!;
            (await sandbox.CallAsync(vendor, "GET", "/v1/users?scrollId=" + given)).Status.ShouldBe(200, given);
            for (var length = 1; length < given.Length; length++)
                await AnswerAsync(sandbox, given[..length]);
        }
    }

    private async Task AnswerAsync(string scrollId) =>
        await AnswerAsync(await mock.SandboxAsync("""{"population":9}"""), scrollId);

    // An empty one is not a scroll id, and a place that could have been given out is one.
    private async Task AnswerAsync(TestSandbox sandbox, string scrollId)
    {
        var answer = await sandbox.CallAsync(mock.Vendor("gainsight-px"), "GET", "/v1/users?scrollId=" + scrollId);
        if (answer.Status == 400)
            answer.Text.ShouldStartWith("""{"externalapierror":{"status":"BAD_REQUEST",""");
        else
            answer.Status.ShouldBe(200, scrollId);
    }
}
