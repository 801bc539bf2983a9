using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using MockUserApis.Postgres;
using Npgsql;

namespace MockUserApis.Tests.Support;

/// <summary>
/// Where servers keep their state: memory, or the database that MOCK_STORE names. MOCK_DATABASE names one for the tests
/// that are about several nodes. In either, each server has a schema of its own.
/// </summary>
internal static class Store
{
    private static readonly string? OfRun = Set("MOCK_STORE");
    private static readonly string? Database = Set("MOCK_DATABASE") ?? OfRun;
    private static readonly Lazy<Database> Bare = new(() => PostgresStore.Open(NewUrl()).Database);
    private static readonly ConcurrentDictionary<PostgresStore, bool> OfTheRun = new();
    private static long generations;

    public static bool HasDatabase => Database is not null;

    /// <summary>For <see cref="MockServer.Build"/>.</summary>
    public static Action<WebApplicationBuilder>? Use
    {
        get
        {
            if (OfRun is null)
                return null;
            var store = PostgresStore.Open(NewUrl());
            OfTheRun.TryAdd(store, true);
            return store.Use;
        }
    }

    /// <summary>Whether <see cref="Use"/> gave it: what <see cref="Options"/> say for a program.</summary>
    public static bool IsOfRun(Action<WebApplicationBuilder>? use) =>
        use is null || (use.Target is PostgresStore store && OfTheRun.ContainsKey(store));

    /// <summary>For <c>serve</c>.</summary>
    public static string[] Options => OfRun is null ? [] : ["--store", NewUrl()];

    /// <summary>A URL in the database that nobody else has.</summary>
    public static string NewUrl() => $"{Database}?schema=t{Guid.NewGuid():n}&pool=16";

    /// <summary>A store without a sandbox around it.</summary>
    public static Collection Users(Population population) =>
        OfRun is not null
            ? new PostgresCollection(Bare.Value, Interlocked.Increment(ref generations), "Test", population)
            : new MemoryCollection(population);

    /// <summary>Runs a statement in the URL's schema.</summary>
    public static void Run(string url, string sql)
    {
        using var source = NpgsqlDataSource.Create(PostgresUrl.Parse(url).Connection);
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static string? Set(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } url ? url : null;
}
