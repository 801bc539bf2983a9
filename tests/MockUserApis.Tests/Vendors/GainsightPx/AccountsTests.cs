using System.Text.Json;

namespace MockUserApis.Tests.Vendors.GainsightPx;

/// <summary>Accounts and the users that belong to them.</summary>
public sealed class AccountsTests(MockFixture mock)
{
    private Vendor Px => mock.Vendor("gainsight-px");

    [Theory]
    [InlineData(1)]
    [InlineData(-7)]
    public async Task NumberOfUsers_OfEachAccount_IsWhatAFilterOfUsersFinds(long seed)
    {
        var sandbox = await mock.SandboxAsync($$"""{"rateLimits":false,"population":300,"seed":{{seed}}}""");
        await sandbox.ArrangeAsync("PUT", "/users/gainsight-px/new", """{"accountId":"account-3"}""");
        await sandbox.ArrangeAsync("PATCH", "/users/gainsight-px/user-000001", """{"accountId":"account-3"}""");
        await sandbox.ArrangeAsync("PATCH", "/users/gainsight-px/user-000002", """{"title":"CTO"}""");
        await sandbox.ArrangeAsync("DELETE", "/users/gainsight-px/user-000003");

        var accounts = (await GetAsync(sandbox, "/v1/accounts?pageSize=1000")).GetProperty("accounts");

        var sum = 0;
        foreach (var account in accounts.EnumerateArray())
        {
            var (id, count) = (account.GetProperty("id"), account.GetProperty("numberOfUsers").GetInt32());
            var users = await GetAsync(sandbox, $"/v1/users?pageSize=1&filter=accountId=={id}");
            count.ShouldBe(users.GetProperty("totalHits").GetInt32(), $"{id}");
            (await GetAsync(sandbox, $"/v1/accounts/{id}")).GetProperty("numberOfUsers").GetInt32().ShouldBe(count);
            sum += count;
        }

        sum.ShouldBe(300);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 50)]
    [InlineData(499, 50)]
    [InlineData(1000, 100)]
    [InlineData(1_000_000_000, 100_000_000)]
    public async Task Population_OfSoManyUsers_HasAnAccountForEachOfThem(long users, long accounts)
    {
        var sandbox = await mock.SandboxAsync($$"""{"rateLimits":false,"population":{{users}}}""");
        (await GetAsync(sandbox, "/v1/accounts?pageSize=1")).GetProperty("totalHits").GetInt64().ShouldBe(accounts);
        if (users == 0)
            return;
        var user = (await GetAsync(sandbox, "/v1/users?pageSize=1")).GetProperty("users")[0];
        var id = user.GetProperty("accountId").GetString();
        (await GetAsync(sandbox, $"/v1/accounts/{id}")).GetProperty("numberOfUsers").GetInt64().ShouldBePositive();
    }

    [Fact]
    public async Task List_OfABillionUsersAccounts_GoesOnFromAnyPlaceAtOnce()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":1000000000}""");
        var page = await GetAsync(sandbox, "/v1/accounts?pageSize=2");
        Ids(page).ShouldBe(["account-1", "account-2"]);
        page.GetProperty("accounts")[0].GetProperty("numberOfUsers").GetInt64().ShouldBe(20_000_000);
        var far = System.Buffers.Text.Base64Url.EncodeToString("""["accounts",99999998,2,""]"""u8);
        var last = await GetAsync(sandbox, "/v1/accounts?scrollId=" + far);
        Ids(last).ShouldBe(["account-99999999", "account-100000000"]);
        Ids(await GetAsync(sandbox, "/v1/accounts?filter=id==account-77777777")).ShouldBe(["account-77777777"]);
    }

    [Fact]
    public async Task Delete_OfAnAccount_TakesItsUsersAloneAlong()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":500}""");
        var before = await UsersAsync(sandbox, "");
        var gone = await UsersAsync(sandbox, "account-5");
        gone.ShouldNotBeEmpty();

        (await sandbox.CallAsync(Px, "DELETE", "/v1/accounts/account-5")).Status.ShouldBe(204);

        (await UsersAsync(sandbox, "")).ShouldBe(before.Except(gone));
        (await sandbox.CallAsync(Px, "GET", "/v1/accounts/account-5")).Status.ShouldBe(404);
        Ids(await GetAsync(sandbox, "/v1/accounts?pageSize=1000")).ShouldNotContain("account-5");
    }

    private async Task<List<string>> UsersAsync(TestSandbox sandbox, string account)
    {
        var filter = account.Length == 0 ? "" : "&filter=accountId==" + account;
        var page = await GetAsync(sandbox, "/v1/users?pageSize=1000" + filter);
        return [.. page.GetProperty("users").EnumerateArray().Select(u => u.GetProperty("identifyId").GetString()!)];
    }

    private async Task<JsonElement> GetAsync(TestSandbox sandbox, string target)
    {
        var answer = await sandbox.CallAsync(Px, "GET", target);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json;
    }

    private static List<string> Ids(JsonElement page) =>
        [.. page.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];
}
