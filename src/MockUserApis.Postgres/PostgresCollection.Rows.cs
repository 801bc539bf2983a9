using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>The rows of a collection: how one is found and read.</summary>
internal sealed partial class PostgresCollection
{
    private static readonly string All =
        $"SELECT {MemberRow.Columns} FROM users u WHERE u.world = $1 AND u.vendor = $2";

    /// <summary>
    /// What there is of the user that had a value when these rows were read: that which the value is likely to lead to,
    /// and that which it leads to by its alias.
    /// </summary>
    /// <exception cref="DamagedStateException">One of them cannot be read.</exception>
    public Member? Find(IReadOnlyList<MemberRow> rows, MemberIndex index, string value)
    {
        var (row, generated) = Pick(rows, index, value, Likely(index, value));
        return row is { DeletedAt: null } ? MemberOf(row) : generated;
    }

    /// <summary>The ordinal that the value is likely to lead to; 0: none.</summary>
    public long Likely(MemberIndex index, string value) => Population.Ordinal(index, value) ?? 0;

    private async ValueTask<(MemberRow? Row, Member? Generated)> FindRowAsync(MemberIndex index, string value)
    {
        var likely = Likely(index, value);
        var rows = await RowsAsync(
            $"""
            AND u.ordinal = $5 UNION ALL {All} AND u.ordinal <> $5 AND u.ordinal = (
                SELECT a.ordinal FROM alias a WHERE a.world = $1 AND a.vendor = $2 AND a.idx = $3 AND a.value = $4)
            """,
            (short)Recipe.IndexOf(index),
            PostgresSandboxes.Digest(value),
            likely
        );
        return Pick(rows, index, value, likely);
    }

    // The row that has the value, and else the generated member that has it and is as it was generated.
    private (MemberRow? Row, Member? Generated) Pick(
        IReadOnlyList<MemberRow> rows,
        MemberIndex index,
        string value,
        long likely
    )
    {
        MemberRow? having = null;
        var isChanged = false;
        foreach (var row in rows)
        {
            isChanged |= row.Ordinal == likely;
            if ((having is null || having.Ordinal == likely) && Population.Has(DocumentOf(row), index, value))
                having = row;
        }

        return (having, isChanged ? null : Population.Find(index, value));
    }

    private async ValueTask<MemberRow?> RowAsync(long ordinal) =>
        (await RowsAsync("AND u.ordinal = $3", ordinal)).FirstOrDefault();

    private ValueTask<List<MemberRow>> RowsAsync(string rest, params object?[] values) =>
        database.ReadAsync($"{All} {rest}", r => MemberRow.From(r, 0), [generation, id, .. values]);

    private Member MemberOf(MemberRow row) => new(row.Ordinal, DocumentOf(row), row.Version);

    private Document DocumentOf(MemberRow row)
    {
        try
        {
            return row.Document(Recipe.Shape);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new DamagedStateException(
                $"The row of {Recipe.Noun} {row.Ordinal} of {id} cannot be read. Reset or DELETE its sandbox.",
                error
            );
        }
    }
}
