using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>
/// Faults that all nodes share: one that acts is counted down in its row, so "three times" is three in the whole
/// cluster.
/// </summary>
internal sealed class PostgresFaults(PostgresSandbox sandbox) : FaultPlan
{
    public override async ValueTask<IReadOnlyList<(Fault Fault, int? Left)>> AllAsync()
    {
        await sandbox.RefreshAsync();
        return [.. Armed()];
    }

    public override async ValueTask<Fault> ArmAsync(Fault fault)
    {
        var armed = await sandbox.Database.WriteAsync(
            """
            WITH numbered AS (UPDATE sandbox SET faults = faults + 1 WHERE name = $1 RETURNING world, faults)
            INSERT INTO fault (world, id, spec, remaining) SELECT world, faults, $2, $3::int FROM numbered RETURNING id
            """,
            r => r.GetInt64(0),
            sandbox.Name,
            JsonSerializer.Serialize(fault, StoredContext.Default.Fault),
            fault.Times
        );
        return fault with { Id = Named(armed.FirstOrDefault()) };
    }

    public override async ValueTask<bool> DisarmAsync(string id) =>
        id.StartsWith('f')
        && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && await sandbox.Database.WriteAsync(
            "DELETE FROM fault WHERE world = $1 AND id = $2 AND coalesce(remaining, 1) > 0",
            sandbox.Generation,
            number
        ) > 0;

    public override async ValueTask ClearAsync() =>
        await sandbox.Database.WriteAsync("DELETE FROM fault WHERE world = $1", sandbox.Generation);

    internal override ValueTask<Fault?> TakeAsync(string vendor, string? operation, string? key, long seed) =>
        sandbox.Row.Faults.Length == 0 ? default : TakeArmedAsync(vendor, operation, key, seed);

    private async ValueTask<Fault?> TakeArmedAsync(string vendor, string? operation, string? key, long seed)
    {
        foreach (var (fault, left) in Armed())
        {
            if (!fault.Fits(vendor, operation, key))
                continue;
            if (fault.Rate is not null && !fault.IsDrawn(seed, await NextDrawAsync()))
                continue;
            if (left is null || await CountAsync(fault.Id))
                return fault;
        }

        return null;
    }

    // As the entrance read them: no round trip while none is armed.
    private IEnumerable<(Fault Fault, int? Left)> Armed()
    {
        foreach (var parts in sandbox.Row.Faults.Select(f => f.Split(' ', 3)))
        {
            // A fault that cannot be read, or cannot act, is left out.
            if (Read(parts[2]) is not { IsPossible: true } fault)
                continue;
            var left = int.Parse(parts[1], CultureInfo.InvariantCulture);
            var id = Named(long.Parse(parts[0], CultureInfo.InvariantCulture));
            yield return (fault with { Id = id }, left == 0 ? null : left);
        }
    }

    private static Fault? Read(string spec)
    {
        try
        {
            return JsonSerializer.Deserialize(spec, StoredContext.Default.Fault);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async ValueTask<bool> CountAsync(string id)
    {
        var number = long.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
        var counted = await sandbox.Database.WriteAsync(
            """
            UPDATE fault SET remaining = remaining - 1 WHERE world = $1 AND id = $2 AND remaining > 0
            RETURNING remaining
            """,
            r => r.GetInt32(0),
            sandbox.Generation,
            number
        );
        if (counted is not [var left])
            return false;
        const string delete = "DELETE FROM fault WHERE world = $1 AND id = $2";
        if (left == 0)
            await sandbox.Database.WriteRelaxedAsync((delete, [sandbox.Generation, number]));
        return true;
    }

    // 0 when the sandbox was dropped meanwhile.
    private async ValueTask<ulong> NextDrawAsync() =>
        (ulong)
            (
                await sandbox.Database.WriteRelaxedAsync(
                    "UPDATE sandbox SET draws = draws + 1 WHERE name = $1 RETURNING draws - 1",
                    r => r.GetInt64(0),
                    sandbox.Name
                )
            ).FirstOrDefault();

    private static string Named(long id) => "f" + id.ToString(CultureInfo.InvariantCulture);
}
