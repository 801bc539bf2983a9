using System.Text.Json;

namespace MockUserApis.Tests.Vendors.ChannelTalk;

/// <summary>What Channel Talk's answers, findings and ledger say of how a behaviour is known.</summary>
public sealed class EvidenceTests(MockFixture mock)
{
    private const string Ada = "/open/v5/users/5ec3a01fe2b3f4d2cbc5";

    private const string TooManyTags = """
        {"tags":["a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q","r","s","t","u"]}
        """;

    private Vendor Vendor => mock.Vendor("channel-talk");

    [Theory]
    [InlineData("POST", "/events", """{"name":"Purchase"}""", "createEvent/200")]
    [InlineData("POST", "/events", """{"name":"Purchase"}""", "events/expireAt")]
    [InlineData("POST", "/events", """{"name":"Purchase"}""", "events/user")]
    [InlineData("GET", "/events", null, "listEvents/200")]
    [InlineData("GET", "/events", null, "events/expireAt")]
    [InlineData("DELETE", "/events/mine", null, "deleteEvent/200")]
    [InlineData("POST", "/user-chats", null, "createUserChat/200")]
    [InlineData("GET", "/user-chats", null, "listUserChats/200")]
    [InlineData("PUT", "/user-token/issue", null, "issueUserToken/200")]
    [InlineData("POST", "/events", """{"name":"Purchase","zzz":1}""", "body/unknown")]
    [InlineData("PATCH", "", """{"zzz":1}""", "body/unknown")]
    [InlineData("PATCH", "", """{"online":{}}""", "body/unknown")]
    [InlineData("PATCH", "", """{"unsubscribeEmailUpdatedAt":1}""", "body/unknown")]
    [InlineData("PATCH", "", """{"language":"not a tag!"}""", "body/language")]
    public async Task Answer_ThatRestsOnAChoiceOfOurs_NamesIt(string method, string path, string? body, string rule)
    {
        var sandbox = await SandboxAsync();

        var (answer, entry) = await CallAsync(sandbox, method, Ada + path, body);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Header("X-Mock-Evidence").ShouldBe("ASSUMED");
        entry
            .GetProperty("assumed")
            .EnumerateArray()
            .Select(r => r.GetProperty("name").GetString())
            .ShouldContain(rule);
    }

    [Theory]
    [InlineData("POST", "/ffffffffffffffffffff/events", """{"name":"Purchase"}""", "createEvent/404")]
    [InlineData("GET", "/ffffffffffffffffffff/events", null, "listEvents/404")]
    [InlineData("POST", "/ffffffffffffffffffff/user-chats", null, "createUserChat/404")]
    [InlineData("GET", "/ffffffffffffffffffff/user-chats", null, "listUserChats/404")]
    [InlineData("PUT", "/ffffffffffffffffffff/user-token/issue", null, "issueUserToken/404")]
    [InlineData("PUT", "/@nobody/user-token/issue", null, "issueMemberToken/404")]
    [InlineData("PUT", "/@nobody/session-jwt/issue", null, "issueSessionJwt/404")]
    public async Task Neighbour_OfAUserThatThereIsNot_Is404ByAChoiceOfOurs(
        string method,
        string path,
        string? body,
        string rule
    )
    {
        var (answer, entry) = await CallAsync(await SandboxAsync(), method, "/open/v5/users" + path, body);

        answer.Status.ShouldBe(404, answer.Text);
        entry
            .GetProperty("assumed")
            .EnumerateArray()
            .Select(r => r.GetProperty("name").GetString())
            .ShouldContain(rule);
        Vendor.Api.Ledger.Single(r => r.Name == rule).Evidence.ShouldBe(Evidence.ASSUMED);
    }

