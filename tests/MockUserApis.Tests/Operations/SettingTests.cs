namespace MockUserApis.Tests.Operations;

/// <summary>What an administrator of a vendor's server could choose, in one sandbox.</summary>
public sealed class SettingTests(MockFixture mock)
{
    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/settings/{slug}")]
    [Succeeds("PUT", "/sandboxes/{sandbox}/settings/{slug}")]
    public async Task Setting_Changed_IsReadBackAndLeavesTheOthers()
    {
        var box = await mock.SandboxAsync();
        var before = await box.ArrangeAsync("GET", "/settings/volt-mx");
        before.Text.ShouldBe("""{"reconciliationKey":"email","dynamicAttributes":[]}""");

        var changed = await box.ArrangeAsync("PUT", "/settings/volt-mx", """{"reconciliationKey":"mobileNumber"}""");

        changed.Text.ShouldBe("""{"reconciliationKey":"mobileNumber","dynamicAttributes":[]}""");
        (await box.ArrangeAsync("GET", "/settings/volt-mx")).Text.ShouldBe(changed.Text);
    }
}
