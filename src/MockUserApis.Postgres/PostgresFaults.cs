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
    public override IReadOnlyList<(Fault Fault, int? Left)> All
    {
        get
        {
            sandbox.Refresh();
            return [.. Armed()];
        }
    }

    public override Fault Arm(Fault fault)
    {
        var armed = sandbox.Database.Write(
            """
            WITH numbered AS (UPDATE sandbox SET faults = faults + 1 WHERE name = $1 RETURNING world, faults)
            INSERT INTO fault (world, id, spec, remaining) SELECT world, faults, $2, $3::int FROM numbered RETURNING id
            """,
            r => r.GetInt64(0),
            sandbox.Name,
            JsonSerializer.Serialize(fault),
            fault.Times
        );
        return fault with { Id = Named(armed.FirstOrDefault()) };
    }

    public override bool Disarm(string id) =>
        id.StartsWith('f')
        && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && sandbox.Database.Write(
            "DELETE FROM fault WHERE world = $1 AND id = $2 AND coalesce(remaining, 1) > 0",
            sandbox.World,
            number
        ) > 0;

    public override void Clear() => sandbox.Database.Write("DELETE FROM fault WHERE world = $1", sandbox.World);

    internal override Fault? Take(string vendor, string? operation, string? key, long seed)
    {
        if (sandbox.Row.Faults.Length == 0)
            return null;
        foreach (var (fault, left) in Armed())
        {
            if (!fault.Fits(vendor, operation, key))
                continue;
            if (fault.Rate is not null && !fault.IsDrawn(seed, NextDraw()))
                continue;
            if (left is null || Count(fault.Id))
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
            return JsonSerializer.Deserialize<Fault>(spec);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Count(string id)
    {
        var number = long.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
        if (
            sandbox.Database.Write(
                """
                UPDATE fault SET remaining = remaining - 1
                WHERE world = $1 AND id = $2 AND remaining > 0 RETURNING remaining
                """,
                r => r.GetInt32(0),
                sandbox.World,
                number
            )
            is not [var left]
        )
            return false;
        if (left == 0)
            sandbox.Database.WriteRelaxed(("DELETE FROM fault WHERE world = $1 AND id = $2", [sandbox.World, number]));
        return true;
    }

    // 0 when the sandbox was dropped meanwhile.
    private ulong NextDraw() =>
        (ulong)
            sandbox
                .Database.WriteRelaxed(
                    "UPDATE sandbox SET draws = draws + 1 WHERE name = $1 RETURNING draws - 1",
                    r => r.GetInt64(0),
                    sandbox.Name
                )
                .FirstOrDefault();

    private static string Named(long id) => "f" + id.ToString(CultureInfo.InvariantCulture);
}
