namespace MockUserApis.Tests.Vendors.VoltMx;

public sealed class TooLargeTests(MockFixture mock)
{
    [Fact]
    public async Task Body_BeyondTheLimit_IsRefusedInTheVendorsShape() =>
        (await (await mock.SandboxAsync()).CallAsync(mock.Vendor("volt-mx"), "PUT", "/api/v1/audience/1", "\"" + new string('x', 1 << 20) + "\""))
            .Text.ShouldBe("""{"message":"Request entity too large"}""");
}
