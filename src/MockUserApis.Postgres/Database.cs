using System.Diagnostics;
using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// Sends SQL, one round trip a call, and says in the kernel's words that the server cannot be reached. What a crash of
/// the database may forget (journal, coverage, counts of a limit) commits without waiting for its disk.
/// </summary>
internal sealed class Database(Pool durable, Pool relaxed) : IDisposable
{
    // A connection that broke while it was idle says so at once. Who has waited longer need not wait again.
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Reads, or does what does no harm twice: again on another connection when the first one turns out to be broken.
    /// </summary>
    public List<T> Read<T>(string sql, Func<NpgsqlDataReader, T> row, params object?[] values) =>
        Guarded(() =>
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                return relaxed.Use(c => Rows(c, sql, row, values));
            }
            catch (NpgsqlException broken) when (IsOutage(broken) && Stopwatch.GetElapsedTime(began) < Stale)
            {
                Clear();
                return relaxed.Use(c => Rows(c, sql, row, values));
            }
        });

    /// <summary>Changes rows, one statement, and gives what it returns.</summary>
    public List<T> Write<T>(string sql, Func<NpgsqlDataReader, T> row, params object?[] values) =>
        Guarded(() => durable.Use(c => Rows(c, sql, row, values)));

    /// <summary>Changes rows and says how many.</summary>
    public int Write(string sql, params object?[] values) => Guarded(() => durable.Use(c => Run(c, [(sql, values)])));

    /// <summary>The same, not waiting for the database's disk.</summary>
    public List<T> WriteRelaxed<T>(string sql, Func<NpgsqlDataReader, T> row, params object?[] values) =>
        Guarded(() => relaxed.Use(c => Rows(c, sql, row, values)));

    public int WriteRelaxed(params (string Sql, object?[] Values)[] statements) =>
        Guarded(() => relaxed.Use(c => Run(c, statements)));

    /// <summary>
    /// Several statements or none of them; each must change as many rows as it says (-1: any number). False when one
    /// did not.
    /// </summary>
    public bool Transact(params (string Sql, int Rows, object?[] Values)[] statements) =>
        Guarded(() =>
            durable.Use(connection =>
            {
                using var transaction = connection.BeginTransaction();
                using var batch = Batch(connection, statements.Select(s => (s.Sql, s.Values)));
                batch.Transaction = transaction;
                try
                {
                    batch.ExecuteNonQuery();
                    for (var i = 0; i < statements.Length; i++)
                        if (statements[i].Rows >= 0 && batch.BatchCommands[i].RecordsAffected != statements[i].Rows)
                            return false;
                    transaction.Commit();
                    return true;
                }
                catch (PostgresException lost)
                    when (lost.SqlState
                            is PostgresErrorCodes.DeadlockDetected
                                or PostgresErrorCodes.SerializationFailure
                    )
                {
                    return false;
                }
            })
        );

    public void Dispose()
    {
        durable.Dispose();
        relaxed.Dispose();
    }

    /// <summary>Whether the error says that the server, not the statement, is at fault.</summary>
    public static bool IsOutage(Exception error) =>
        error is PostgresException said
            ? said.IsTransient || said.SqlState[..2] is "08" or "25" or "28" or "3D" or "53" or "57" or "58"
            : error is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException;

    // A number out of bounds, a null where there is none, JSON that is not.
    private static bool IsDamage(Exception error) =>
        error
            is InvalidCastException
                or PostgresException
                {
                    SqlState: PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.InvalidTextRepresentation,
                };

    private T Guarded<T>(Func<T> send)
    {
        try
        {
            return send();
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw new DamagedStateException(
                "A row that the database holds for this sandbox cannot be read. Reset it, or DELETE it.",
                error
            );
        }
        catch (Exception error) when (IsOutage(error))
        {
            if (error is NpgsqlException)
                Clear();
            throw new StoreUnavailableException("The database cannot be reached.", error);
        }
    }

    // Where one connection broke, others have as well.
    private void Clear()
    {
        durable.Clear();
        relaxed.Clear();
    }

    private static List<T> Rows<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> row,
        object?[] values
    )
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(Parameter(value));
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    private static int Run(NpgsqlConnection connection, IEnumerable<(string, object?[])> statements)
    {
        using var batch = Batch(connection, statements);
        return batch.ExecuteNonQuery();
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
