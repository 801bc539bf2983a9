using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>Puts a refused body right, changing no more than it must; falls back to the spec's own example.</summary>
internal sealed class BodyRepair(Operation operation, string? key)
{
    private const int Rounds = 5;

    /// <summary>A shell takes no longer argument (Linux: 128 KiB), quotes included.</summary>
    public const int MaxRepairedLength = 1 << 16;

    /// <summary>Bodies that pass the contract check: what was sent put right, then the spec's example.</summary>
    public IEnumerable<string?> Bodies(ReadOnlyMemory<byte> sent, IReadOnlyList<Finding> findings)
    {
        if (operation.Body is null || (sent.IsEmpty && !operation.BodyRequired))
        {
            yield return null;
            yield break;
        }

        var mended = Parse(sent) is { } body ? Mended(body, findings) : null;
        if (mended is not null)
            yield return mended;
        if (Example()?.ToJsonString(Plain) is { } example && example != mended)
            yield return example;
    }

    /// <summary>For a body that rules beyond the spec refused once more; null: nothing to be done.</summary>
    public string? Again(string body, IReadOnlyList<Finding> findings) =>
        findings.Count > 0 ? Mended(JsonNode.Parse(body)!.AsObject(), findings) : null;

    private string? Mended(JsonObject body, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings.Where(f => f.In == "body"))
            Repair(body, finding);
        NameTheUserOfThePath(body);
        for (var round = 0; round < Rounds; round++)
        {
            var left = SchemaCheck
                .Request(operation.Body!, Element(body))
                .Where(f => f.Breaks || f.Keyword == "undeclared")
                .ToList();
            if (left.Count == 0)
                return body.ToJsonString(Plain);
            foreach (var finding in left)
                Repair(body, finding);
        }

