namespace MockUserApis.Tests.Operations;

/// <summary>Users as a test arranges them: read, put, patched.</summary>
public sealed class UserTests(MockFixture mock)
{
    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task User_PutThenPatchedWithNothing_KeepsWhatWasPut(string slug)
    {
        var box = await mock.SandboxAsync();
        var first = (await box.ArrangeAsync("GET", $"/users/{slug}?limit=1&view=keyed")).Json[0];
        var address = $"/users/{slug}/{Uri.EscapeDataString(first.GetProperty("key").GetString()!)}";
        await box.ArrangeAsync("PUT", address, """{"email":"ada@example.com"}""");
        (await box.ArrangeAsync("PATCH", address, "{}")).Text.ShouldBe((await box.ArrangeAsync("GET", address)).Text);
        (await box.ArrangeAsync("GET", address)).Text.ShouldNotBe(first.GetProperty("user").GetRawText());
        (await box.MockAsync("PATCH", $"/users/{slug}/999999999", "{}")).Status.ShouldBe(404);
    }
}
