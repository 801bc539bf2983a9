namespace MockUserApis.Tests.EveryVendor;

/// <summary>A provider state shows, and its teardown undoes it.</summary>
public class PactStateTests(MockFixture mock)
{
    private const string Key = "4242";

    public static TheoryData<string, string, int> States =>
        [
            .. MockFixture.Known.SelectMany(v =>
                new (string, string, int)[]
                {
                    (v.Slug, """{"state":"a user exists","params":{"id":"4242"}}""", 200),
                    (v.Slug, """{"state":"a user exists","params":{"id":4242}}""", 200),
                    (v.Slug, """{"state":"no user exists","params":{"id":"4242"}}""", 0),
                    (v.Slug, """{"state":"the user was deleted","params":{"id":"4242"}}""", 0),
                    (v.Slug, """{"state":"the rate limit is exhausted"}""", 429),
                    (v.Slug, """{"state":"the credential is revoked"}""", 401),
                    (v.Slug, """{"state":"the vendor is failing","params":{"status":503}}""", 503),
                    (v.Slug, """{"state":""}""", 0),
                }
            ),
        ];

    /// <summary>0 stands for whatever the vendor answers for a user that is not there.</summary>
    [Theory]
    [MemberData(nameof(States))]
    public async Task EveryVendor_SetUpAndTearDown_ShowAndUndo(string slug, string state, int during)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var absent = await ReadAsync(sandbox, vendor);
        absent.ShouldBeInRange(400, 404);

        await sandbox.ArrangeAsync("POST", $"/pact-states?vendor={slug}", state);
        (await ReadAsync(sandbox, vendor)).ShouldBe(during == 0 ? absent : during);
        await sandbox.ArrangeAsync("POST", $"/pact-states?vendor={slug}", state.Insert(1, "\"action\":\"teardown\","));

        (await ReadAsync(sandbox, vendor)).ShouldBe(absent);
    }

    private static async Task<int> ReadAsync(TestSandbox sandbox, Vendor vendor)
    {
        var path = vendor.Api.Updating.Path;
        return (
            await sandbox.CallAsync(
                vendor,
                "GET",
                path[..path.IndexOf('{', StringComparison.Ordinal)]
                    + Key
                    + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..]
            )
        ).Status;
    }
}
