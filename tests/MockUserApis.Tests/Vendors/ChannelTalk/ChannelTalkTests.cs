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

    [Theory]
    [InlineData("GET", "/open/v4/users/5ec3a01fe2b3f4d2cbc5")]
    [InlineData("PATCH", "/open/v4/users/5ec3a01fe2b3f4d2cbc5")]
    [InlineData("PUT", "/open/v4/users/@ada")]
    public async Task OlderVersion_OfAPathThatIsServed_IsWhatTheMockLacks(string method, string path)
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.CallAsync(Vendor, method, path, method == "GET" ? null : "{}");

        answer.Status.ShouldBe(404);
        var entry = await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");
        entry.Json.GetProperty("diagnosis").GetProperty("party").GetString().ShouldBe("mock");
    }
}
