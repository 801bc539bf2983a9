namespace MockUserApis.Tests.Issues;

/// <summary>
/// <c>1e9999999999</c> is JSON, and a number that the framework refuses to compare: the diagnosis of such a body, an
/// assertion about it and a seed with it were each a 500.
/// </summary>
public sealed class HugeExponentTests(MockFixture mock)
{
    private const string Huge = "1e9999999999";

    // A text of it reads as a number that JSON has not; so do the words for what is none.
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Body_WithOneInEachMember_IsDiagnosed(string api)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Asked(api);
        foreach (var operation in vendor.Api.Contract.Operations.Where(o => o.Body is not null))
        foreach (var number in (string[])[Huge, $"\"{Huge}\"", "\"NaN\"", "\"-Infinity\""])
        {
            var members = operation.Body!.Properties.Names.Select(n => $"\"{n}\":{number}");
            var answer = await sandbox.CallAsync(
                vendor,
                operation.Method,
                Examples.Path(operation).Target,
                "{" + string.Join(',', members) + "}"
            );
            answer.Status.ShouldBeLessThan(500, operation.Id);
            var id = answer.Header("X-Mock-Exchange");
            (await sandbox.ArrangeAsync("GET", "/requests/" + id)).Status.ShouldBe(200, operation.Id);
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task AssertionAndSeed_WithOne_AreAnswered(string slug)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor(slug);
        var update = vendor.Api.Updating;
        var body = "{\"profile\":{\"name\":" + Huge + "},\"a\":" + Huge + "}";
        await sandbox.CallAsync(vendor, update.Method, Examples.Path(update).Target, body);

        var holds = await sandbox.MockAsync("POST", "/assert", Asserting(Huge, 1));
        var misses = await sandbox.MockAsync("POST", "/assert", Asserting("1e9999999998", 0));
        var seeded = await sandbox.MockAsync("PUT", $"/users/{slug}/huge", body);

        holds.Status.ShouldBe(200, holds.Text);
        holds.Json.GetProperty("holds").GetBoolean().ShouldBeTrue();
        misses.Status.ShouldBe(200, misses.Text);
        misses.Json.GetProperty("holds").GetBoolean().ShouldBeTrue();
        seeded.Status.ShouldBeInRange(200, 499, seeded.Text);
    }

    private static string Asserting(string number, int times) =>
        "{\"body\":{\"a\":" + number + "},\"times\":{\"exactly\":" + times + "}}";
}
