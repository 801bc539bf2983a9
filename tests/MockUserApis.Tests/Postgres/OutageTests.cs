namespace MockUserApis.Tests.Postgres;

/// <summary>The database goes away: nobody is told a lie meanwhile, and all is as it was when it is back.</summary>
public sealed class OutageTests
{
    private static Vendor UserCom => MockFixture.Contracts.Single(v => v.Slug == "user-com");

    [DatabaseFact]
    public async Task Database_CutAndMended_Answers503AndThenWhatWasAcknowledged()
    {
        await using var cable = NewCable(out var url);
        await using var node = await Node.StartAsync(url);
        await node.ArrangeAsync("default", "PUT", "/users/user-com/ada", """{"city":"Oslo"}""");
        (
            await node.CallAsync(UserCom, "default", "PUT", "/api/public/users-by-id/ada/", """{"city":"Bergen"}""")
        ).Status.ShouldBe(200);

        cable.Cut();
        await Is503Async(node);
        cable.Mend();

        (await node.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
        (await node.CallAsync(UserCom, "default", "GET", "/api/public/users-by-id/ada/"))
            .Json.GetProperty("city")
            .GetString()
            .ShouldBe("Bergen");
        (
            await node.CallAsync(UserCom, "default", "PUT", "/api/public/users-by-id/ada/", """{"city":"Oslo"}""")
        ).Status.ShouldBe(200);
    }

    [DatabaseFact]
    public async Task Database_ThatSaysNothing_KeepsNobodyWaiting()
    {
        await using var cable = NewCable(out var url);
        await using var node = await Node.StartAsync(url);
        cable.Silence();
        await Is503Async(node);
    }

    private static Cable NewCable(out string url)
    {
        var store = new Uri(Store.NewUrl());
        var cable = new Cable(store.Host, store.Port);
        url = new UriBuilder(store) { Port = cable.Port }.Uri.ToString();
        return cable;
    }

    private static async Task Is503Async(Node node)
    {
        var (vendor, control, health) = (
            node.Wire(UserCom)
                .SendAsync("GET", "/api/public/users-by-id/ada/", UserCom.Issue("default")[0].Headers, null),
            node.Control.SendAsync("GET", "/_mock/sandboxes/default"),
            node.Control.SendAsync("GET", "/_mock/health")
        );
        (await vendor).Status.ShouldBe(503);
        (await vendor).Json.GetProperty("mock").GetString().ShouldBe("store unavailable");
        (await vendor).Text.ShouldNotContain("   at ");
        (await control).Status.ShouldBe(503);
        (await control).Header("Content-Type").ShouldBe("application/problem+json");
        (await health).Status.ShouldBe(503);
        (await health).Text.ShouldBe("""{"status":"store unavailable"}""");
    }
}
