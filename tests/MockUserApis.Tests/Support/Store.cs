using Microsoft.AspNetCore.Builder;
using MockUserApis.Postgres;
using Npgsql;

namespace MockUserApis.Tests.Support;

/// <summary>The store that the run's servers use: memory, or the database that MOCK_STORE names, where each server has a schema of its own.</summary>
internal static class Store
{
    private static readonly string? Url = Environment.GetEnvironmentVariable("MOCK_STORE") is { Length: > 0 } url ? url : null;
    private static readonly Lazy<Database> Bare = new(() => PostgresStore.Open(NewUrl()!).Database);
    private static long worlds;

    public static bool IsShared => Url is not null;

    /// <summary>For <see cref="MockServer.Build"/>.</summary>
    public static Action<WebApplicationBuilder>? Use => NewUrl() is { } url ? PostgresStore.Open(url).Use : null;

    /// <summary>A URL that nobody else has; null: memory.</summary>
    public static string? NewUrl() => Url is null ? null : $"{Url}?schema=t{Guid.NewGuid():n}&pool=16";

    /// <summary>A store without a sandbox around it.</summary>
    public static UserStore Users(Population population) =>
        IsShared ? new SharedUserStore(Bare.Value, Interlocked.Increment(ref worlds), "Test", population) : new MemoryUserStore(population);

    /// <summary>Runs a statement in the URL's schema.</summary>
    public static void Run(string url, string sql)
    {
        using var source = NpgsqlDataSource.Create(PostgresUrl.Parse(url).Connection);
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
