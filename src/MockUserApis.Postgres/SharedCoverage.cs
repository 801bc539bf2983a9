using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>
/// Coverage that all nodes share. A node keeps what it has seen itself, so that only what is new to it is sent, with the
/// journal's entry.
/// </summary>
/// <param name="database">Of all nodes.</param>
/// <param name="world">The sandbox between two resets.</param>
/// <param name="vendor">In the tables' column: the vendor, or the later one of its APIs whose contract it is.</param>
/// <param name="contract">What there is to see.</param>
internal sealed class SharedCoverage(Database database, long world, string vendor, VendorContract contract)
    : Coverage(contract)
{
    /// <summary>In the place of an operation's id: the point is an ASSUMED rule, name and reason.</summary>
    private const string AssumedRules = "";

    private const char Apart = '\n';

    // Count runs on the request's thread from its beginning to its end.
    [ThreadStatic] private static List<(string Operation, string Point)>? found;
    [ThreadStatic] private static Operation? lacked;

    public override IReadOnlyList<Rule> Assumed =>
    [
        .. Points(AssumedRules).Select(p => p.Split(Apart, 2)).Where(p => p.Length == 2)
            .Select(p => new Rule(p[0], Evidence.ASSUMED, p[1])).OrderBy(r => r.Name, StringComparer.Ordinal),
    ];

    public override IReadOnlyList<(Operation Operation, long Count)> NotMocked
    {
        get
        {
            var asked = database.Read(
                "SELECT method, path, asked FROM not_mocked WHERE world = $1 AND vendor = $2",
                r => (Method: r.GetString(0), Path: r.GetString(1), Count: r.GetInt64(2)), world, vendor);
            Operation[] known = [.. Contract.NotMocked.Operations, .. Contract.Operations];
            return
            [
                .. from a in asked
                   let operation = Array.Find(known, o => o.Method == a.Method && o.Path == a.Path)
                   where operation is not null
                   orderby a.Path, a.Method
                   select (operation, a.Count),
            ];
        }
    }

    public override void Count(Sandbox sandbox, in Exercise request)
    {
        (found, lacked) = (null, null);
        base.Count(sandbox, request);
        // In one order everywhere: two nodes that add the same points must not wait for each other.
        found?.Sort();
        if (found is { } points) Send(sandbox, Statement(points));
        if (lacked is { } operation) Send(sandbox, Asked(operation));
        (found, lacked) = (null, null);
    }

    private void Send(Sandbox sandbox, (string, object?[]) statement) => ((SharedJournal)sandbox.Journal)
        .Beside(statement, () => ((SharedSandbox)sandbox).Forget(Contract));

    public override IEnumerable<(string Point, bool Seen)> PointsOf(Operation operation)
    {
        var seen = Points(operation.Id).ToHashSet();
        return base.PointsOf(operation).Select(p => (p.Point, seen.Contains(p.Point)));
    }

    protected override void First(Operation operation, string point) => (found ??= []).Add((operation.Id, point));

    protected override void First(Rule assumed) => (found ??= []).Add((AssumedRules, assumed.Name + Apart + assumed.Reason));

    protected override void Miss(Operation operation) => lacked = operation;

    private (string, object?[]) Asked(Operation operation) => (
        """
        INSERT INTO not_mocked (world, vendor, method, path, asked) VALUES ($1, $2, $3, $4, 1)
        ON CONFLICT (world, vendor, method, path) DO UPDATE SET asked = not_mocked.asked + 1
        """,
        [world, vendor, operation.Method, operation.Path]);

    private List<string> Points(string operation) =>
        database.Read(
            "SELECT point FROM coverage WHERE world = $1 AND vendor = $2 AND operation = $3",
            r => r.GetString(0), world, vendor, operation);

    private (string, object?[]) Statement(List<(string Operation, string Point)> points) => (
        "INSERT INTO coverage (world, vendor, operation, point) SELECT $1, $2, k.operation, k.point FROM unnest($3::text[], $4::text[]) AS k(operation, point) ON CONFLICT DO NOTHING",
        [world, vendor, points.Select(p => p.Operation).ToArray(), points.Select(p => p.Point).ToArray()]);
}
