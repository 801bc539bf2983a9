using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Fuzz;

/// <summary>
/// What reads show of a user, kept by the update table's words alone: no code of the merge is in it. Fields with a
/// conversion of the vendor's own are left out; those that take a plain value and show it are in.
/// </summary>
internal sealed class UpdateModel(
    Asked vendor,
    IReadOnlyDictionary<string, string?> unset,
    IReadOnlyDictionary<string, JsonNode?> start
)
{
    // Conversions simple enough to say in the table's words.
    private static readonly Dictionary<string, (Effect Value, Effect NullKey)> Modelled = new()
    {
        ["profile"] = (Effect.MergeKeys, Effect.Clear),
    };

    private readonly Dictionary<string, JsonNode?> shown = new(start);

    public static bool Knows(FieldRule rule) =>
        (rule.Value.Effect != Effect.Convert && rule.Null.Effect != Effect.Convert) || Modelled.ContainsKey(rule.Name);

    public IReadOnlyDictionary<string, JsonNode?> Shown => shown;

    /// <summary>
    /// Applies a body that the contract takes; false when the table refuses it, and then nothing changes.
    /// </summary>
    public bool Apply(JsonObject body)
    {
        var rules = vendor.Api.UpdateRules.All.ToDictionary(r => r.Name);
        if (body.Any(f => f.Value is null && rules[f.Key].Null.Effect == Effect.Refuse))
            return false;
        // The one condition between fields that a table has: in the USA, a state (SEED).
        if (
            rules.ContainsKey("state")
            && body["country"]?.ToString() is "United States" or "USA"
            && string.IsNullOrWhiteSpace(body["state"]?.ToString())
        )
            return false;
        if (rules.Values.Any(r => r.Absent.Effect == Effect.Refuse && !body.ContainsKey(r.Name)))
            return false;
        foreach (var (name, value) in body)
        {
            if (!shown.ContainsKey(name))
                continue;
            var rule = rules[name];
            var (effect, nullKey) = Modelled.TryGetValue(name, out var known)
                ? known
                : (rule.Value.Effect, rule.NullKey);
            switch (value is null ? rule.Null.Effect : effect)
            {
                case Effect.Replace:
                    shown[name] = value?.DeepClone();
                    break;
                case Effect.Clear:
                    shown[name] = unset[name] is { } json ? JsonNode.Parse(json) : null;
                    break;
                case Effect.MergeKeys:
                    shown[name] = Merged(shown[name], value!.AsObject(), nullKey, rule.Nested);
                    break;
                case Effect.Keep or Effect.Ignore:
                    break;
                default:
                    throw new InvalidOperationException($"{name} is not for this model.");
            }
        }

        return true;
    }

    // A view may show unset keys as null: a key that is null and one that is not there are the same here.
    private static JsonObject Merged(JsonNode? old, JsonObject sent, Effect nullKey, string? nested)
    {
        var merged = old is JsonObject before ? (JsonObject)before.DeepClone() : [];
        foreach (var (key, value) in sent)
        {
            if (key == nested && value is JsonObject inner)
                merged[key] = Merged(merged[key], inner, nullKey, nested: null);
            else if (value is not null || nullKey == Effect.Replace)
                merged[key] = value?.DeepClone();
            else if (nullKey == Effect.Clear)
                merged.Remove(key);
        }

        return merged;
    }
}
