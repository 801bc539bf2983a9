using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Vendors.ChannelTalk;

/// <summary>What a transcript cannot say: many requests at once, and half a credential.</summary>
public sealed class ChannelTalkTests(MockFixture mock)
{
    private Vendor Vendor => mock.Vendor("channel-talk");

    [Fact]
    public async Task Upsert_SentManyTimesAtOnce_MakesOneMemberAndLosesNoChange()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    sandbox.CallAsync(Vendor, "PUT", "/open/v5/users/@racer", $$$"""{"profile":{"k{{{i}}}":{{{i}}}}}""")
                )
        );

        answers.ShouldAllBe(a => a.Status == 200);
        sandbox.Inside.Users(Vendor).Count.ShouldBe(1);
        var user = (await sandbox.CallAsync(Vendor, "GET", "/open/v5/users/@racer")).Json.GetProperty("user");
        user.GetProperty("version").GetInt32().ShouldBe(19);
        user.GetProperty("profile").EnumerateObject().Count().ShouldBe(20);
    }

    [Theory]
    [InlineData("key", "secret", true)]
    [InlineData("key", null, false)]
    [InlineData(null, "secret", false)]
    public void Credential_WithoutBothParts_IsNotWellFormed(string? key, string? secret, bool isWellFormed)
    {
        var headers = new HeaderDictionary { ["x-access-key"] = key, ["x-access-secret"] = secret };

        Vendor.IsWellFormed(Vendor.Credential(headers)!).ShouldBe(isWellFormed);
    }
}
