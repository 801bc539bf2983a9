using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Vendors.ChannelTalk;

/// <summary>What a transcript cannot say: many requests at once, a very long body, every user of a population.</summary>
public sealed class ChannelTalkTests(MockFixture mock)
{
    private Vendor Vendor => mock.Vendor("channel-talk");

    [Fact]
    public async Task Upsert_SentManyTimesAtOnce_MakesOneMemberAndLosesNoChange()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => sandbox.CallAsync(Vendor, "PUT", "/open/v5/users/@racer", $$$"""{"profile":{"k{{{i}}}":{{{i}}}}}""")));

        answers.ShouldAllBe(a => a.Status == 200);
        sandbox.Inside.Users(Vendor).Count.ShouldBe(1);
        var user = (await sandbox.CallAsync(Vendor, "GET", "/open/v5/users/@racer")).Json.GetProperty("user");
        user.GetProperty("version").GetInt32().ShouldBe(19);
        user.GetProperty("profile").EnumerateObject().Count().ShouldBe(20);
    }

    [Fact]
    public async Task Body_LongerThanAllowed_Is413InTheVendorsShape()
    {
        var sandbox = await mock.SandboxAsync();
        var longest = $$$"""{"profile":{"note":"{{{new string('x', 1 << 20)}}}"}}""";

        var answer = await sandbox.CallAsync(Vendor, "PUT", "/open/v5/users/@member-1", longest);

        answer.Status.ShouldBe(413);
        answer.Text.ShouldBe(
            """{"status":413,"type":"Payload Too Large","language":"en","errors":[{"message":"The request body is too large."}]}""");
        answer.Header("x-ratelimit-limit").ShouldBe("1000");
    }

    [Fact]
    public void Population_EveryUser_IsFoundByBothIdsAndItsEmail()
    {
        var users = new MemoryCollection(new Population(Vendor.Recipe, Vendor.Name, seed: 7, size: 200));
        foreach (var user in users.Scan())
        {
            users.FindKey(user.Document.Text("id")!)!.Value.Ordinal.ShouldBe(user.Ordinal);
            if (user.Document.Text("memberId") is { } member) users.Find(Vendor.Recipe.Indexes[1], member)!.Value.Ordinal.ShouldBe(user.Ordinal);
            Persona.OrdinalOfEmail(user.Document.Element("profile").GetProperty("email").GetString()!).ShouldBe(user.Ordinal);
            var shown = RawJson.Parse(Vendor.Api.Show(user.Document, mock.Sandboxes.Home).Span);
            SchemaCheck.Response(Vendor.Api.Contract.Component("UserView"), shown).ShouldBeEmpty();
        }
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
