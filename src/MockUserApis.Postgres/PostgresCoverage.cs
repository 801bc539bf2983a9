using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>
/// Coverage that all nodes share. A node keeps what it has seen itself, so that only what is new to it is sent, with
/// the journal's entry.
/// </summary>
internal sealed class PostgresCoverage(Database database, long generation, VendorContract contract) : Coverage
{
    /// <summary>In the place of an operation's id: the point is an ASSUMED rule, name and reason.</summary>
    private const string AssumedRules = "";

    private const char Apart = '\n';

    private readonly SeenPoints seen = new(contract, collects: true);

    public override async ValueTask<IReadOnlyList<Rule>> AssumedAsync() =>
        [
            .. (await PointsAsync(AssumedRules))
                .Select(p => p.Split(Apart, 2))
                .Where(p => p.Length == 2)
                .Select(p => new Rule(p[0], Evidence.ASSUMED, p[1]))
                .OrderBy(r => r.Name, StringComparer.Ordinal),
        ];

    public override async ValueTask<IReadOnlyList<(Operation Operation, long Count)>> NotMockedAsync()
    {
        var asked = await database.ReadAsync(
            "SELECT method, path, asked FROM not_mocked WHERE world = $1 AND vendor = $2",
            r => (Method: r.GetString(0), Path: r.GetString(1), Count: r.GetInt64(2)),
            generation,
            contract.Id
        );
        Operation[] known = [.. contract.NotMocked.Operations, .. contract.Operations];
        return
        [
            .. from a in asked
            let operation = Array.Find(known, o => o.Method == a.Method && o.Path == a.Path)
            where operation is not null
            orderby a.Path, a.Method
            select (operation, a.Count),
        ];
    }

    public override NewPoints? Count(in Exercise request)
    {
        var found = seen.Count(request);
        if (request.Lacked is { } lacked)
            (found ??= new NewPoints(contract)).Lacked = lacked;
        return found;
    }

    public override async ValueTask<IReadOnlyList<(string Point, bool Seen)>> PointsOfAsync(Operation operation)
    {
        var stored = (await PointsAsync(operation.Id)).ToHashSet();
        return [.. seen.PointsOf(operation).Select(p => (p.Point, stored.Contains(p.Point)))];
    }

    /// <summary>The statements that keep them.</summary>
    public static IEnumerable<(string Sql, object?[] Values)> Put(long generation, NewPoints exercised)
    {
        // In one order everywhere: two nodes that add the same points must not wait for each other.
        var points = exercised
            .Points.Concat(exercised.Assumed.Select(r => (Operation: AssumedRules, Point: r.Name + Apart + r.Reason)))
            .Order()
            .ToList();
        if (points.Count > 0)
        {
            yield return (
                """
                INSERT INTO coverage (world, vendor, operation, point)
                SELECT $1, $2, k.operation, k.point FROM unnest($3::text[], $4::text[]) AS k(operation, point)
                ON CONFLICT DO NOTHING
                """,
                [
                    generation,
                    exercised.Contract.Id,
                    points.Select(p => p.Operation).ToArray(),
                    points.Select(p => p.Point).ToArray(),
                ]
            );
        }

        if (exercised.Lacked is { } lacked)
        {
            yield return (
                """
                INSERT INTO not_mocked (world, vendor, method, path, asked) VALUES ($1, $2, $3, $4, 1)
                ON CONFLICT (world, vendor, method, path) DO UPDATE SET asked = not_mocked.asked + 1
                """,
                [generation, exercised.Contract.Id, lacked.Method, lacked.Path]
            );
        }
    }

    private ValueTask<List<string>> PointsAsync(string operation) =>
        database.ReadAsync(
            "SELECT point FROM coverage WHERE world = $1 AND vendor = $2 AND operation = $3",
            r => r.GetString(0),
            generation,
            contract.Id,
            operation
        );
}
