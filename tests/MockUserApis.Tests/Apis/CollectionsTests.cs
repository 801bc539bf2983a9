using MockUserApis.Tests.Apis.Contoso;

namespace MockUserApis.Tests.Apis;

/// <summary>
/// A vendor with two collections: what holds of users holds of accounts, and neither touches the other.
/// </summary>
public sealed class CollectionsTests : ContosoRun
{
    [Fact]
    public async Task Member_OfTheSameSeed_IsTheSameInEverySandboxAndOfAnotherNot()
    {
        var (first, second, other) = (await SandboxAsync(), await SandboxAsync(), await SandboxAsync(seed: 2));

        (await TextAsync(second, "/accounts/a2")).ShouldBe(await TextAsync(first, "/accounts/a2"));
        (await TextAsync(other, "/accounts/a2")).ShouldNotBe(await TextAsync(first, "/accounts/a2"));
    }

    [Fact]
    public void Member_OfAnotherCollection_IsMadeOfAnotherPersona()
    {
        var users = Population.Of(Vendor, Vendor.Recipe, 1, 25);
        var accounts = Population.Of(Vendor, Contoso.Contoso.Accounts, 1, 25);
        var asUsers = new Population(Contoso.Contoso.Accounts, Vendor.Name, 1, 3);
        var named = new Population(Contoso.Contoso.Accounts, "Contoso/accounts", 1, 3);

        users
            .Generate(1)
            .Text("name")
            .ShouldBe(new Population(Vendor.Recipe, "Contoso", 1, 1).Generate(1).Text("name"));
        Seats(accounts.Generate(1)).ShouldBe(Seats(named.Generate(1)));
        Seats(accounts.Generate(1)).ShouldNotBe(Seats(asUsers.Generate(1)));
        Vendor.CollectionId(Vendor.Recipe).ShouldBe("contoso");
        Vendor.CollectionId(Contoso.Contoso.Accounts).ShouldBe("contoso/accounts");
    }

