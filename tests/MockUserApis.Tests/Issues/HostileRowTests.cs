using MockUserApis.Postgres;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A row that somebody else had written into the database made calls of other sandboxes 500. One bad row costs its own
/// sandbox alone.
/// </summary>
public sealed class HostileRowTests : IAsyncLifetime
{
    private const string MaxNumber = "9223372036854775807";
    private const string Revoked = """{"state":"the credential is revoked","params":{"vendor":"foldspace"}}""";
    private const string Generation = "(SELECT world FROM sandbox WHERE name = 'bad')";

    private static readonly string[] BadRows =
    [
        "state = ''",
        "state = 'nonsense'",
        "state = '{}'",
        "state = 'null'",
        "state = '[]'",
        """state = '{"Settings":null,"Revoked":null,"Limits":null}'""",
        """state = '{"Settings":{},"Revoked":[],"Limits":{"volt-mx":null}}'""",
        """state = '{"Settings":{},"Revoked":[],"Limits":{"volt-mx":{"Enabled":true,"Limits":[{"Requests":1}]}}}'""",
        """state = '{"Settings":{"volt-mx/reconciliationKey":"nonsense"},"Revoked":["nobody"],"Limits":{}}'""",
        $"created = {MaxNumber}",
        "created = -1",
        $"expires = {MaxNumber}",
        $"clock_offset = {MaxNumber}",
        $"clock_offset = -{MaxNumber}",
        $"frozen_at = {MaxNumber}",
        "frozen_at = -5",
        "profile = 77",
        "population = -5",
        $"seed = -{MaxNumber}",
    ];

    private static readonly string[] BadDefaults =
    [
        "state = 'nonsense'",
        "state = '{}'",
        "expires = 0",
        "expires = -1",
        "created = -1",
        $"frozen_at = {MaxNumber}",
        $"clock_offset = {MaxNumber}",
    ];

    private static readonly string[] BadFaults =
    [
        "nonsense",
        "{}",
        "[]",
        "null",
        """{"Kind":"nonsense"}""",
        """{"Kind":"status","Status":99999}""",
        """{"Kind":"latency","Delay":"10675199.00:00:00"}""",
    ];

    // Of one sandbox, in every table that has something of it.
    private static readonly string[] BadStatements =
    [
        .. Enumerable.Range(0, 8).Select(i => $"UPDATE journal_{i} SET vendor = 'nobody' WHERE vendor = 'foldspace'"),
        .. Enumerable.Range(0, 8).Select(i => $"UPDATE journal_{i} SET entry = '{{}}' WHERE vendor = 'volt-mx'"),
        .. Enumerable.Range(0, 8).Select(i => $"UPDATE journal_{i} SET entry = 'nonsense' WHERE vendor = 'user-com'"),
        $"INSERT INTO coverage VALUES ({Generation}, 'nobody', 'x', 'y'), ({Generation}, 'volt-mx', '', 'no reason')",
        $"UPDATE pact SET steps = 'nonsense' WHERE world = {Generation}",
        $"UPDATE meter SET lefts = '{{NaN}}', since = '{{{MaxNumber}}}', windows = '{{-1}}' WHERE world = {Generation}",
        .. BadFaults.Select((f, i) => $"INSERT INTO fault VALUES ({Generation}, {i + 1}, '{f}', NULL)"),
        $"INSERT INTO users VALUES ({Generation}, 'volt-mx', 1, 1, {MaxNumber}, true, 'nonsense')",
        $"INSERT INTO users VALUES ({Generation}, 'foldspace', 1, 1, NULL, false, '[]')",
        $"INSERT INTO reference VALUES ({Generation}, 'user-com', 'tag', 2000000000, '\\xFF')",
        $"INSERT INTO credential VALUES ('nobody', 'x', 'bad', true, {MaxNumber}), ('volt-mx', 'x', 'none', true, -1)",
    ];

    private readonly string url = Store.NewUrl();
    private Server? server;

    public async ValueTask InitializeAsync() => server = await Server.StartAsync(more: PostgresStore.Open(url).Use);

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? default;