        return null;
    }

    /// <summary>The spec's first request example, its ids those of the path.</summary>
    public JsonObject? Example()
    {
        if (operation.Example is not { ValueKind: JsonValueKind.Object } value)
            return null;
        var example = JsonNode.Parse(value.GetRawText())!.AsObject();
        NameTheUserOfThePath(example);
        return example;
    }

    private void NameTheUserOfThePath(JsonObject body)
    {
        if (key is null || operation.Parameters.FirstOrDefault(p => p.In == "path") is not { } path)
            return;
        if (body[path.Name] is JsonValue id && id.GetValueKind() == JsonValueKind.String)
            body[path.Name] = key;
    }

    // Nodes of text, numbers, true and false need no resolver.
    internal static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(),
    };

    private static JsonElement Element(JsonNode node) => RawJson.Parse(Encoding.UTF8.GetBytes(node.ToJsonString()));

    private static JsonObject? Parse(ReadOnlyMemory<byte> sent)
    {
        if (sent.Length > MaxRepairedLength)
            return null;
        try
        {
            return JsonBody.IsText(sent.Span) ? JsonNode.Parse(sent.Span, null, JsonBody.Options) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Repair(JsonObject body, Finding finding)
    {
        var segments = finding.Segments;
        JsonNode? parent = body;
        foreach (var segment in segments.SkipLast(1))
            parent = Child(parent, segment);
        if (segments.Length == 0 || parent is null)
            return;
        var name = segments[^1];
        if (finding.Keyword is "additionalProperties" or "undeclared" or "readOnly")
            Rename(parent, name, finding);
        else if (finding.Keyword == "uniqueItems" && parent is JsonArray list)
            list.RemoveAt(int.Parse(name, CultureInfo.InvariantCulture));
        else if (finding.Keyword == "nullable" && !IsRequired(segments))
            Remove(parent, name);
        else
            Set(parent, name, Mended(Child(parent, name), finding, segments));
    }

    private static JsonNode? Child(JsonNode? parent, string name) =>
        parent switch
        {
            JsonObject o => o[name],
            JsonArray a when int.TryParse(name, CultureInfo.InvariantCulture, out var i) && i < a.Count => a[i],
            _ => null,
        };

    private static void Set(JsonNode parent, string name, JsonNode? value)
    {
        if (parent is JsonObject o)
            o[name] = value;
        else if (parent is JsonArray a && int.TryParse(name, CultureInfo.InvariantCulture, out var i) && i < a.Count)
            a[i] = value;
    }

    private static void Remove(JsonNode parent, string name)
    {
        if (parent is JsonObject o)
            o.Remove(name);
    }

    // A key that is nearly one of the contract's was meant to be it.
    private static void Rename(JsonNode parent, string name, Finding finding)
    {
        if (parent is not JsonObject o)
            return;
        var value = o[name]?.DeepClone();
        o.Remove(name);
        if (
            finding.Keyword != "readOnly"
            && Closest.Word(name, finding.Schema?.Properties.Names.Where(n => !o.ContainsKey(n)) ?? []) is { } meant
        )
            o[meant] = value;
    }

    private bool IsRequired(string[] segments) =>
        segments.Length == 1 && operation.Body!.Required.Contains(segments[0]);

    private JsonNode? Mended(JsonNode? value, Finding finding, string[] segments)
    {
        if (finding.Keyword == "mismatch")
            return JsonValue.Create(key);
        var text =
            value is JsonValue v && v.GetValueKind() == JsonValueKind.String
                ? v.GetValue<string>()
                : value?.ToJsonString();
        var type = finding.Schema?.Type ?? JsonTypes.Any;
        return finding.Keyword switch
        {
            "type"
                when type is JsonTypes.Integer
                    && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) =>
                JsonValue.Create(n),
            "type"
                when type is JsonTypes.Integer or JsonTypes.Number
                    && double.TryParse(text, CultureInfo.InvariantCulture, out var d)
                    && double.IsFinite(d) => type == JsonTypes.Integer
                ? JsonValue.Create((long)d)
                : JsonValue.Create(d),
            "type" when type is JsonTypes.Boolean && text is "true" or "1" => JsonValue.Create(true),
            "type" when type is JsonTypes.Boolean && text is "false" or "0" => JsonValue.Create(false),
            "type" when type is JsonTypes.Array && value is not null => new JsonArray(value.DeepClone()),
            "type" when type is JsonTypes.String && value is JsonValue => JsonValue.Create(text),
            "enum" when Closest.Word(text ?? "", Words(finding)) is { } word => JsonValue.Create(word),
            "maxLength" when text is not null => JsonValue.Create(
                string.Concat(text.EnumerateRunes().Take((int)finding.Limit!.Value))
            ),
            "maximum" or "minimum" when finding.Limit is { } limit => type == JsonTypes.Integer
                ? JsonValue.Create((long)limit)
                : JsonValue.Create(limit),
            "maxItems" when value is JsonArray items => new JsonArray([
                .. items.Take((int)finding.Limit!.Value).Select(i => i?.DeepClone()),
            ]),
            _ => FromExample(segments) is { } example && !JsonEquality.Holds(example, value)
                ? example
                : Made(finding.Schema),
        };
    }

    // A vendor's own rule has no schema.
    private static IEnumerable<string> Words(Finding finding) => finding.Schema?.Enum.Select(e => e.ToString()) ?? [];

    private JsonNode? FromExample(string[] segments)
    {
        JsonNode? at = Example();
        foreach (var segment in segments)
            at = Child(at, segment);
        return at?.DeepClone();
    }

    private static JsonNode? Made(Schema? schema) =>
        schema switch
        {
            { Enum.Length: > 0 } => JsonNode.Parse(schema.Enum[0].GetRawText()),
            { Type: JsonTypes.String, Format: "email" } => JsonValue.Create("someone@example.com"),
            { Type: JsonTypes.String } => JsonValue.Create("text"),
            { Type: JsonTypes.Integer or JsonTypes.Number } => JsonValue.Create((long)(schema.Minimum ?? 0)),
            { Type: JsonTypes.Boolean } => JsonValue.Create(true),
            { Type: JsonTypes.Array } => new JsonArray(Made(schema.Items)),
            { Type: JsonTypes.Object } => new JsonObject(),
            { OneOf.Count: > 0 } => Made(schema.OneOf[0]),
            _ => JsonValue.Create("text"),
        };
}
