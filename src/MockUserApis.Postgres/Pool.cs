using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// Connections, so many at once. Who has to wait sleeps here: Npgsql's queue wakes a waiting thread through the thread
/// pool, which has none left when all of them wait, and a SemaphoreSlim spins, which takes the time that the others
/// need.
/// </summary>
internal sealed class Pool(NpgsqlConnectionStringBuilder connection) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
    private readonly object places = new();
    private int free = connection.MaxPoolSize;

    public T Use<T>(Func<NpgsqlConnection, T> use)
    {
        Take();
        try
        {
            using var open = source.OpenConnection();
            return use(open);
        }
        finally
        {
            lock (places)
            {
                free++;
                Monitor.Pulse(places);
            }
        }
    }

    /// <summary>Closes those that are idle: where one broke, others have as well.</summary>
    public void Clear() => source.Clear();

    public void Dispose() => source.Dispose();

    private void Take()
    {
        lock (places)
        {
            while (free == 0)
                if (!Monitor.Wait(places, Patience))
                    throw new TimeoutException(
                        $"All {connection.MaxPoolSize} connections were busy for {Patience.TotalSeconds} s. Give "
                            + "--store a larger ?pool=."
                    );
            free--;
        }
    }
}
