using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>The rows of a collection: how one is found and read.</summary>
internal sealed partial class PostgresCollection
{
    private const string Columns =
        "u.ordinal, u.version, u.deleted_at, u.revivable, u.doc FROM users u WHERE u.world = $1 AND u.vendor = $2";

    // The row that has the value, and else the generated member that has it and is as it was generated.
    private async ValueTask<(MemberRow? Row, Member? Generated)> FindRowAsync(MemberIndex index, string value)
    {
        var likely = Population.Ordinal(index, value) ?? 0;
        var rows = await RowsAsync(
            """
            AND u.ordinal = ANY(ARRAY[$5::bigint, (
                SELECT a.ordinal FROM alias a WHERE a.world = $1 AND a.vendor = $2 AND a.idx = $3 AND a.value = $4)])
            """,
            (short)Recipe.IndexOf(index),
            PostgresSandboxes.Digest(value),
            likely
        );
        var having = rows.Where(r => Population.Has(r.Document, index, value))
            .OrderBy(r => r.Ordinal == likely)
            .FirstOrDefault();
        return (having, rows.Exists(r => r.Ordinal == likely) ? null : Population.Find(index, value));
    }

    private async ValueTask<MemberRow?> RowAsync(long ordinal) =>
        (await RowsAsync("AND u.ordinal = $3", ordinal)).FirstOrDefault();

    private ValueTask<List<MemberRow>> RowsAsync(string rest, params object?[] values) =>
        database.ReadAsync($"SELECT {Columns} {rest}", Read, [generation, id, .. values]);

    private MemberRow Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), SandboxRow.Instant(row, 2), row.GetBoolean(3), DocumentOf(row));

    private Document DocumentOf(NpgsqlDataReader row)
    {
        try
        {
            return DocumentJson.Read(row.GetFieldValue<byte[]>(4), Recipe.Shape);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new DamagedStateException(
                $"The row of {Recipe.Noun} {row.GetInt64(0)} of {id} cannot be read. Reset or DELETE its sandbox.",
                error
            );
        }
    }

    private sealed record MemberRow(
        long Ordinal,
        long Version,
        DateTimeOffset? DeletedAt,
        bool Revivable,
        Document Document
    )
    {
        public Member Member => new(Ordinal, Document, Version);
    }
}
