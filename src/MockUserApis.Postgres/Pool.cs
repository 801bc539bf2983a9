using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// Connections, so many at once. Who has to wait waits here, on its own thread: Npgsql's queue wakes a waiting thread
/// through the thread pool, which has none left when all of them wait.
/// </summary>
internal sealed class Pool(NpgsqlConnectionStringBuilder connection) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
    private readonly SemaphoreSlim places = new(connection.MaxPoolSize);

    public T Use<T>(Func<NpgsqlConnection, T> use)
    {
        if (!places.Wait(Patience)) throw new TimeoutException($"All {connection.MaxPoolSize} connections were busy for {Patience.TotalSeconds} s. Give --store a larger ?pool=.");
        try
        {
            using var open = source.OpenConnection();
            return use(open);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Closes those that are idle: where one broke, others have as well.</summary>
    public void Clear() => source.Clear();

    public void Dispose()
    {
        source.Dispose();
        places.Dispose();
    }
}
