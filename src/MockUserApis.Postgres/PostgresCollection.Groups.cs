using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>Members that are read together: their ordinals by the table of aliases, they themselves at once.</summary>
internal sealed partial class PostgresCollection
{
    public override async ValueTask<IReadOnlyList<Member>> AtAllAsync(IReadOnlyList<long> ordinals)
    {
        var rows = await RowsAsync("AND u.ordinal = ANY($3)", ordinals.ToArray());
        var changed = rows.ToDictionary(r => r.Ordinal);
        var found = new List<Member>(ordinals.Count);
        foreach (var ordinal in ordinals)
        {
            var isChanged = changed.TryGetValue(ordinal, out var row);
            if (isChanged && row!.DeletedAt is null)
                found.Add(MemberOf(row));
            else if (!isChanged && Population.At(ordinal) is { } generated)
                found.Add(generated);
        }

        return found;
    }

    public override async ValueTask<IReadOnlyList<long>> KeptAsync(MemberGroup group, string value)
    {
        var (first, last) = Aliases.RangeOf(value);
        return await database.ReadAsync(
            """
            SELECT ordinal FROM alias
            WHERE world = $1 AND vendor = $2 AND idx = $3 AND value >= $4 AND value <= $5 AND live ORDER BY value
            """,
            r => r.GetInt64(0),
            generation,
            id,
            Aliases.PlaceOf(Recipe, group),
            first,
            last
        );
    }
}
