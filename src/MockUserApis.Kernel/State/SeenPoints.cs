using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.State;

/// <summary>
/// What a process has seen exercised of a contract. Cells only ever go from unseen to seen, so they need no lock.
/// </summary>
/// <param name="collects">Whether <see cref="Count"/> tells what was new.</param>
internal sealed class SeenPoints(VendorContract contract, bool collects)
{
    private readonly ConcurrentDictionary<Operation, Tally> tallies = new();
    private readonly ConcurrentDictionary<Rule, byte> assumed = new(ReferenceEqualityComparer.Instance);

    public IEnumerable<Rule> Assumed => assumed.Keys;

    /// <returns>What was new; null: nothing was, or nobody collects it.</returns>
    public NewPoints? Count(in Exercise request)
    {
        NewPoints? found = null;
        foreach (var rule in request.Assumed)
        {
            if (assumed.ContainsKey(rule) || !assumed.TryAdd(rule, 0) || !collects)
                continue;
            (found ??= new NewPoints(contract)).Assumed.Add(rule);
        }

        if (request.Operation is not { } operation)
            return found;
        if (!tallies.TryGetValue(operation, out var tally))
        {
            tally = tallies.GetOrAdd(operation, static o => new Tally(o.Body));
        }

        if (!tally.Called)
        {
            tally.Called = true;
            Note(ref found, operation, "called");
        }

        if (request.Status is { } status and >= 100 and < 600)
        {
            See(ref found, tally.Statuses, status, operation, "status", status);
        }

        if (operation.Body is { } body && request.Body.ValueKind == JsonValueKind.Object)
        {
            Fields(ref found, tally, operation, body, request.Body);
        }

        return found;
    }

    /// <inheritdoc cref="Coverage.PointsOfAsync"/>
    public IEnumerable<(string Point, bool Seen)> PointsOf(Operation operation)
    {
        var tally = tallies.GetValueOrDefault(operation) ?? new Tally(operation.Body);
        yield return ("called", tally.Called);
        foreach (var status in operation.Answers.Keys.Where(s => s != "default"))
        {
            yield return ("status:" + status, int.TryParse(status, out var s) && tally.Statuses[s]);
        }

        if (operation.Body is not { } body)
            yield break;
        for (var i = 0; i < body.Properties.Count; i++)
        {
            var (name, schema) = (body.Properties.Names[i], body.Properties.Schemas[i]);
            if (schema.ReadOnly)
                continue;
            if (!body.Required.Contains(name))
                yield return ($"field:{name}:absent", tally.Absent[i]);
            if (schema.Nullable)
                yield return ($"field:{name}:null", tally.Null[i]);
            yield return ($"field:{name}:value", tally.Value[i]);
            for (var w = 0; w < schema.Enum.Length; w++)
            {
                yield return ($"enum:{name}:{schema.Enum[w]}", tally.Words[i][w]);
            }
        }
    }

    private void Note(ref NewPoints? found, Operation operation, string point)
    {
        if (collects)
            (found ??= new NewPoints(contract)).Points.Add((operation.Id, point));
    }

    private void See<T>(
        ref NewPoints? found,
        bool[] cells,
        int cell,
        Operation operation,
        string kind,
        T name,
        string end = ""
    )
    {
        if (cells[cell])
            return;
        cells[cell] = true;
        if (collects)
            Note(ref found, operation, $"{kind}:{name}{end}");
    }

    private void Fields(ref NewPoints? found, Tally tally, Operation operation, Schema schema, JsonElement sent)
    {
        var count = schema.Properties.Count;
        Span<bool> seen = count <= 128 ? stackalloc bool[count] : new bool[count];
        var next = 0;
        foreach (var member in sent.EnumerateObject())
        {
            var i = schema.Properties.Find(JsonMarshal.GetRawUtf8PropertyName(member), next);
            if (i < 0)
                continue;
            next = i + 1;
            seen[i] = true;
            var name = schema.Properties.Names[i];
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                See(ref found, tally.Null, i, operation, "field", name, ":null");
            }
            else
            {
                See(ref found, tally.Value, i, operation, "field", name, ":value");
            }

            var words = schema.Properties.Schemas[i].Enum;
            for (var w = 0; w < words.Length; w++)
            {
                if (tally.Words[i][w] || !ScalarCheck.Same(words[w], member.Value))
                    continue;
                See(ref found, tally.Words[i], w, operation, "enum", name, ":" + words[w]);
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (seen[i])
                continue;
            See(ref found, tally.Absent, i, operation, "field", schema.Properties.Names[i], ":absent");
        }
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