    [DatabaseFact]
    public async Task Sandbox_RowThatCannotBeRead_CostsItselfAloneAndCanBeDropped()
    {
        var good = await server!.SandboxAsync("""{"rateLimits":false}""");
        foreach (var row in BadRows)
        {
            var bad = await server.SandboxAsync("""{"name":"bad"}""");
            Store.Run(url, $"UPDATE sandbox SET {row} WHERE name = 'bad'");

            foreach (var vendor in server.Directory.All)
                await ReadsAsync(good, vendor, row);
            (await server.Control.SendAsync("GET", "/_mock/sandboxes")).Status.ShouldBe(200, row);
            foreach (var vendor in server.Directory.All)
                await AnswersAsync(bad, vendor, row);
            (await server.Control.SendAsync("DELETE", "/_mock/sandboxes/bad")).Status.ShouldBe(204, row);
        }
    }

    // Everybody's requests read the row of the default sandbox.
    [DatabaseFact]
    public async Task Default_RowThatCannotBeRead_CostsItselfAloneAndARest()
    {
        var good = await server!.SandboxAsync("""{"rateLimits":false}""");
        foreach (var row in BadDefaults)
        {
            Store.Run(url, $"UPDATE sandbox SET {row} WHERE name = 'default'");

            foreach (var vendor in server.Directory.All)
                await ReadsAsync(good, vendor, row);
            (await server.Control.SendAsync("GET", "/_mock/sandboxes")).Status.ShouldBe(200, row);
            (await server.Control.SendAsync("POST", "/_mock/sandboxes/default/reset")).Status.ShouldBe(204, row);
        }

        Store.Run(url, "DELETE FROM sandbox WHERE name = 'default'");
        foreach (var vendor in server.Directory.All)
            await ReadsAsync(good, vendor, "no default sandbox");
    }

    [DatabaseFact]
    public async Task Rows_OfASandboxThatCannotBeRead_CostItAlone()
    {
        var good = await server!.SandboxAsync("""{"rateLimits":false}""");
        var bad = await server.SandboxAsync("""{"name":"bad"}""");
        foreach (var vendor in server.Directory.All)
            await ReadsAsync(bad, vendor, "before");
        await bad.ArrangeAsync("POST", "/pact-states", Revoked);
        foreach (var statement in BadStatements)
            Store.Run(url, statement);

        foreach (var vendor in server.Directory.All)
            await ReadsAsync(good, vendor, "beside the bad one");
        foreach (var vendor in server.Directory.All)
            await AnswersAsync(bad, vendor, "of itself");
        // What can be read is shown.
        var shown = (await bad.ArrangeAsync("GET", "/requests")).Json.EnumerateArray();
        shown.Select(e => e.GetProperty("vendor").GetString()).ShouldContain("gainsight-px");
        var har = (await bad.ArrangeAsync("GET", "/requests?format=har")).Json.GetProperty("log");
        har.GetProperty("entries").GetArrayLength().ShouldBePositive();
        await bad.ArrangeAsync("GET", "/coverage");
        await bad.ArrangeAsync("GET", "/faults");
        await bad.ArrangeAsync("POST", "/pact-states", Revoked[..^1] + ""","action":"teardown"}""");
        (await server.Control.SendAsync("GET", "/_mock/sandboxes")).Status.ShouldBe(200);
        await bad.ArrangeAsync("POST", "/reset");
        foreach (var vendor in server.Directory.All)
            await ReadsAsync(bad, vendor, "after a reset");
    }

    private static async Task ReadsAsync(TestSandbox sandbox, Vendor vendor, string about)
    {
        var calls = new UserCalls(sandbox, vendor);
        var answer = await sandbox.CallAsync(vendor, "GET", calls.Target(Key(vendor)));
        answer.Status.ShouldBe(200, $"{about}: {vendor.Slug} {answer.Text}");
    }

    // By the vendor's answer, or a neutral one that says what to do; never without a body.
    private async Task AnswersAsync(TestSandbox sandbox, Vendor vendor, string about)
    {
        var target = new UserCalls(sandbox, vendor).Target(Key(vendor));
        var answer = await server!.Wire(vendor).SendAsync("GET", target, sandbox.Credential(vendor), null);
        if (answer.Status < 500)
            return;
        answer.Text.ShouldContain("\"mock\":\"sandbox damaged\"", Case.Sensitive, $"{about}: {vendor.Slug}");
    }

    // Population user 1 of the default seed: no look into the database.
    private static string Key(Vendor vendor)
    {
        var first = new Population(vendor.Recipe, vendor.Name, 1, 1000).At(1)!.Value.Document;
        return Population.ValueOf(first, vendor.Recipe.Indexes[0])!;
    }
}
