using System.Text.Json;

namespace MockUserApis.Tests.Operations;

/// <summary>
/// Asking a journal whether it holds exchanges: that it does, and what comes nearest when it does not.
/// </summary>
public sealed class AssertTests(MockFixture mock)
{
    private const string Body = """{"userType":"USER","identifyId":"ada","name":"Ada","location":{"city":"Turin"}}""";

    [Fact]
    [Succeeds("POST", "/sandboxes/{sandbox}/assert")]
    public async Task Assert_WhatWasDone_HoldsAndNamesTheExchanges()
    {
        var (calls, updated) = await UpdatedAsync();

        var view = await AssertAsync(
            calls,
            200,
            """
            {"vendor":"foldspace","operation":"updateUser","status":200,"key":"ada",
             "body":{"location":{"city":"Turin"}},"times":{"exactly":1}}
            """
        );

        view.GetProperty("holds").GetBoolean().ShouldBeTrue();
        view.GetProperty("found").GetInt64().ShouldBe(1);
        view.GetProperty("wanted").GetString().ShouldBe("exactly 1");
        view.GetProperty("matching")[0].GetString().ShouldBe(updated.Header("X-Mock-Exchange"));
        view.GetProperty("nearestMisses").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Assert_WhatWasNotDone_Is422WithTheNearestFirst()
    {
        var (calls, updated) = await UpdatedAsync();
        await calls.ReadAsync("nobody");

        var view = await AssertAsync(
            calls,
            422,
            """
            {"vendor":"foldspace","operation":"updateUser","status":200,"key":"ada",
             "body":{"name":"Grace","location":{"city":"Turin","state":"TO"}}}
            """
        );

        view.GetProperty("holds").GetBoolean().ShouldBeFalse();
        view.GetProperty("wanted").GetString().ShouldBe("at least 1");
        var nearest = view.GetProperty("nearestMisses")[0];
        nearest.GetProperty("id").GetString().ShouldBe(updated.Header("X-Mock-Exchange"));
        nearest.GetProperty("status").GetInt32().ShouldBe(200);
        nearest
            .GetProperty("differences")
            .EnumerateArray()
            .Select(d => d.GetString())
            .ShouldBe(["/name is \"Ada\", not \"Grace\"", "/location/state is absent, not \"TO\""]);
        view.GetProperty("nearestMisses")[1]
            .GetProperty("differences")[0]
            .GetString()
            .ShouldBe("operation is getUser, not updateUser");
    }

    [Theory]
    [InlineData("""{"atLeast":2,"atMost":2}""", 200)]
    [InlineData("""{"atLeast":3}""", 422)]
    [InlineData("""{"atMost":1}""", 422)]
    [InlineData("""{"exactly":0}""", 422)]
    public async Task Assert_HowOften_IsCounted(string times, int status)
    {
        var (calls, _) = await UpdatedAsync();
        (await calls.UpdateAsync(Body, "ada")).Status.ShouldBe(200);

        var view = await AssertAsync(calls, status, $$"""{"operation":"updateUser","times":{{times}}}""");

        view.GetProperty("found").GetInt64().ShouldBe(2);
        view.GetProperty("matching").GetArrayLength().ShouldBe(2);
    }

    private async Task<(UserCalls Calls, WireAnswer Updated)> UpdatedAsync()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        await calls.SeededAsync(key: "ada");
        var updated = await calls.UpdateAsync(Body, "ada");
        updated.Status.ShouldBe(200, updated.Text);
        return (calls, updated);
    }

    private static async Task<JsonElement> AssertAsync(UserCalls calls, int status, string ask)
    {
        var answer = await calls.Sandbox.MockAsync("POST", "/assert", ask);
        answer.Status.ShouldBe(status, answer.Text);
        return answer.Json;
    }
}
