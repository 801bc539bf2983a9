using System.Diagnostics;
using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// Sends SQL, one round trip a call, and says in the kernel's words that the server cannot be reached. What a crash of
/// the database may forget (journal, coverage, counts of a limit) commits without waiting for its disk.
/// </summary>
internal sealed partial class Database : IDisposable
{
    // A connection that broke while it was idle says so at once. A command that has waited longer need not wait again.
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource durable;
    private readonly NpgsqlDataSource relaxed;
    private long trips;

    public Database(NpgsqlDataSource durable, NpgsqlDataSource relaxed)
    {
        (this.durable, this.relaxed) = (durable, relaxed);
        Swaps = new(swaps => Swap.PutAsync(this, swaps));
        Entries = new(rows => EntryRow.PutAsync(this, rows));
    }

    /// <summary>Changes of members that keep their ids.</summary>
    public Gathering<Swap, (bool IsDone, MemberRow? Newer)> Swaps { get; }

    /// <summary>Entries of journals, and nothing with them.</summary>
    public Gathering<EntryRow, bool> Entries { get; }

    /// <summary>How often something was sent and waited for.</summary>
    public long Trips => Interlocked.Read(ref trips);

    /// <summary>
    /// Reads, or does what does no harm twice: again on another connection when the first one turns out to be broken.
    /// </summary>
    public async ValueTask<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, params object?[] values)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            return await RowsAsync(relaxed, sql, row, values);
        }
        catch (StoreUnavailableException broken)
            when (broken.InnerException is NpgsqlException && Stopwatch.GetElapsedTime(began) < Stale)
        {
            return await RowsAsync(relaxed, sql, row, values);
        }
    }

    /// <summary>The same of several statements, in one round trip and transaction.</summary>
    public async ValueTask<IReadOnlyList<List<T>>> ReadAsync<T>(
        IReadOnlyList<(string Sql, object?[] Values)> statements,
        Func<NpgsqlDataReader, T> row
    )
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            return await RowsAsync(relaxed, statements, row);
        }
        catch (StoreUnavailableException broken)
            when (broken.InnerException is NpgsqlException and not PostgresException
                && Stopwatch.GetElapsedTime(began) < Stale
            )
        {
            return await RowsAsync(relaxed, statements, row);
        }
    }

    /// <summary>Changes rows, one statement, and gives what it returns.</summary>
    public ValueTask<List<T>> WriteAsync<T>(string sql, Func<NpgsqlDataReader, T> row, params object?[] values) =>
        RowsAsync(durable, sql, row, values);

    /// <summary>Changes rows and says how many.</summary>
    public ValueTask<int> WriteAsync(string sql, params object?[] values) => RunAsync(durable, [(sql, values)]);

    /// <summary>The same, not waiting for the database's disk.</summary>
    public ValueTask<List<T>> WriteRelaxedAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> row,
        params object?[] values
    ) => RowsAsync(relaxed, sql, row, values);

    public ValueTask<int> WriteRelaxedAsync(params (string Sql, object?[] Values)[] statements) =>
        RunAsync(relaxed, statements);

    /// <summary>
    /// Several statements or none of them; each must change as many rows as it says (-1: any number). False when one
    /// did not.
    /// </summary>
    public async ValueTask<bool> TransactAsync(params (string Sql, int Rows, object?[] Values)[] statements)
    {
        // And one to commit.
        Interlocked.Add(ref trips, 2);
        try
        {
            await using var connection = await OpenAsync(durable);
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = Batch(connection, statements.Select(s => (s.Sql, s.Values)));
            batch.Transaction = transaction;
            await batch.ExecuteNonQueryAsync();
            for (var i = 0; i < statements.Length; i++)
            {
                var rows = statements[i].Rows;
                if (rows >= 0 && batch.BatchCommands[i].RecordsAffected != rows)
                    return false;
            }

            await transaction.CommitAsync();
            return true;
        }
        catch (PostgresException lost)
            when (lost.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            return false;
        }
        catch (Exception error) when (IsDamage(error) || IsOutage(error))
        {
            throw Told(error);
        }
    }

    public void Dispose()
    {
        durable.Dispose();
        relaxed.Dispose();
    }

    private static async ValueTask<NpgsqlConnection> OpenAsync(NpgsqlDataSource source)
    {
        try
        {
            return await source.OpenConnectionAsync();
        }
        catch (NpgsqlException busy) when (busy.InnerException is TimeoutException late)
        {
            // All were busy for as long as one waits, or the server says nothing: those that there are work still.
            throw new TimeoutException(
                "No connection to the database was free in time. Give --store a larger ?pool=.",
                late
            );
        }
    }

    private async ValueTask<List<T>> RowsAsync<T>(
        NpgsqlDataSource source,
        string sql,
        Func<NpgsqlDataReader, T> row,
        object?[] values
    )
    {
        Interlocked.Increment(ref trips);
        try
        {
            await using var connection = await OpenAsync(source);
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(Parameter(value));
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<T>();
            while (await reader.ReadAsync())
                rows.Add(row(reader));
            return rows;
        }
        catch (Exception error) when (IsDamage(error) || IsOutage(error))
        {
            throw Told(error);
        }
    }

    private async ValueTask<IReadOnlyList<List<T>>> RowsAsync<T>(
        NpgsqlDataSource source,
        IReadOnlyList<(string Sql, object?[] Values)> statements,
        Func<NpgsqlDataReader, T> row
    )
    {
        Interlocked.Increment(ref trips);
        try
        {
            await using var connection = await OpenAsync(source);
            await using var batch = Batch(connection, statements);
            await using var reader = await batch.ExecuteReaderAsync();
            var all = new List<List<T>>(statements.Count);
            do
            {
                var rows = new List<T>();
                while (await reader.ReadAsync())
                    rows.Add(row(reader));
                all.Add(rows);
            } while (await reader.NextResultAsync());
            return all;
        }
        catch (Exception error) when (IsDamage(error) || IsOutage(error))
        {
            throw Told(error);
        }
    }

    private async ValueTask<int> RunAsync(NpgsqlDataSource source, (string Sql, object?[] Values)[] statements)
    {
        Interlocked.Increment(ref trips);
        try
        {
            await using var connection = await OpenAsync(source);
            await using var batch = Batch(connection, statements);
            return await batch.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (IsDamage(error) || IsOutage(error))
        {
            throw Told(error);
        }
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, IEnumerable<(string, object?[])> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (sql, values) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(Parameter(value));
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static NpgsqlParameter Parameter(object? value) => new() { Value = value ?? DBNull.Value };
}
