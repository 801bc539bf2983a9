using System.Text.Json;

namespace MockUserApis.Tests.Vendors.GainsightPx;

public sealed class SortTests(MockFixture mock)
{
    private Vendor Px => mock.Vendor("gainsight-px");

    [Theory]
    [InlineData("score")]
    [InlineData("-score")]
    [InlineData("type;-score;lastName")]
    [InlineData("location.city;-identifyId")]
    public async Task Pages_OfASort_AreTheWholeSortInPieces(string sort)
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":150}""");
        var whole = Ids((await sandbox.CallAsync(Px, "GET", $"/v1/users?pageSize=1000&sort={sort}")).Json);
        whole.Count.ShouldBe(150);
        whole.SequenceEqual(whole.Order(StringComparer.Ordinal)).ShouldBeFalse();
        (await PagesAsync(sandbox, $"/v1/users?pageSize=7&sort={sort}", _ => Task.CompletedTask)).ShouldBe(whole);
    }

    [Fact]
    public async Task Pages_WhileThoseReadAreDeleted_LeaveNobodyOut()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":40}""");
        var whole = Ids((await sandbox.CallAsync(Px, "GET", "/v1/users?pageSize=1000&sort=score")).Json);
        var read = await PagesAsync(
            sandbox,
            "/v1/users?pageSize=6&sort=score",
            async page =>
            {
                foreach (var id in page)
                    await sandbox.ArrangeAsync("DELETE", $"/users/gainsight-px/{id}");
            }
        );
        read.ShouldBe(whole);
    }

    [Fact]
    public async Task Pages_OfLongValues_GoOn()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":0}""");
        for (var i = 0; i < 5; i++)
        {
            var title = new string((char)('e' - i), 20_000);
            await sandbox.ArrangeAsync("PUT", $"/users/gainsight-px/u{i}", $$"""{"title":"{{title}}"}""");
        }

        var read = await PagesAsync(sandbox, "/v1/users?pageSize=2&sort=title", _ => Task.CompletedTask);
        read.ShouldBe(["u4", "u3", "u2", "u1", "u0"]);
    }

    /// <summary>What a scrollId carries tells a number from a text that looks like one.</summary>
    [Fact]
    public async Task Pages_OfACustomAttributeOfSeveralKinds_AreUnsetThenNumbersThenTexts()
    {
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false,"population":0}""");
        string[] plans = ["\"9\"", "10", "\"10\"", "9", "null", "true", "\"\\\"\"", "-1e1"];
        for (var i = 0; i < plans.Length; i++)
        {
            var user = $$$"""{"customAttributes":{"plan":{{{plans[i]}}}}}""";
            await sandbox.ArrangeAsync("PUT", $"/users/gainsight-px/u{i}", user);
        }

        var target = "/v1/users?pageSize=1&sort=customAttributes.plan";
        var read = await PagesAsync(sandbox, target, _ => Task.CompletedTask);
        read.ShouldBe(["u4", "u7", "u3", "u1", "u6", "u2", "u0", "u5"]);
    }

    [Fact]
    public async Task Sort_ByMoreFieldsThanItTakes_IsRefusedInTheVendorsShape()
    {
        var sandbox = await mock.SandboxAsync();
        var many = string.Join(';', Enumerable.Range(0, 9).Select(i => $"customAttributes.a{i}"));
        var refused = await sandbox.CallAsync(Px, "GET", "/v1/users?sort=" + many);
        refused.Status.ShouldBe(400);
        refused.Text.ShouldContain("at most 8 fields");
    }

    private async Task<List<string>> PagesAsync(TestSandbox sandbox, string target, Func<List<string>, Task> between)
    {
        List<string> all = [];
        var page = await ListAsync(target);
        while (page.Ids.Count > 0)
        {
            all.AddRange(page.Ids);
            await between(page.Ids);
            page = await ListAsync("/v1/users?scrollId=" + page.Next);
        }

        return all;

        async Task<(List<string> Ids, string Next)> ListAsync(string at)
        {
            var answer = await sandbox.CallAsync(Px, "GET", at);
            answer.Status.ShouldBe(200, answer.Text);
            return (Ids(answer.Json), answer.Json.GetProperty("scrollId").GetString()!);
        }
    }

    private static List<string> Ids(JsonElement page) =>
        [.. page.GetProperty("users").EnumerateArray().Select(u => u.GetProperty("identifyId").GetString()!)];
}
