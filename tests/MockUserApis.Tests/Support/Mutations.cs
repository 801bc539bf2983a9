using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>A body with one value put in another's place.</summary>
internal sealed record Mutation(string Pointer, string Sent, string Body, bool MustBeRefused, bool Fits);

/// <summary>
/// Every value of a body, at any depth, replaced by values of other types and by numbers that fit nowhere.
/// </summary>
internal static class Mutations
{
    private static readonly string[] Values =
    [
        "\"\\u0000wrong\"",
        "42",
        "1.5",
        "true",
        "{\"wrong\":1}",
        "[\"wrong\"]",
        "9223372036854775808",
        "-9223372036854775809",
        "1e999",
        "-1e999",
        "1e-999",
        "123456789012345678901234567890",
    ];

    public static IEnumerable<Mutation> Of(Schema schema, string good)
    {
        foreach (var pointer in Pointers(JsonNode.Parse(good)!, ""))
        {
            foreach (var value in Values)
            {
                var body = JsonNode.Parse(good)!;
                Put(body, pointer, JsonNode.Parse(value));
                yield return new Mutation(
                    pointer,
                    value,
                    body.ToJsonString(),
                    Refuses(SchemaAt(schema, pointer), Sample.Element(value)),
                    Sample.Fits(schema, body)
                );
            }
        }
    }

    // An oracle of its own: the declared type alone, where there is exactly one.
    private static bool Refuses(Schema? schema, JsonElement value) =>
        schema is { ReadOnly: false, OneOf.Count: 0, AnyOf.Count: 0 }
        && schema.Type switch
        {
            JsonTypes.String => value.ValueKind != JsonValueKind.String,
            JsonTypes.Boolean => value.ValueKind is not (JsonValueKind.True or JsonValueKind.False),
            JsonTypes.Object => value.ValueKind != JsonValueKind.Object,
            JsonTypes.Array => value.ValueKind != JsonValueKind.Array,
            JsonTypes.Integer => value.ValueKind != JsonValueKind.Number || !long.TryParse(value.GetRawText(), out _),
            JsonTypes.Number => value.ValueKind != JsonValueKind.Number || !double.IsFinite(value.GetDouble()),
            _ => false,
        };

    private static Schema? SchemaAt(Schema? schema, string pointer)
    {
        foreach (var segment in pointer.Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            // Below a choice or a read-only value the contract may not be asked.
            if (schema is null || schema.ReadOnly || schema.OneOf.Count + schema.AnyOf.Count > 0)
                return null;
            schema =
                schema.Type == JsonTypes.Array ? schema.Items : schema.Properties[segment] ?? schema.AdditionalSchema;
        }

        return schema;
    }

    private static IEnumerable<string> Pointers(JsonNode node, string at)
    {
        if (at.Length > 0)
            yield return at;
        var inner = node switch
        {
            JsonObject o => o.Where(p => p.Value is not null).Select(p => (p.Key, p.Value!)),
            JsonArray { Count: > 0 } a when a[0] is { } first => [("0", first)],
            _ => [],
        };
        foreach (var (key, value) in inner)
        foreach (var pointer in Pointers(value, $"{at}/{JsonPointer.Escape(key)}"))
            yield return pointer;
    }

    private static void Put(JsonNode body, string pointer, JsonNode? value)
    {
        var segments = pointer.Split('/').Skip(1).Select(JsonPointer.Unescape).ToArray();
        var holder = segments[..^1].Aggregate(body, (n, s) => n is JsonArray a ? a[int.Parse(s)]! : n[s]!);
        if (holder is JsonArray list)
            list[int.Parse(segments[^1])] = value;
        else
            holder[segments[^1]] = value;
    }
}
