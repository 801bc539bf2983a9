using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>Reads the rows of one collection in one generation of a sandbox.</summary>
internal sealed class MemberRows(Database database, long world, string id, Recipe recipe)
{
    private const string Columns =
        "u.ordinal, u.version, u.deleted_at, u.revivable, u.doc FROM users u WHERE u.world = $1 AND u.vendor = $2";

    public MemberRow? At(long ordinal) => Where("AND u.ordinal = $3", ordinal).FirstOrDefault();

    public List<MemberRow> Where(string rest, params object?[] values) =>
        database.Read($"SELECT {Columns} {rest}", Read, [world, id, .. values]);

    private MemberRow Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), Postgres.Row.Instant(row, 2), row.GetBoolean(3), DocumentOf(row));

    private Document DocumentOf(NpgsqlDataReader row)
    {
        try
        {
            return DocumentJson.Read(row.GetFieldValue<byte[]>(4), recipe.Shape);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new DamagedStateException(
                $"The row of {recipe.Noun} {row.GetInt64(0)} of {id} cannot be read. Reset or DELETE its sandbox.",
                error
            );
        }
    }
}
