using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.State;

/// <summary>
/// What a sandbox's clients have exercised of a vendor's contract: operations, statuses, and each request field as
/// absent, null and value, and each enum word. Cells only ever go from unseen to seen, so they need no lock.
/// </summary>
public class Coverage(VendorContract contract)
{
    private readonly ConcurrentDictionary<Operation, Tally> tallies = new();
    private readonly ConcurrentDictionary<Operation, StrongBox<long>> missing = new();
    private readonly ConcurrentDictionary<Rule, byte> assumed = new(ReferenceEqualityComparer.Instance);

    protected VendorContract Contract => contract;

    /// <summary>ASSUMED rules that answers relied on.</summary>
    public virtual IReadOnlyList<Rule> Assumed => [.. assumed.Keys.OrderBy(r => r.Name, StringComparer.Ordinal)];

    /// <summary>How often what the vendor has and the mock lacks was asked for.</summary>
    public virtual IReadOnlyList<(Operation Operation, long Count)> NotMocked =>
    [
        .. missing.Select(m => (Operation: m.Key, Count: m.Value.Value))
            .OrderBy(m => m.Operation.Path, StringComparer.Ordinal)
            .ThenBy(m => m.Operation.Method, StringComparer.Ordinal),
    ];

    /// <param name="sandbox">Whose coverage it is, as this request found it.</param>
    public virtual void Count(Sandbox sandbox, in Exercise request)
    {
        foreach (var rule in request.Assumed) if (!assumed.ContainsKey(rule) && assumed.TryAdd(rule, 0)) First(rule);
        if (request.Lacked is { } lacked) Miss(lacked);
        if (request.Operation is not { } operation) return;
        if (!tallies.TryGetValue(operation, out var tally)) tally = tallies.GetOrAdd(operation, static o => new Tally(o.Body));
        if (!tally.Called)
        {
            tally.Called = true;
            First(operation, "called");
        }

        if (request.Status is { } status and >= 100 and < 600) See(tally.Statuses, status, operation, "status", status);
        if (operation.Body is not { } body || request.Body.ValueKind != JsonValueKind.Object) return;
        Fields(tally, operation, body, request.Body);
    }

    /// <summary>Every point of an operation in the spec's order, with whether it was seen: <c>called</c>, <c>status:204</c>, <c>field:score:null</c>, <c>enum:type:LEAD</c>.</summary>
    public virtual IEnumerable<(string Point, bool Seen)> PointsOf(Operation operation)
    {
        var tally = tallies.GetValueOrDefault(operation) ?? new Tally(operation.Body);
        yield return ("called", tally.Called);
        foreach (var status in operation.Answers.Keys.Where(s => s != "default")) yield return ("status:" + status, int.TryParse(status, out var s) && tally.Statuses[s]);
        if (operation.Body is not { } body) yield break;
        for (var i = 0; i < body.Properties.Count; i++)
        {
            var (name, schema) = (body.Properties.Names[i], body.Properties.Schemas[i]);
            if (schema.ReadOnly) continue;
            if (!body.Required.Contains(name)) yield return ($"field:{name}:absent", tally.Absent[i]);
            if (schema.Nullable) yield return ($"field:{name}:null", tally.Null[i]);
            yield return ($"field:{name}:value", tally.Value[i]);
            for (var w = 0; w < schema.Enum.Length; w++) yield return ($"enum:{name}:{schema.Enum[w]}", tally.Words[i][w]);
        }
    }

    /// <summary>Points seen and points there are, over all operations.</summary>
    public (int Seen, int All) Total() => Contract.Operations.SelectMany(PointsOf)
        .Aggregate((0, 0), (sum, p) => (sum.Item1 + (p.Seen ? 1 : 0), sum.Item2 + 1));

    /// <summary>Called once for each point, when it is seen first.</summary>
    protected virtual void First(Operation operation, string point)
    {
    }

    /// <summary>Called once for each ASSUMED rule, when an answer relies on it first.</summary>
    protected virtual void First(Rule assumed)
    {
    }

    /// <summary>Called each time.</summary>
    protected virtual void Miss(Operation lacked) =>
        Interlocked.Increment(ref missing.GetOrAdd(lacked, static _ => new StrongBox<long>()).Value);

    private void See<T>(bool[] cells, int cell, Operation operation, string kind, T name, string end = "")
    {
        if (cells[cell]) return;
        cells[cell] = true;
        First(operation, $"{kind}:{name}{end}");
    }

    private void Fields(Tally tally, Operation operation, Schema schema, JsonElement sent)
    {
        var count = schema.Properties.Count;
        Span<bool> seen = count <= 128 ? stackalloc bool[count] : new bool[count];
        var next = 0;
        foreach (var member in sent.EnumerateObject())
        {
            var i = schema.Properties.Find(JsonMarshal.GetRawUtf8PropertyName(member), next);
            if (i < 0) continue;
            next = i + 1;
            seen[i] = true;
            var name = schema.Properties.Names[i];
            if (member.Value.ValueKind == JsonValueKind.Null) See(tally.Null, i, operation, "field", name, ":null");
            else See(tally.Value, i, operation, "field", name, ":value");
            var words = schema.Properties.Schemas[i].Enum;
            for (var w = 0; w < words.Length; w++) if (!tally.Words[i][w] && ScalarCheck.Same(words[w], member.Value)) See(tally.Words[i], w, operation, "enum", name, ":" + words[w]);
        }

        for (var i = 0; i < count; i++) if (!seen[i]) See(tally.Absent, i, operation, "field", schema.Properties.Names[i], ":absent");
    }

    private sealed class Tally(Schema? body)
    {
        public readonly bool[] Statuses = new bool[600];
        public readonly bool[] Absent = new bool[body?.Properties.Count ?? 0];
        public readonly bool[] Null = new bool[body?.Properties.Count ?? 0];
        public readonly bool[] Value = new bool[body?.Properties.Count ?? 0];
        public readonly bool[][] Words = [.. (body?.Properties.Schemas ?? []).Select(s => new bool[s.Enum.Length])];

        public bool Called { get; set; }
    }
}
