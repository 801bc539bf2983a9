namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>
/// Products and product events at the control plane: listed, read, seeded, deleted, kept by a snapshot.
/// </summary>
public sealed class ProductCollectionTests(MockFixture mock)
{
    private const string Products = "/collections/user-com/products";
    private const string Events = "/collections/user-com/product-events";

    private Vendor Vendor => mock.Vendor("user-com");

    [Fact]
    public async Task Products_SeededAndDeleted_AreThoseThatTheVendorShows()
    {
        var sandbox = await SandboxAsync();

        await sandbox.ArrangeAsync("PUT", Products + "/desk-1", """{"name":"Oak desk","price":240,"brand":"Acme"}""");
        (await sandbox.MockAsync("DELETE", Products + "/product-2")).Status.ShouldBe(204);

        var seeded = (await sandbox.ArrangeAsync("GET", Products + "/desk-1")).Json;
        seeded.GetProperty("brand").GetString().ShouldBe("Acme");
        (await DetailsAsync(sandbox, "desk-1")).Json.GetProperty("price").GetInt32().ShouldBe(240);
        (await DetailsAsync(sandbox, "product-2")).Status.ShouldBe(404);
        (await DetailsAsync(sandbox, "product-1")).Status.ShouldBe(200);
        (await sandbox.ArrangeAsync("GET", Products)).Text.ShouldContain("desk-1");
    }

    [Fact]
    public async Task Events_SeededAndDeleted_AreThoseOfTheirUser()
    {
        var sandbox = await SandboxAsync();

        await sandbox.ArrangeAsync(
            "PUT",
            Events + "/700000099",
            """{"client":19000002,"event_type":"refund","timestamp":1772352000}"""
        );
        (await sandbox.MockAsync("DELETE", Events + "/700000001")).Status.ShouldBe(204);

        (await EventsAsync(sandbox, 1)).ShouldBe([]);
        (await EventsAsync(sandbox, 2)).ShouldBe(["700000002", "700000099"]);
        (await sandbox.MockAsync("PUT", Events + "/ninety", "{}")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Snapshot_OfProductsAndEvents_GivesThemToAnother()
    {
        var (one, other) = (await SandboxAsync(), await SandboxAsync());
        await one.ArrangeAsync("PUT", Products + "/desk-1", """{"name":"Oak desk"}""");
        var noted = await one.CallAsync(
            Vendor,
            "POST",
            "/api/public/products-by-id/desk-1/product_event/",
            """{"client":19000001,"event_type":"view","data":{"price":9}}"""
        );
        noted.Status.ShouldBe(201, noted.Text);

        await other.ArrangeAsync("PUT", "/snapshot", (await one.ArrangeAsync("GET", "/snapshot")).Text);

        (await DetailsAsync(other, "desk-1")).Text.ShouldBe((await DetailsAsync(one, "desk-1")).Text);
        (await EventsAsync(other, 1)).ShouldBe(await EventsAsync(one, 1));
        (await EventsAsync(other, 1)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Events_OfAUserWhoIsDeleted_AreGone()
    {
        var sandbox = await SandboxAsync();

        (await sandbox.CallAsync(Vendor, "DELETE", "/api/public/users-by-id/1/")).Status.ShouldBe(204);

        (await sandbox.MockAsync("GET", Events + "/700000001")).Status.ShouldBe(404);
        (await sandbox.MockAsync("GET", Events + "/700000002")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Event_OfAProductThatIsNotThere_IsExplainedByTheProduct()
    {
        var sandbox = await SandboxAsync();
        var refused = await sandbox.CallAsync(Vendor, "GET", "/api/public/products-by-id/nothing/details/");

        var entry = (await sandbox.ArrangeAsync("GET", "/requests/" + refused.Header("X-Mock-Exchange"))).Json;

        entry.GetProperty("diagnosis").GetProperty("summary").GetString()!.ShouldContain("product");
    }

    private Task<TestSandbox> SandboxAsync() => mock.SandboxAsync("""{"population":5,"rateLimits":false}""");

    private Task<WireAnswer> DetailsAsync(TestSandbox sandbox, string id) =>
        sandbox.CallAsync(Vendor, "GET", $"/api/public/products-by-id/{id}/details/");

    private async Task<List<string>> EventsAsync(TestSandbox sandbox, int user)
    {
        var page = await sandbox.CallAsync(Vendor, "GET", $"/api/public/users-by-id/{user}/product_events/");
        page.Status.ShouldBe(200, page.Text);
        return [.. page.Json.GetProperty("results").EnumerateArray().Select(e => e.GetProperty("id").GetRawText())];
    }
}
