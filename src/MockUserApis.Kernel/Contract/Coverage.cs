using System.Collections.Concurrent;
using System.Text.Json;

namespace MockUserApis.Kernel;

/// <summary>
/// What a sandbox's clients have exercised of a vendor's contract: operations, statuses, and each request field as
/// absent, null and value, and each enum word.
/// </summary>
public sealed class Coverage(VendorContract contract)
{
    private readonly ConcurrentDictionary<(string Operation, string Point), byte> seen = new();
    private readonly ConcurrentDictionary<Rule, byte> assumed = new();

    /// <summary>ASSUMED rules that answers relied on.</summary>
    public IReadOnlyList<Rule> Assumed => [.. assumed.Keys.OrderBy(r => r.Name, StringComparer.Ordinal)];

    public bool Has(string operation, string point) => seen.ContainsKey((operation, point));

    public void Count(Exchange exchange, int status)
    {
        foreach (var rule in exchange.Assumed) assumed.TryAdd(rule, 0);
        if (exchange.Operation is not { } operation) return;
        See(operation, "called");
        if (exchange.Fault is null) See(operation, StatusPoint(status));
        if (operation.Body is { } body && exchange.Body.ValueKind == JsonValueKind.Object) Fields(operation, body, exchange.Body);
    }

    /// <summary>Every point that an operation has, in the spec's order: <c>called</c>, <c>status:204</c>, <c>field:score:null</c>, <c>enum:type:LEAD</c>.</summary>
    public static IEnumerable<string> PointsOf(Operation operation)
    {
        yield return "called";
        foreach (var status in operation.Answers.Keys) if (status != "default") yield return "status:" + status;
        if (operation.Body is not { } body) yield break;
        foreach (var (name, schema) in body.Properties.Names.Zip(body.Properties.Schemas))
        {
            if (schema.ReadOnly) continue;
            if (!body.Required.Contains(name)) yield return $"field:{name}:absent";
            if (schema.Nullable) yield return $"field:{name}:null";
            yield return $"field:{name}:value";
            foreach (var word in schema.Enum) yield return $"enum:{name}:{word}";
        }
    }

    /// <summary>Points seen and points there are, over all operations.</summary>
    public (int Seen, int All) Total() => contract.Operations
        .SelectMany(o => PointsOf(o).Select(p => Has(o.Id, p))).Aggregate((0, 0), (sum, hit) => (sum.Item1 + (hit ? 1 : 0), sum.Item2 + 1));

    private void Fields(Operation operation, Schema body, JsonElement sent)
    {
        foreach (var (name, schema) in body.Properties.Names.Zip(body.Properties.Schemas))
        {
            if (schema.ReadOnly) continue;
            if (!sent.TryGetProperty(name, out var value)) See(operation, $"field:{name}:absent");
            else if (value.ValueKind == JsonValueKind.Null) See(operation, $"field:{name}:null");
            else
            {
                See(operation, $"field:{name}:value");
                if (schema.Enum.Count > 0) See(operation, $"enum:{name}:{value}");
            }
        }
    }

    private static string StatusPoint(int status) => "status:" + status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void See(Operation operation, string point) => seen.TryAdd((operation.Id, point), 0);
}
