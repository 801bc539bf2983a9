using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MockUserApis.Kernel;

/// <summary>
/// What a sandbox's clients have exercised of a vendor's contract: operations, statuses, and each request field as
/// absent, null and value, and each enum word. Cells only ever go from unseen to seen, so they need no lock.
/// </summary>
public sealed class Coverage(VendorContract contract)
{
    private readonly ConcurrentDictionary<Operation, Tally> tallies = new();
    private readonly ConcurrentDictionary<Rule, byte> assumed = new(ReferenceEqualityComparer.Instance);

    /// <summary>ASSUMED rules that answers relied on.</summary>
    public IReadOnlyList<Rule> Assumed => [.. assumed.Keys.OrderBy(r => r.Name, StringComparer.Ordinal)];

    public void Count(Exchange exchange, int status)
    {
        foreach (var rule in exchange.Assumed) if (!assumed.ContainsKey(rule)) assumed.TryAdd(rule, 0);
        if (exchange.Operation is not { } operation) return;
        if (!tallies.TryGetValue(operation, out var tally)) tally = tallies.GetOrAdd(operation, static o => new Tally(o.Body));
        tally.Called = true;
        if (exchange.Fault is null && status is >= 100 and < 600) tally.Statuses[status] = true;
        if (operation.Body is { } body && exchange.Body.ValueKind == JsonValueKind.Object) tally.Fields(body, exchange.Body);
    }

    /// <summary>Every point of an operation in the spec's order, with whether it was seen: <c>called</c>, <c>status:204</c>, <c>field:score:null</c>, <c>enum:type:LEAD</c>.</summary>
    public IEnumerable<(string Point, bool Seen)> PointsOf(Operation operation)
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
            for (var w = 0; w < schema.Enum.Count; w++) yield return ($"enum:{name}:{schema.Enum[w]}", tally.Words[i][w]);
        }
    }

    /// <summary>Points seen and points there are, over all operations.</summary>
    public (int Seen, int All) Total() => contract.Operations.SelectMany(PointsOf).Aggregate((0, 0), (sum, p) => (sum.Item1 + (p.Seen ? 1 : 0), sum.Item2 + 1));

    private sealed class Tally(Schema? body)
    {
        private readonly int count = body?.Properties.Count ?? 0;

        public readonly bool[] Statuses = new bool[600];
        public readonly bool[] Absent = new bool[body?.Properties.Count ?? 0];
        public readonly bool[] Null = new bool[body?.Properties.Count ?? 0];
        public readonly bool[] Value = new bool[body?.Properties.Count ?? 0];
        public readonly bool[][] Words = [.. (body?.Properties.Schemas ?? []).Select(s => new bool[s.Enum.Count])];

        public bool Called { get; set; }

        public void Fields(Schema schema, JsonElement sent)
        {
            Span<bool> seen = count <= 128 ? stackalloc bool[count] : new bool[count];
            var next = 0;
            foreach (var member in sent.EnumerateObject())
            {
                var i = schema.Properties.Find(JsonMarshal.GetRawUtf8PropertyName(member), next);
                if (i < 0) continue;
                next = i + 1;
                seen[i] = true;
                if (member.Value.ValueKind == JsonValueKind.Null) Null[i] = true;
                else Value[i] = true;
                for (var w = 0; w < Words[i].Length; w++) if (!Words[i][w] && ScalarCheck.Same(schema.Properties.Schemas[i].Enum[w], member.Value)) Words[i][w] = true;
            }

            for (var i = 0; i < count; i++) if (!seen[i]) Absent[i] = true;
        }
    }
}