    [Fact]
    public async Task Population_OfACollection_HasASizeOfItsOwn()
    {
        var box = await SandboxAsync();

        (await CallAsync(box, "GET", "/accounts/a3")).Status.ShouldBe(200);
        (await CallAsync(box, "GET", "/accounts/a4")).Status.ShouldBe(404);
        (await CallAsync(box, "GET", "/users/c25")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Change_OfAnAccount_IsSeenInItsSandboxAloneAndInNoUser()
    {
        var (box, other) = (await SandboxAsync(), await SandboxAsync());
        var (user, account) = (await TextAsync(box, "/users/c1"), await TextAsync(box, "/accounts/a1"));
        var updated = await CallAsync(box, "PUT", "/accounts/a1", """{"seats":null,"domain":"new"}""");

        updated.Status.ShouldBe(200, updated.Text);
        updated.Json.GetProperty("domain").GetString().ShouldBe("new");
        updated.Json.GetProperty("seats").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await TextAsync(box, "/accounts/a1")).ShouldBe(updated.Text);
        (await TextAsync(box, "/users/c1")).ShouldBe(user);
        (await TextAsync(other, "/accounts/a1")).ShouldBe(account);
    }

    [Fact]
    public async Task Account_MadeAndDeleted_IsThereAndGone()
    {
        var box = await SandboxAsync();
        var users = box.Inside.Users(Vendor).Count;

        (await CallAsync(box, "POST", "/accounts", """{"id":"x","domain":"x"}""")).Status.ShouldBe(200);
        (await CallAsync(box, "POST", "/accounts", """{"id":"y","domain":"x"}""")).Status.ShouldBe(409);
        (await CallAsync(box, "PUT", "/accounts/x", """{"domain":"d2"}""")).Status.ShouldBe(409);
        (await CallAsync(box, "DELETE", "/accounts/x")).Status.ShouldBe(204);
        (await CallAsync(box, "DELETE", "/accounts/a2")).Status.ShouldBe(204);
        (await CallAsync(box, "GET", "/accounts/x")).Status.ShouldBe(404);
        (await CallAsync(box, "PUT", "/accounts/a1", """{"domain":"d2"}""")).Status.ShouldBe(200);
        box.Inside.Users(Vendor).Count.ShouldBe(users);
        box.Inside.Collection(Vendor, Contoso.Contoso.Accounts).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Journal_OfAnAccountsChange_ShowsNoUser()
    {
        var box = await SandboxAsync();
        var account = await CallAsync(box, "PUT", "/accounts/a1", """{"plan":"team"}""");
        var user = await CallAsync(box, "PUT", "/users/c1", """{"name":"Dee"}""");

        var of = (string id) => box.ArrangeAsync("GET", $"/requests/{id}");
        var first = (await of(account.Header("X-Mock-Exchange")!)).Json;
        first.TryGetProperty("before", out _).ShouldBeFalse();
        first.TryGetProperty("after", out _).ShouldBeFalse();
        (await of(user.Header("X-Mock-Exchange")!))
            .Json.GetProperty("after")
            .GetProperty("name")
            .GetString()
            .ShouldBe("Dee");
    }

    [Fact]
    public async Task Reset_OfASandbox_TakesAccountsBack()
    {
        var box = await SandboxAsync();
        var account = await TextAsync(box, "/accounts/a1");
        await CallAsync(box, "PUT", "/accounts/a1", """{"domain":"new"}""");
        await CallAsync(box, "DELETE", "/accounts/a2");

        await box.ArrangeAsync("POST", "/reset");

        (await TextAsync(box, "/accounts/a1")).ShouldBe(account);
        (await CallAsync(box, "GET", "/accounts/a2")).Status.ShouldBe(200);
        box.Inside.Collection(Vendor, Contoso.Contoso.Accounts).ChangedCount.ShouldBe(0);
    }

    [Fact]
    public async Task Changes_AtOnce_AreAllKeptAndAnIdIsGivenOnce()
    {
        var box = await SandboxAsync();
        var sent = Enumerable
            .Range(0, 24)
            .Select(i =>
                (i % 3) switch
                {
                    0 => CallAsync(box, "POST", "/accounts", $$"""{"id":"n{{i}}","domain":"n{{i}}"}"""),
                    1 => CallAsync(box, "POST", "/accounts", """{"id":"same","domain":"same"}"""),
                    _ => CallAsync(box, "PUT", $"/accounts/a{(i % 2) + 1}", """{"plan":"team"}"""),
                }
            );
        var answers = await Task.WhenAll(sent);

        answers.ShouldAllBe(a => a.Status == 200 || a.Status == 409);
        answers.Count(a => a.Status == 409).ShouldBe(7, "eight wanted the same id");
        var accounts = box.Inside.Collection(Vendor, Contoso.Contoso.Accounts);
        accounts.Count.ShouldBe(3 + 8 + 1);
        accounts.Scan().Select(a => a.Ordinal).ShouldBe(Enumerable.Range(1, 12).Select(i => (long)i));
    }

    [Fact]
    public async Task Diagnosis_OfARefusedAccount_TriesItsCurlOnAccountsOfWhichNothingIsKept()
    {
        var box = await SandboxAsync();
        var refused = await CallAsync(box, "PUT", "/accounts/a1", """{"plan":"huge"}""");
        refused.Status.ShouldBe(400);

        var entry = (await box.ArrangeAsync("GET", $"/requests/{refused.Header("X-Mock-Exchange")}")).Json;

        var diagnosis = entry.GetProperty("diagnosis");
        diagnosis.GetProperty("party").GetString().ShouldBe("client");
        diagnosis.GetProperty("curl").GetString()!.ShouldContain("/accounts/a1");
        box.Inside.Collection(Vendor, Contoso.Contoso.Accounts).ChangedCount.ShouldBe(0);
    }

    [Fact]
    public async Task Ledger_OfTheApi_HasTheRulesOfEveryUpdateTable()
    {
        var names = (await Server.Control.SendAsync("GET", "/_mock/vendors/contoso/rules"))
            .Json.GetProperty("ledger")
            .EnumerateArray()
            .Select(r => r.GetProperty("name").GetString())
            .ToList();

        names.ShouldContain("update/name/value");
        names.ShouldContain("update/plan/value");
    }

    private static string Seats(Document account) => account.Element("seats").GetRawText();
}
