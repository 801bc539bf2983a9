using System.Text.Json;
using MockUserApis.Testing;

namespace MockUserApis.Tests.Testing;

/// <summary>The way into a user's view, and what is said where it ends.</summary>
public sealed class UserFieldsTests
{
    private const string Flat =
        """{"id":"u1","profile":{"name":"Ada","email":null},"tags":["a",{"b":1}],"none":null,"empty":{}}""";
    private const string Wrapped = """{"user":{"id":"u1","profile":{"name":"Ada"}},"online":{"channelId":"c"}}""";

    [Theory]
    [InlineData(Flat, "id", "\"u1\"")]
    [InlineData(Flat, "profile.name", "\"Ada\"")]
    [InlineData(Flat, "profile.email", "null")]
    [InlineData(Flat, "tags.1.b", "1")]
    [InlineData(Wrapped, "profile.name", "\"Ada\"")]
    [InlineData(Wrapped, "user.profile.name", "\"Ada\"")]
    [InlineData(Wrapped, "online.channelId", "\"c\"")]
    [InlineData(Wrapped, "channelId", "\"c\"")]
    public void Field_ThatIsThere_IsItsValueOrNull(string user, string path, string value)
    {
        var shown = JsonElement.Parse(user);

        shown.Field(path).GetRawText().ShouldBe(value);
        shown.HasField(path).ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        Flat,
        "profile.nme",
        "The user has no \"profile.nme\": \"profile\" has no \"nme\". Did you mean \"name\"? "
            + "There is: name \"Ada\", email null."
    )]
    [InlineData(Flat, "none.name", "The user has no \"none.name\": \"none\" is null.")]
    [InlineData(Flat, "id.name", "The user has no \"id.name\": \"id\" is \"u1\".")]
    [InlineData(Flat, "tags.2", "The user has no \"tags.2\": \"tags\" has no \"2\". There is: 2 items.")]
    [InlineData(Flat, "empty.x", "The user has no \"empty.x\": \"empty\" has no \"x\". There is: nothing.")]
    [InlineData(Flat, "name", "The user has no \"name\": its view has no \"name\". There is: id \"u1\", profile {")]
    [InlineData(
        Wrapped,
        "profile.x",
        "The user has no \"profile.x\": \"profile\" has no \"x\". There is: name \"Ada\""
    )]
    [InlineData(
        Wrapped,
        "nobody",
        "The user has no \"nobody\". In \"user\" there is: id \"u1\", profile {\"name\":\"Ada\"}. "
            + "In \"online\" there is: channelId \"c\"."
    )]
    public void Field_ThatIsAbsent_ListsWhatIsThere(string user, string path, string said)
    {
        var shown = JsonElement.Parse(user);

        Should.Throw<MockAssertionException>(() => shown.Field(path)).Message.ShouldStartWith(said);
        shown.HasField(path).ShouldBeFalse();
    }

    [Fact]
    public async Task Field_OfAUserInAWrappedView_IsFound()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        mock.ChannelTalk.Seed("ada", new { profile = new { name = "Ada" } });

        mock.ChannelTalk.User("ada").Field("profile.name").GetString().ShouldBe("Ada");

        mock.ChannelTalk.User("nobody").HasField("profile").ShouldBeFalse();
        Should
            .Throw<MockAssertionException>(() => mock.ChannelTalk.User("nobody").Field("profile.name"))
            .Message.ShouldBe(
                "There is no such user, so there is no \"profile.name\": it was never there, or was deleted."
            );
    }
}
