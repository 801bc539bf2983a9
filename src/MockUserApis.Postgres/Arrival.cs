using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>A row of <see cref="EntranceQuery"/>.</summary>
/// <param name="CanWrite">Of the sandbox that the credential opens; null: it opens another.</param>
/// <param name="IsEntered">It is the sandbox that the request is meant for.</param>
/// <param name="Member">One that the user may be whom its path names.</param>
/// <param name="Meter">What its limits said to the request; null: they were not asked.</param>
internal sealed record Arrival(
    PostgresSandbox Sandbox,
    bool? CanWrite,
    DateTimeOffset? Until,
    long ExchangeId,
    bool IsEntered,
    MemberRow? Member,
    MeterRow? Meter
)
{
    public static Arrival From(PostgresSandboxes all, NpgsqlDataReader row) =>
        new(
            new PostgresSandbox(all, SandboxRow.From(row)),
            row.IsDBNull(EntranceQuery.CanWrite) ? null : row.GetBoolean(EntranceQuery.CanWrite),
            SandboxRow.Instant(row, EntranceQuery.Until),
            row.GetInt64(EntranceQuery.ExchangeId),
            row.GetBoolean(EntranceQuery.Entered),
            MemberRow.Find(row, EntranceQuery.Member),
            MeterRow.Find(row, EntranceQuery.Meter)
        );
}
