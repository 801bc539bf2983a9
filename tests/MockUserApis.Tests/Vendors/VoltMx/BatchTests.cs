namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>Batches of imports beside those that an import makes: generated ones, and those that a test sets.</summary>
public sealed class BatchTests(MockFixture mock)
{
    private const string Place = "/collections/volt-mx/batchinfo/";

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task Population_HasBatchesOfEveryCode()
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");
        var codes = new List<int>();
        for (var i = 1; i <= 20; i++)
            codes.Add((await ReadAsync(sandbox, $"{i}")).Json.GetProperty("uploadStatusCode").GetInt32());

        codes.Distinct().Order().ShouldBe([0, 200, 400, 500]);
        (await ReadAsync(sandbox, "21")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Batch_ThatATestSets_IsUnderWayUntilItSaysOtherwise()
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");
        await sandbox.ArrangeAsync(
            "PUT",
            Place + "77",
            """{"uploadStatusCode":0,"statusMessage":"Processing initialized"}"""
        );
        var underWay = await ReadAsync(sandbox, "77");
        await sandbox.ArrangeAsync("PATCH", Place + "77", """{"uploadStatusCode":200}""");

        underWay.Json.GetProperty("uploadStatusCode").GetInt32().ShouldBe(0);
        (await ReadAsync(sandbox, "77")).Json.GetProperty("uploadStatusCode").GetInt32().ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"uploadStatusCode":0}""", "Processing initialized")]
    [InlineData("""{"uploadStatusCode":400}""", "Uploaded file has got errors")]
    [InlineData("""{"statusMessage":"Ready","uploadStatusCode":0}""", "Ready")]
    public async Task Batch_ThatATestSets_SaysWhatItsCodeDoes(string body, string message)
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");

        await sandbox.ArrangeAsync("PUT", Place + "77", body);

        (await ReadAsync(sandbox, "77")).Json.GetProperty("statusMessage").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task Batch_ThatATestEnds_SaysHowManyRowsThereWere()
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");
        await sandbox.ArrangeAsync("PUT", Place + "77", """{"uploadStatusCode":0}""");

        await sandbox.ArrangeAsync("PATCH", Place + "77", """{"uploadStatusCode":200}""");
        var ended = (await ReadAsync(sandbox, "77")).Json.GetProperty("statusMessage").GetString()!;
        await sandbox.ArrangeAsync("PATCH", Place + "77", """{"importedBy":"nora"}""");

        ended.ShouldMatch("^Successfully uploaded requests of count : [1-9][0-9]*$");
        (await ReadAsync(sandbox, "77")).Json.GetProperty("statusMessage").GetString().ShouldBe(ended);
    }

    [Theory]
    [InlineData("77", """{"uploadStatusCode":"200"}""")]
    [InlineData("77", """{"statusMessage":null}""")]
    [InlineData("77", """{"importedDate":"today"}""")]
    [InlineData("77", """{"nothing":1}""")]
    [InlineData("first", "{}")]
    public async Task Batch_ThatCannotBe_IsRefused(string id, string body)
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");

        (await sandbox.MockAsync("PUT", Place + id, body)).Status.ShouldBe(400);
        (await ReadAsync(sandbox, "77")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Diagnosis_OfABatchThatIsNotThere_NamesItsKindAndReadsAnother()
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");
        var refused = await ReadAsync(sandbox, "99");

        var entry = (await sandbox.ArrangeAsync("GET", $"/requests/{refused.Header("X-Mock-Exchange")}")).Json;

        var diagnosis = entry.GetProperty("diagnosis");
        diagnosis.GetProperty("summary").GetString()!.ShouldContain("the id of a batch that exists");
        diagnosis.GetProperty("curl").GetString()!.ShouldContain("/api/v1/batchinfo/status/1'");
    }

    [Theory]
    [InlineData("a batch exists", "77", 200)]
    [InlineData("no batch exists", "1", 400)]
    [InlineData("the batch was deleted", "1", 400)]
    public async Task PactState_OfABatch_IsThereAndUndone(string state, string id, int status)
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");
        var before = (await ReadAsync(sandbox, id)).Text;
        string Body(string action) => $$"""{"state":"{{state}}","params":{"id":"{{id}}"},"action":"{{action}}"}""";

        await sandbox.ArrangeAsync("POST", "/pact-states?vendor=volt-mx", Body("setup"));
        var during = (await ReadAsync(sandbox, id)).Status;
        await sandbox.ArrangeAsync("POST", "/pact-states?vendor=volt-mx", Body("teardown"));

        during.ShouldBe(status);
        (await ReadAsync(sandbox, id)).Text.ShouldBe(before);
    }

    private Task<WireAnswer> ReadAsync(TestSandbox sandbox, string id) =>
        sandbox.CallAsync(VoltMx, "GET", "/api/v1/batchinfo/status/" + id);
}
