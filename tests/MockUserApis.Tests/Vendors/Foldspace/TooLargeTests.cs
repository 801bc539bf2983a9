namespace MockUserApis.Tests.Vendors.Foldspace;

public sealed class TooLargeTests(MockFixture mock)
{
    [Fact]
    public async Task Body_BeyondTheLimit_IsRefusedInTheVendorsShape() =>
        (await (await mock.SandboxAsync()).CallAsync(mock.Vendor("foldspace"), "PUT", "/v1/user/u1", "\"" + new string('x', 1 << 20) + "\""))
            .Text.ShouldBe("""{"error":"Payload too large"}""");
}
