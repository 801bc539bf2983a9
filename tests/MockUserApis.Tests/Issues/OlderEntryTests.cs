using MockUserApis.Postgres;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// An entry that an older node wrote does not say whether its user was missing: it is read, and explained by the users
/// of now.
/// </summary>
public sealed class OlderEntryTests : IAsyncLifetime
{
    private const string Said = ",\"UserMissing\":true";
    private const int Journals = 8;

    private readonly string url = Store.NewUrl();
    private Server? server;

    public async ValueTask InitializeAsync() => server = await Server.StartAsync(more: PostgresStore.Open(url).Use);

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? default;

    [DatabaseFact]
    public async Task Entry_WithoutWhoWasMissing_IsExplainedByTheUsersOfNow()
    {
        var sandbox = await server!.SandboxAsync();
        var calls = new UserCalls(sandbox, server.Directory.All.Single(v => v.Slug == "gainsight-px"));
        var answer = await calls.ReadAsync("nobody");
        answer.Status.ShouldBe(404);
        for (var i = 0; i < Journals; i++)
            Store.Run(url, Older(i));

        var missing = (await calls.EntryAsync(answer)).GetProperty("diagnosis");
        await calls.SeededAsync(key: "nobody");
        var there = (await calls.EntryAsync(answer)).GetProperty("diagnosis");

        missing.GetProperty("problems")[0].GetProperty("actual").GetString().ShouldBe("\"nobody\"");
        there.GetProperty("problems").GetArrayLength().ShouldBe(0);
        there.GetProperty("summary").GetString()!.ShouldContain("answered 404");
    }

    private static string Older(int journal) =>
        $"UPDATE journal_{journal} SET entry = "
        + $"convert_to(replace(convert_from(entry, 'UTF8'), '{Said}', ''), 'UTF8')";
}
