using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>Values made of a schema: valid, another valid one, of a wrong type, over a limit.</summary>
internal static class Sample
{
    private const string PhoneNumber = "+12025550147";
    private static readonly string[] Foreign = ["42", "\"wrong\"", "true", "{\"wrong\":true}", "[\"wrong\"]"];

    public static JsonNode? Valid(Schema schema)
    {
        if (schema.Enum.Length > 0)
            return Node(schema.Enum[0]);
        if (schema.OneOf.Count + schema.AnyOf.Count > 0)
            return Valid(schema.OneOf.Concat(schema.AnyOf).First());
        return schema.Type switch
        {
            JsonTypes.Integer or JsonTypes.Number => JsonNode.Parse(
                Math.Max(schema.Minimum ?? 7, 7).ToString(CultureInfo.InvariantCulture)
            ),
            JsonTypes.Boolean => true,
            JsonTypes.Array => new JsonArray(schema.Items is null ? "grace" : Valid(schema.Items)),
            JsonTypes.Object => Whole(schema),
            _ => Text(schema, "grace"),
        };
    }

    /// <summary>Another value that fits: for objects one key of the first one changed, so that a merge shows.</summary>
    public static JsonNode? Other(Schema schema, JsonNode? first)
    {
        if (schema.Enum.Length > 1)
            return Node(schema.Enum.First(e => CanonicalJson.Of(e) != Canonical(first)));
        if (schema.OneOf.Count + schema.AnyOf.Count > 0)
            return Other(schema.OneOf.Concat(schema.AnyOf).OrderBy(b => Fits(b, first) ? 0 : 1).First(), first);
        return first?.GetValueKind() switch
        {
            JsonValueKind.Number => JsonNode.Parse(
                (
                    decimal.Parse(first.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
                    + (schema.Maximum is null ? 1 : -1)
                ).ToString(CultureInfo.InvariantCulture)
            ),
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            JsonValueKind.Array => OtherList(schema, first.AsArray()),
            JsonValueKind.Object => OtherObject(schema, first.AsObject()),
            _ => Nudge(schema, first?.GetValue<string>() ?? "grace"),
        };
    }

    /// <summary>The first value whose JSON type the contract refuses; null when it takes every type.</summary>
    public static JsonNode? WrongType(Schema schema) =>
        (
            Foreign.FirstOrDefault(f => Breaks(schema, f, "type", "oneOf", "anyOf"))
            ?? Foreign.FirstOrDefault(f => Breaks(schema, f, "enum"))
        )
            is { } text
            ? JsonNode.Parse(text)
            : null;

    /// <summary>One more than the contract allows; null when it sets no limit.</summary>
    public static JsonNode? OverLimit(Schema schema, JsonNode? valid)
    {
        if (schema.OneOf.Count + schema.AnyOf.Count > 0)
            return schema
                .OneOf.Concat(schema.AnyOf)
                .Select(b => OverLimit(b, Valid(b)))
                .FirstOrDefault(v => v is not null);
        if (schema.Enum.Length > 0)
            return null;
        if (schema.MaxLength is { } length)
            return new string('x', length + 1);
        if (schema.MaxItems is { } items)
            return new JsonArray([.. Enumerable.Range(0, items + 1).Select(i => Numbered(schema, valid, i))]);
        if (schema.Maximum is { } most)
            return JsonNode.Parse((most + 1).ToString(CultureInfo.InvariantCulture));
        if (schema.Type == JsonTypes.Integer)
            return JsonNode.Parse(schema.Format == "int32" ? "2147483648" : "9223372036854775808");
        if (schema.Type == JsonTypes.Number)
            return JsonNode.Parse("1e999");
        return null;
    }

    public static string Canonical(JsonNode? node) =>
        node is null ? "null" : CanonicalJson.Of(Element(node.ToJsonString()));

    public static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;

    public static bool Fits(Schema schema, JsonNode? value) =>
        !SchemaCheck.Request(schema, Element(value?.ToJsonString() ?? "null")).Any(f => f.Breaks);

    private static bool Breaks(Schema schema, string json, params string[] keywords) =>
        SchemaCheck.Request(schema, Element(json)).Any(f => f.Breaks && keywords.Contains(f.Keyword));

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    // Lists that must be unique stay so: the fault is to be their length alone.
    private static JsonNode? Numbered(Schema schema, JsonNode? valid, int i)
    {
        var item = valid is JsonArray { Count: > 0 } list ? list[0]!.DeepClone() : Valid(schema.Items!)!;
        if (item is JsonObject fields)
        {
            foreach (var name in fields.Select(f => f.Key).ToList())
                if (fields[name]!.GetValueKind() == JsonValueKind.String)
                    fields[name] = $"{fields[name]}{i}";
            return fields;
        }

        return item.GetValueKind() == JsonValueKind.String ? $"{item}{i}" : item;
    }

    private static JsonObject Whole(Schema schema)
    {
        var made = new JsonObject();
        foreach (var (name, property) in schema.Properties.Names.Zip(schema.Properties.Schemas))
            if (!property.ReadOnly)
                made[name] = Valid(property);
        if (made.Count == 0)
            (made["alpha"], made["beta"]) = (Free(schema, 1), Free(schema, 2));
        return made;
    }

    private static JsonArray OtherList(Schema schema, JsonArray first) =>
        new(first.Count == 0 ? Valid(schema.Items!) : OtherItem(schema.Items!, first[0]));

    private static JsonObject OtherObject(Schema schema, JsonObject first)
    {
        var changed = first.Select(f => f.Key).FirstOrDefault(name => schema.Properties[name] is { ReadOnly: false });
        if (changed is null)
            return OtherFree(schema, first);
        var made = new JsonObject();
        foreach (var name in schema.Required)
            made[name] = first[name]?.DeepClone();
        made[changed] = Other(schema.Properties[changed]!, first[changed]?.DeepClone());
        return made;
    }

    // Open keys: one that the first has, with another value, and one that it lacks.
    private static JsonObject OtherFree(Schema schema, JsonObject first)
    {
        var made = new JsonObject();
        if (first.Count > 0)
            made[first.First().Key] = Free(schema, 3);
        made["gamma"] = Free(schema, 4);
        return made;
    }

    // An item takes the place of the first one whole, so it has all that the first has.
    private static JsonNode? OtherItem(Schema schema, JsonNode? first)
    {
        var other = Other(schema, first?.DeepClone());
        if (first is not JsonObject whole || other is not JsonObject changed)
            return other;
        var made = (JsonObject)whole.DeepClone();
        foreach (var (name, value) in changed)
            made[name] = value?.DeepClone();
        return made;
    }

    private static JsonNode? Free(Schema schema, int number) =>
        schema.AdditionalSchema is { } free && !Fits(free, number) ? Valid(free) : number;

    /// <summary>A value of each branch of a choice; none for a schema that is no choice.</summary>
    public static IEnumerable<JsonNode?> OfBranches(Schema schema) =>
        schema.OneOf.Concat(schema.AnyOf).SelectMany(b => b.Enum.Length > 0 ? b.Enum.Select(Node) : [Valid(b)]);

    /// <summary>The object with two open keys at least, so that an update of one of them can leave the other.</summary>
    public static JsonNode? WithTwoKeys(Schema schema, JsonNode? value)
    {
        var isOpen = value is JsonObject { Count: 1 } one && schema.Properties[one.First().Key] is null;
        if (isOpen)
            value!["beta"] = Free(schema, 2);
        return value;
    }

    private static JsonNode? Text(Schema schema, string text) =>
        schema.Format switch
        {
            "email" => "grace@example.com",
            "uuid" => "6f9619ff-8b86-4011-b42d-00c04fc964ff",
            "uri" => "https://example.com/grace",
            "date-time" => "2026-01-02T03:04:05Z",
            "date" => "2026-01-02",
            _ when schema.Noted is { Pattern: not null } noted && !noted.Fits(text) && noted.Fits(PhoneNumber) =>
                PhoneNumber,
            _ => schema.MaxLength < text.Length ? text[..schema.MaxLength.Value] : text,
        };

    // The last digit changes, or else the first letter: dates, phone numbers and addresses stay what they are.
    private static JsonNode? Nudge(Schema schema, string text)
    {
        var at = text.LastIndexOfAny([.. "0123456789"]);
        var made = (at, text) switch
        {
            (>= 0, _) => text[..at] + OtherDigit(text[at]) + text[(at + 1)..],
            (_, ['G' or 'g', ..]) => "H" + text[1..],
            (_, [var first, ..]) when char.IsAsciiLetter(first) => "G" + text[1..],
            _ => text + "x",
        };
        return Fits(schema, made) ? made : Text(schema, "hopper");
    }

    private static char OtherDigit(char digit) => digit == '0' ? '1' : (char)(digit - 1);
}
