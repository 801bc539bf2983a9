namespace MockUserApis.Tests.Vendors.Foldspace;

/// <summary>Users and subscriptions are linked, and a deletion of the one leaves the other as it is.</summary>
public sealed class SubscriptionsTests(MockFixture mock)
{
    private Vendor Vendor => mock.Vendor("foldspace");

    [Fact]
    public async Task Population_OfSignedUpUsers_NamesSubscriptionsThatAreThere()
    {
        var sandbox = await mock.SandboxAsync("""{"population":50}""");
        var subscriptions = sandbox.AsMade.Collection(Vendor, Vendor.Recipes[1]);
        subscriptions.Count.ShouldBe(50);
        var named = 0;
        foreach (var user in sandbox.AsMade.Users(Vendor).Scan())
        {
            if (user.Document.Text("lastSubscriptionIdentifier") is not { } id)
                continue;
            named++;
            subscriptions.At(user.Ordinal)!.Value.Document.Text("id").ShouldBe(id);
        }

        named.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Subscription_ThatIsDeleted_StaysNamedByItsUsers()
    {
        var sandbox = await mock.SandboxAsync("""{"population":1}""");
        var key = sandbox.AsMade.Collection(Vendor, Vendor.Recipes[1]).At(1)!.Value.Document.Text("identifyId");
        var user = "/v1/user/" + sandbox.AsMade.Users(Vendor).At(1)!.Value.Document.Text("identifyId");
        var before = (await sandbox.CallAsync(Vendor, "GET", user)).Text;

        var deleted = await sandbox.CallAsync(Vendor, "DELETE", "/v1/subscription", $$"""{"identifyId":"{{key}}"}""");

        deleted.Status.ShouldBe(200);
        (await sandbox.CallAsync(Vendor, "GET", user)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task PactState_OfASubscription_IsUndone()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        const string state = """{"state":"a subscription exists","params":{"id":"acme","planId":"team"}}""";

        await sandbox.ArrangeAsync("POST", "/pact-states", state);
        var read = await sandbox.CallAsync(Vendor, "GET", "/v1/subscription/acme");
        var undone = state.Replace("{\"state\"", "{\"action\":\"teardown\",\"state\"");
        await sandbox.ArrangeAsync("POST", "/pact-states", undone);

        read.Json.GetProperty("planId").GetString().ShouldBe("team");
        (await sandbox.CallAsync(Vendor, "GET", "/v1/subscription/acme")).Status.ShouldBe(404);
    }
}
