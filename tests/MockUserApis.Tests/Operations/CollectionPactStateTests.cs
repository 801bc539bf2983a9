using MockUserApis.Tests.Apis.Contoso;

namespace MockUserApis.Tests.Operations;

/// <summary>Pact states about a member of any collection; each is undone.</summary>
public sealed class CollectionPactStateTests : ContosoRun
{
    [Theory]
    [InlineData("an account exists", "a1", 200)]
    [InlineData("an account exists", "new", 200)]
    [InlineData("no account exists", "a1", 404)]
    [InlineData("the account was deleted", "a1", 404)]
    [InlineData("the account was deleted", "new", 404)]
    public async Task State_SetUpAndTornDown_IsThereAndUndone(string state, string id, int status)
    {
        var box = await SandboxAsync();
        var before = await CallAsync(box, "GET", "/accounts/" + id);
        var users = box.Inside.Users(Vendor).ChangedCount;
        var exists = state.StartsWith("an", StringComparison.Ordinal);
        var more = exists ? ",\"domain\":\"made\"" : "";
        string Body(string action) =>
            $$"""{"state":"{{state}}","params":{"id":"{{id}}"{{more}}},"action":"{{action}}"}""";

        var answer = await box.ArrangeAsync("POST", "/pact-states?vendor=contoso", Body("setup"));
        var during = await CallAsync(box, "GET", "/accounts/" + id);
        await box.ArrangeAsync("POST", "/pact-states?vendor=contoso", Body("teardown"));

        during.Status.ShouldBe(status, during.Text);
        if (exists)
            during.Json.GetProperty("domain").GetString().ShouldBe("made");
        if (exists)
            answer.Json.GetProperty("domain").GetString().ShouldBe("made");
        var after = await CallAsync(box, "GET", "/accounts/" + id);
        (after.Status, after.Text).ShouldBe((before.Status, before.Text));
        box.Inside.Users(Vendor).ChangedCount.ShouldBe(users);
    }

    [Fact]
    public async Task State_ThatIsUnknown_IsRefusedWithThoseOfEveryCollection()
    {
        var box = await SandboxAsync();

        var refused = await box.MockAsync("POST", "/pact-states", """{"state":"an event exists"}""");

        refused.Status.ShouldBe(400);
        refused
            .Json.GetProperty("detail")
            .GetString()
            .ShouldBe(
                "state is \"an event exists\". Known: \"a user exists\", \"no user exists\", \"the user was deleted\", "
                    + "\"an account exists\", \"no account exists\", \"the account was deleted\", "
                    + "\"the rate limit is exhausted\", \"the credential is revoked\", \"the vendor is failing\"."
            );
    }
}
