using MockUserApis.Kernel.Documents;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>A member's row; its document is read when it is asked for.</summary>
internal sealed record MemberRow(long Ordinal, long Version, DateTimeOffset? DeletedAt, bool Revivable, byte[] Json)
{
    public const string Columns = "u.ordinal, u.version, u.deleted_at, u.revivable, u.doc";

    public const string NoColumns = "NULL, NULL, NULL, NULL, NULL";

    public const int Width = 5;

    private Document? document;

    public Document Document(Shape shape) => document ??= DocumentJson.Read(Json, shape);

    /// <summary>Null where there is none.</summary>
    public static MemberRow? Find(NpgsqlDataReader row, int first) => row.IsDBNull(first) ? null : From(row, first);

    public static MemberRow From(NpgsqlDataReader row, int first) =>
        new(
            row.GetInt64(first),
            row.GetInt64(first + 1),
            SandboxRow.Instant(row, first + 2),
            row.GetBoolean(first + 3),
            row.GetFieldValue<byte[]>(first + 4)
        );
}
