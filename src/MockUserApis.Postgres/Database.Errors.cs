using System.Net.Sockets;
using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>What went wrong, in the kernel's words.</summary>
internal sealed partial class Database
{
    /// <summary>Whether the error says that the server, not the statement, is at fault.</summary>
    public static bool IsOutage(Exception error) =>
        error is PostgresException said
            ? said.IsTransient || said.SqlState[..2] is "08" or "25" or "28" or "3D" or "53" or "57" or "58"
            : error is NpgsqlException or TimeoutException or IOException or SocketException;

    // A number out of bounds, a null where there is none, JSON that is not.
    private static bool IsDamage(Exception error) =>
        error
            is InvalidCastException
                or PostgresException
                {
                    SqlState: PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.InvalidTextRepresentation,
                };

    private Exception Told(Exception error)
    {
        if (IsDamage(error))
        {
            return new DamagedStateException(
                "A row that the database holds for this sandbox cannot be read. Reset it, or DELETE it.",
                error
            );
        }

        if (error is NpgsqlException)
            Clear();
        return new StoreUnavailableException("The database cannot be reached.", error);
    }

    // Where one connection broke, others have as well.
    private void Clear()
    {
        durable.Clear();
        relaxed.Clear();
    }
}
