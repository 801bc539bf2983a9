using MockUserApis.Tests.Apis.Contoso;

namespace MockUserApis.Tests.State;

/// <summary>Members of every collection count among the changed users of <c>--max-changed-users</c>.</summary>
public sealed class CollectionBoundTests : ContosoRun
{
    protected override MockOptions Options { get; } = new() { MaxChangedUsers = 3 };

    [Fact]
    public async Task Change_OfOneMemberTooMany_IsRefusedAndChangesNothing()
    {
        var box = await SandboxAsync();
        await box.ArrangeAsync("PUT", "/users/contoso/c1", "{}");
        (await CallAsync(box, "PUT", "/accounts/a1", """{"plan":"team"}""")).Status.ShouldBe(200);
        (await CallAsync(box, "POST", "/accounts", """{"id":"x","domain":"x"}""")).Status.ShouldBe(200);
        var before = await box.ArrangeAsync("GET", "/snapshot");

        // No vendor would answer so, and no spec has it.
        var refused = await box.CallAsync(Vendor, "POST", "/accounts", """{"id":"y","domain":"y"}""", mayDepart: true);
        var seeded = await box.MockAsync("PUT", "/collections/contoso/accounts/a2", "{}");

        refused.Status.ShouldBe(507);
        seeded.Status.ShouldBe(507, seeded.Text);
        seeded.Json.GetProperty("detail").GetString()!.ShouldContain("--max-changed-users");
        (await box.ArrangeAsync("GET", "/snapshot")).Text.ShouldBe(before.Text);
        (await HoldingAsync()).ShouldBe(3);
        await box.ArrangeAsync("POST", "/reset");
        (await HoldingAsync()).ShouldBe(0);
    }

    private async Task<long> HoldingAsync()
    {
        var health = (await Server.Control.SendAsync("GET", "/_mock/health?verbose")).Json;
        return health
            .GetProperty("held")
            .EnumerateArray()
            .Single(h => h.GetProperty("what").ValueEquals("changed users"))
            .GetProperty("now")
            .GetInt64();
    }
}
