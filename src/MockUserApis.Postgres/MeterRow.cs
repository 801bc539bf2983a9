using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>What <see cref="MeterSql"/> returns of a request that was counted.</summary>
internal sealed record MeterRow(bool Granted, DateTimeOffset? At, double[] Lefts, long[] Since)
{
    /// <summary>Null where there is none.</summary>
    public static MeterRow? Find(NpgsqlDataReader row, int first) => row.IsDBNull(first) ? null : From(row, first);

    public static MeterRow From(NpgsqlDataReader row, int first) =>
        new(
            row.GetBoolean(first),
            SandboxRow.Instant(row, first + 1),
            row.GetFieldValue<double[]>(first + 2),
            row.GetFieldValue<long[]>(first + 3)
        );
}