    [Theory]
    [InlineData("""{"zzz":1}""", "/zzz", "undeclared", "ASSUMED")]
    [InlineData("""{"online":{}}""", "/online", "undeclared", "ASSUMED")]
    [InlineData("""{"unsubscribeAppPush":true}""", "/unsubscribeAppPush", "undeclared", "DOC")]
    [InlineData("""{"tags":["a","a"]}""", "/tags/1", "uniqueItems", "ASSUMED")]
    [InlineData(TooManyTags, "/tags", "maxItems", "ASSUMED")]
    [InlineData("""{"tags":null}""", "/tags", "nullable", "DOC")]
    [InlineData("""{"profile":null}""", "/profile", "nullable", "DOC")]
    [InlineData("""{"profile":{"name":null}}""", "/profile/name", "nullable", "DOC")]
    [InlineData("""{"profile":{"plan":null}}""", "/profile/plan", "nullable", "DOC")]
    [InlineData("""{"profileOnce":{"plan":null}}""", "/profileOnce/plan", "nullable", "DOC")]
    [InlineData("""{"unsubscribeEmail":null}""", "/unsubscribeEmail", "nullable", "DOC")]
    [InlineData("""{"language":null}""", "/language", "nullable", "DOC")]
    [InlineData("""{"language":"!!"}""", "/language", "pattern", "ASSUMED")]
    [InlineData("""{"language":""}""", "/language", "pattern", "ASSUMED")]
    [InlineData("""{"language":"en_US"}""", "/language", "pattern", "ASSUMED")]
    [InlineData("""{"profile":{"mobileNumber":"5"}}""", "/profile/mobileNumber", "pattern", "DOC")]
    public async Task Finding_OfAnUpdate_SaysHowItIsKnown(string body, string pointer, string keyword, string evidence)
    {
        var (_, entry) = await CallAsync(await SandboxAsync(), "PATCH", Ada, body);

        var finding = entry.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        finding.GetProperty("pointer").GetString().ShouldBe(pointer);
        finding.GetProperty("keyword").GetString().ShouldBe(keyword);
        finding.GetProperty("evidence").GetString().ShouldBe(evidence);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    [InlineData("pt-BR")]
    [InlineData("zh-Hant-TW")]
    [InlineData("sl-rozaj-biske-1994")]
    [InlineData("de-DE-u-co-phonebk-x-mine")]
    [InlineData("x-mine")]
    public async Task Language_OfTheFormOfBcp47_IsNoFinding(string language)
    {
        var (answer, entry) = await CallAsync(await SandboxAsync(), "PATCH", Ada, $$"""{"language":"{{language}}"}""");

        entry.GetProperty("findings").GetArrayLength().ShouldBe(0);
        answer.Json.GetProperty("user").GetProperty("language").GetString().ShouldBe(language);
    }

    [Theory]
    [InlineData("!!")]
    [InlineData("")]
    public async Task Language_OfAnotherForm_IsStored(string language)
    {
        var (answer, _) = await CallAsync(await SandboxAsync(), "PATCH", Ada, $$"""{"language":"{{language}}"}""");

        answer.Json.GetProperty("user").GetProperty("language").GetString().ShouldBe(language);
    }

    [Theory]
    [InlineData("""{"profile":{"list":["a"]}}""", "CODE")]
    [InlineData("""{"profileOnce":{"list":["a"]}}""", "CODE")]
    [InlineData("""{"profile":{"plan":"gold"}}""", "SEED")]
    [InlineData("""{"profile":{"plan":{}}}""", "SEED")]
    public async Task ProfileValue_ThatIsAnArray_IsKnownFromAClient(string body, string evidence)
    {
        var (answer, _) = await CallAsync(await SandboxAsync(), "PATCH", Ada, body);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Header("X-Mock-Evidence").ShouldBe(evidence);
    }

    [Theory]
    [InlineData("update/updatedAt")]
    [InlineData("events/user")]
    public async Task Rules_OfTheVendor_HaveWhatAnEventAndAVersionDo(string name)
    {
        var rules = (await mock.Control.SendAsync("GET", "/_mock/vendors/channel-talk/rules")).Json;

        var rule = rules.GetProperty("ledger").EnumerateArray().Single(r => r.GetProperty("name").ValueEquals(name));
        rule.GetProperty("evidence").GetString().ShouldBe("ASSUMED");
    }

    private async Task<TestSandbox> SandboxAsync()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        await sandbox.ArrangeAsync("PUT", "/users/channel-talk/5ec3a01fe2b3f4d2cbc5", """{"memberId":"ada"}""");
        const string mine = """{"userId":"5ec3a01fe2b3f4d2cbc5","name":"Signed"}""";
        await sandbox.ArrangeAsync("PUT", "/collections/channel-talk/events/mine", mine);
        return sandbox;
    }

    private async Task<(WireAnswer Answer, JsonElement Entry)> CallAsync(
        TestSandbox sandbox,
        string method,
        string target,
        string? body
    )
    {
        var answer = await sandbox.CallAsync(Vendor, method, target, body);
        var entry = await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");
        return (answer, entry.Json);
    }
}
