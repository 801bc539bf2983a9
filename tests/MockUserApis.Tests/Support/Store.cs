using Microsoft.AspNetCore.Builder;
using MockUserApis.Postgres;

namespace MockUserApis.Tests.Support;

/// <summary>The store that the run's servers use: memory, or the database that MOCK_STORE names, where each server has a schema of its own.</summary>
internal static class Store
{
    private static readonly string? Database = Environment.GetEnvironmentVariable("MOCK_STORE") is { Length: > 0 } url ? url : null;

    public static bool IsShared => Database is not null;

    /// <summary>A URL that nobody else has; null: memory.</summary>
    public static string? NewUrl() => Database is null ? null : $"{Database}?schema=t{Guid.NewGuid():n}&pool=8";

    /// <summary>For <see cref="MockServer.Build"/>.</summary>
    public static Action<WebApplicationBuilder>? Use => NewUrl() is { } url ? PostgresStore.Open(url).Use : null;
}
