namespace MockUserApis.Tests.Vendors.Foldspace;

/// <summary>What no page says is ASSUMED, on the answer and its finding; what one says has that page's tag.</summary>
public sealed class EvidenceTests(MockFixture mock)
{
    private const string User = """{"userType":"USER","identifyId":"u1"}""";
    private const string Products = ",\"products\":[{\"product\":\"P\",\"environment\":5}]}";

    private Vendor Foldspace => mock.Vendor("foldspace");

    [Theory]
    [InlineData("leadDate")]
    [InlineData("signUpDate")]
    [InlineData("firstVisitDate")]
    [InlineData("lastSeenDate")]
    public async Task Date_ThatIsNegative_PassesByAssumption(string field)
    {
        var sandbox = await SandboxAsync();

        var positive = await PutAsync(sandbox, $",\"{field}\":1}}");
        var negative = await PutAsync(sandbox, $",\"{field}\":-1}}");

        (positive.Status, positive.Header("X-Mock-Evidence")).ShouldBe((200, "SEED"));
        (negative.Status, negative.Header("X-Mock-Evidence")).ShouldBe((200, "ASSUMED"));
        (await FindingAsync(sandbox, negative)).ShouldBe(("/" + field, "minimum", "ASSUMED"));
    }

    [Theory]
    [InlineData("userType")]
    [InlineData("identifyId")]
    public async Task Null_InARequiredField_IsRefusedByAssumption(string field)
    {
        var sandbox = await SandboxAsync();

        var other = field == "userType" ? "identifyId\":\"u1" : "userType\":\"USER";
        var answer = await sandbox.CallAsync(Foldspace, "PUT", "/v1/user/u1", $$"""{"{{field}}":null,"{{other}}"}""");

        answer.Status.ShouldBe(400);
        (await FindingAsync(sandbox, answer)).ShouldBe(("/" + field, "nullable", "ASSUMED"));
    }

    [Fact]
    public async Task Deletion_ThatNamesNoUser_IsRefusedByAssumption()
    {
        var sandbox = await SandboxAsync();

        var ofUser = await sandbox.CallAsync(Foldspace, "DELETE", "/v1/user", "{}");
        var ofSubscription = await sandbox.CallAsync(Foldspace, "DELETE", "/v1/subscription", "{}");

        (await FindingAsync(sandbox, ofUser)).ShouldBe(("/identifyId", "required", "ASSUMED"));
        // The page of this one marks it.
        (await FindingAsync(sandbox, ofSubscription)).ShouldBe(("/identifyId", "required", "DOC"));
    }

    [Theory]
    [InlineData("PUT", "/v1/user/u1", User, "SEED")]
    [InlineData("POST", "/v1/user", User, "ASSUMED")]
    [InlineData("POST", "/v1/subscription", """{"identifyId":"acme"}""", "DOC")]
    [InlineData("PUT", "/v1/subscription/acme", """{"name":"Acme"}""", "ASSUMED")]
    public async Task Product_ThatIsWrong_IsKnownByTheOperationThatTookIt(
        string method,
        string path,
        string body,
        string evidence
    )
    {
        var sandbox = await SandboxAsync();

        var answer = await sandbox.CallAsync(Foldspace, method, path, body[..^1] + Products);

        answer.Status.ShouldBe(400);
        (await FindingAsync(sandbox, answer)).ShouldBe(("/products/0/environment", "maximum", evidence));
    }

    [Theory]
    [InlineData("PUT", "/v1/user/u1", "DOC")]
    [InlineData("POST", "/v1/user", "ASSUMED")]
    [InlineData("POST", "/v1/subscription", "DOC")]
    [InlineData("PUT", "/v1/subscription/acme", "ASSUMED")]
    public async Task Refusal_OfAnOperation_IsKnownAsTheOperationIs(string method, string path, string evidence)
    {
        var sandbox = await SandboxAsync();
        foreach (var status in new[] { 401, 500 })
        {
            await sandbox.ArrangeAsync(
                "POST",
                "/faults",
                $$"""{"vendor":"foldspace","kind":"status","status":{{status}},"times":1}"""
            );
            var answer = await sandbox.CallAsync(Foldspace, method, path, User);
            (answer.Status, answer.Header("X-Mock-Evidence")).ShouldBe((status, evidence));
        }
    }

    [Theory]
    [InlineData("/v1/user/nobody", "DOC")]
    [InlineData("/v1/subscription/nobody", "ASSUMED")]
    public async Task Nobody_IsKnownAsTheOperationIs(string path, string evidence)
    {
        var sandbox = await SandboxAsync();

        var answer = await sandbox.CallAsync(Foldspace, "PUT", path, User.Replace("u1", "nobody"));

        (answer.Status, answer.Header("X-Mock-Evidence")).ShouldBe((404, evidence));
    }

    [Fact]
    public async Task Limit_OfTheVendorItself_IsANumberThatIsAssumed()
    {
        var sandbox = await SandboxAsync();
        await sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true}""");
        for (var i = 0; i < 100; i++)
            (await sandbox.CallAsync(Foldspace, "GET", "/v1/user/u1")).Status.ShouldBe(200);

        var answer = await sandbox.CallAsync(Foldspace, "GET", "/v1/user/u1");

        answer.Status.ShouldBe(429);
        (await EntryAsync(sandbox, answer))
            .GetProperty("assumed")
            .EnumerateArray()
            .Select(r => r.GetProperty("name").GetString())
            .ShouldBe(["errors/RateLimit/mediaType", "limits"], ignoreOrder: true);
    }

    [Fact]
    public async Task Spec_OfAUsersSubscription_LeavesOpenWhichOfItsNamesItIs()
    {
        var spec = (await mock.Control.SendAsync("GET", "/_mock/openapi/foldspace.json")).Json;

        foreach (var schema in new[] { "UserWrite", "UserCreate", "User" })
        {
            var description = spec.GetProperty("components")
                .GetProperty("schemas")
                .GetProperty(schema)
                .GetProperty("properties")
                .GetProperty("lastSubscriptionIdentifier")
                .GetProperty("description")
                .GetString()!;
            description.ShouldContain("`id` or its `identifyId`");
            description.ShouldContain("ASSUMED");
        }
    }

    private async Task<TestSandbox> SandboxAsync()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        await sandbox.ArrangeAsync("PUT", "/users/foldspace/u1", "{}");
        return sandbox;
    }

    private Task<WireAnswer> PutAsync(TestSandbox sandbox, string more) =>
        sandbox.CallAsync(Foldspace, "PUT", "/v1/user/u1", User[..^1] + more);

    private static async Task<(string? Pointer, string? Keyword, string? Evidence)> FindingAsync(
        TestSandbox sandbox,
        WireAnswer answer
    )
    {
        var finding = (await EntryAsync(sandbox, answer)).GetProperty("findings")[0];
        return (
            finding.GetProperty("pointer").GetString(),
            finding.GetProperty("keyword").GetString(),
            finding.GetProperty("evidence").GetString()
        );
    }

    private static async Task<System.Text.Json.JsonElement> EntryAsync(TestSandbox sandbox, WireAnswer answer) =>
        (await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;
}
