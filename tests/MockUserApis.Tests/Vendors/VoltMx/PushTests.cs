using System.Text.Json;

namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>What a transcript cannot say of push subscriptions.</summary>
public sealed class PushTests(MockFixture mock)
{
    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task Population_OfABillion_LeadsBackFromEveryKsid()
    {
        var sandbox = await mock.SandboxAsync("""{"population":1000000000}""");
        foreach (var ordinal in (long[])[1, 2, 999_999_999, 1_000_000_000])
        {
            var ksid = sandbox.AsMade.Users(VoltMx).At(ordinal)!.Value.Document.Integer("ksid");
            (ksid is not null).ShouldBe(ordinal % 2 == 1);
            if (ksid is null)
                continue;
            var read = await sandbox.CallAsync(VoltMx, "GET", $"/api/v1/subscribeaudience/{ksid}");
            read.Json.GetProperty("id").GetString().ShouldBe($"{ordinal}");
        }
    }

    [Fact]
    public async Task Device_WithoutACredential_SubscribesAndReadsAndDeletesNothing()
    {
        var sandbox = await mock.SandboxAsync("""{"population":3,"seed":1}""");
        const string body = """
            {"ksid":"8","firstName":"Ada","lastName":"L","email":"ada@example.com","country":"Germany","state":""}
            """;

        (await FromDeviceAsync(sandbox, "POST", "", body)).Text.ShouldContain("Details added successfully");
        (await FromDeviceAsync(sandbox, "GET", "8")).Json.GetProperty("id").GetString().ShouldBe("4");
        (await FromDeviceAsync(sandbox, "DELETE", "8")).Status.ShouldBe(401);
        (await FromDeviceAsync(sandbox, "GET", "8")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Subscription_SentManyTimesAtOnce_MakesOneMember()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        const string body = """
            {"ksid":7,"firstName":"Ada","lastName":"L","email":"ada@example.com","country":"Germany","state":""}
            """;

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => sandbox.CallAsync(VoltMx, "POST", "/api/v1/subscribeaudience/", body))
        );

        answers.ShouldAllBe(a => a.Status == 200);
        sandbox.Inside.Users(VoltMx).Count.ShouldBe(1);
        answers.Select(a => JsonSerializer.Serialize(a.Json.GetProperty("id"))).Distinct().ShouldHaveSingleItem();
    }

    private Task<WireAnswer> FromDeviceAsync(TestSandbox sandbox, string method, string ksid, string? body = null) =>
        sandbox.SendAsync(
            VoltMx,
            method,
            "/api/v1/subscribeaudience/" + ksid,
            [new("X-Mock-Sandbox", sandbox.Name), new("Content-Type", "application/json")],
            body is null ? null : System.Text.Encoding.UTF8.GetBytes(body)
        );
}
