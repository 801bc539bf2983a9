using MockUserApis.Postgres;
using MockUserApis.Tests.Apis.Contoso;

namespace MockUserApis.Tests.Postgres;

/// <summary>Nodes on one database share every collection of a vendor.</summary>
public sealed class CollectionNodesTests
{
    private const string Accounts = "/collections/contoso/accounts";

    [DatabaseFact]
    public async Task Account_ChangedOnOneNode_IsSoOnTheOther()
    {
        var url = Store.NewUrl();
        await using var one = await NodeAsync(url);
        await using var two = await NodeAsync(url);
        var box = await one.SandboxAsync("""{"name":"box","population":25}""");
        var there = new TestSandbox(two, box.Name);
        var vendor = two.Vendor("contoso");
        await box.ArrangeAsync("PATCH", Accounts + "/a1", """{"domain":"new"}""");
        await box.ArrangeAsync("PUT", Accounts + "/x", """{"domain":"x"}""");
        await box.ArrangeAsync("DELETE", Accounts + "/a3");

        (await there.CallAsync(vendor, "GET", "/accounts/a1")).Json.GetProperty("domain").GetString().ShouldBe("new");
        (await there.CallAsync(vendor, "POST", "/accounts", """{"id":"y","domain":"x"}""")).Status.ShouldBe(409);
        (await there.CallAsync(vendor, "GET", "/accounts/a3")).Status.ShouldBe(404);
        (await there.ArrangeAsync("GET", "/collections/contoso")).Text.ShouldBe(
            """[{"name":"users","size":25,"changed":0,"noun":"user"},"""
                + """{"name":"accounts","size":3,"changed":3,"noun":"account"}]"""
        );
    }

    [DatabaseFact]
    public async Task PactState_SetUpOnOneNode_IsUndoneByTheOther()
    {
        var url = Store.NewUrl();
        await using var one = await NodeAsync(url);
        await using var two = await NodeAsync(url);
        var box = await one.SandboxAsync("""{"name":"box","population":25}""");
        var there = new TestSandbox(two, box.Name);
        var before = await box.ArrangeAsync("GET", Accounts + "/a1");
        string State(string action) =>
            $$"""{"state":"an account exists","params":{"id":"a1","domain":"made"},"action":"{{action}}"}""";

        await box.ArrangeAsync("POST", "/pact-states?vendor=contoso", State("setup"));
        (await there.ArrangeAsync("GET", Accounts + "/a1")).Json.GetProperty("domain").GetString().ShouldBe("made");
        await there.ArrangeAsync("POST", "/pact-states?vendor=contoso", State("teardown"));

        (await box.ArrangeAsync("GET", Accounts + "/a1")).Text.ShouldBe(before.Text);
    }

    private static Task<Server> NodeAsync(string url) =>
        Server.StartAsync(new MockOptions(), PostgresStore.Open(url).Use, vendors: [new Contoso()]);
}
