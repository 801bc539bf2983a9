namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>What no page says is ASSUMED on every answer that relies on it, and on no other.</summary>
public sealed class EvidenceTests(MockFixture mock)
{
    private const string Member = "/api/v1/audience/1";
    private const string Core =
        "{\"firstName\":\"Nora\",\"lastName\":\"Winter\",\"country\":\"India\",\"state\":\"\","
        + "\"email\":\"nora1@example.com\"";

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Theory]
    [InlineData(Member)]
    [InlineData("/api/v1/audience?pageSize=1")]
    public async Task View_WithDynamicAttributes_HasThemInAnAssumedPlace(string target)
    {
        var sandbox = await mock.SandboxAsync();
        (await EvidenceAsync(sandbox, target)).ShouldBe("DOC");

        await sandbox.ArrangeAsync(
            "PUT",
            "/settings/volt-mx",
            """{"dynamicAttributes":[{"name":"Tier","type":"String"}]}"""
        );

        (await EvidenceAsync(sandbox, target)).ShouldBe("ASSUMED");
    }

    [Theory]
    [InlineData("smsSubscription", Member)]
    [InlineData("emailSubscription", "/api/v1/audience?pageSize=1")]
    [InlineData("lastActiveDateStr", Member)]
    public async Task View_OfAnUnsetField_IsNullByAssumption(string field, string target)
    {
        var sandbox = await mock.SandboxAsync();

        await sandbox.ArrangeAsync("PATCH", "/users/volt-mx/1", $$"""{"{{field}}":null}""");

        (await EvidenceAsync(sandbox, target)).ShouldBe("ASSUMED");
    }

    // The list does not show it.
    [Fact]
    public async Task List_OfMembersWithoutVoiceSubscription_ReliesOnNothingMore()
    {
        var sandbox = await mock.SandboxAsync();

        await sandbox.ArrangeAsync("PATCH", "/users/volt-mx/1", """{"voiceSubscription":null}""");

        (await EvidenceAsync(sandbox, "/api/v1/audience?pageSize=1")).ShouldBe("DOC");
        (await EvidenceAsync(sandbox, Member)).ShouldBe("ASSUMED");
    }

    [Theory]
    [InlineData("lastActiveDateStr", "08/23/2017", "SEED")]
    [InlineData("lastActiveDate", "12/23/2018 12:08:59 PM", "SEED")]
    [InlineData("lastActiveDateStr", "", "ASSUMED")]
    [InlineData("lastActiveDate", "", "ASSUMED")]
    [InlineData("lastActiveDateStr", "12/23/2018 12:08:59 PM UTC", "ASSUMED")]
    public async Task Date_InAFormThatNoPageHas_IsTakenByAssumption(string field, string date, string evidence)
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.CallAsync(VoltMx, "PUT", Member, $"{Core},\"{field}\":\"{date}\"}}");

        (answer.Status, answer.Header("X-Mock-Evidence")).ShouldBe((200, evidence));
    }

    [Fact]
    public async Task Subscription_WithoutAMobileNumber_IsRefusedByAssumption()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("PUT", "/settings/volt-mx", """{"reconciliationKey":"mobileNumber"}""");

        var answer = await sandbox.CallAsync(VoltMx, "POST", "/api/v1/subscribeaudience/", Core + ",\"ksid\":5}");

        answer.Text.ShouldBe("""{"message":"Mobile Number is required"}""");
        answer.Header("X-Mock-Evidence").ShouldBe("ASSUMED");
    }

    private async Task<string?> EvidenceAsync(TestSandbox sandbox, string target)
    {
        var answer = await sandbox.CallAsync(VoltMx, "GET", target);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Header("X-Mock-Evidence");
    }
}
