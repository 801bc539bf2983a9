using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// The fields of a form, and the JSON object that they stand for: a key may come again only where the schema has a
/// list, there also as <c>tags[0]</c>.
/// </summary>
internal sealed class FormFields(Schema schema)
{
    /// <summary>As many as servlet containers, ASP.NET Core and Django take, about; each costs a look-up.</summary>
    private const int MaxFields = 1000;

    private readonly Dictionary<string, List<string>> fields = [];
    private int count;

    public bool IsEmpty => count == 0;

    /// <summary>Whether the contract has a file of this name.</summary>
    public bool IsFile(string name) => schema.Properties[name] is { IsFile: true };

    /// <summary>What is wrong with the field, or null; then it is one of them.</summary>
    public Refusal.Malformed? Add(string name, string value)
    {
        if (count == MaxFields)
            return Problem($"it has more than {MaxFields} keys");
        var list = ListOf(name);
        if (list is not null && name.Length > list.Length && !IsIndexed(name, list.Length))
        {
            return Problem($"a list is written as {list} again and again, or as {list}[0], {list}[1]");
        }

        var key = list ?? name;
        if (!fields.TryGetValue(key, out var values))
            fields[key] = values = [];
        else if (list is null)
            return Problem("a key appears twice") with { Rule = JsonRules.RepeatedKeys };
        values.Add(value);
        count++;
        return null;
    }

    public JsonDocument Json() => JsonDocument.Parse(RawJson.Write(this, static (json, form) => form.Write(json)));

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, values) in fields)
        {
            json.WritePropertyName(name);
            // A file may be as long as a body.
            if (schema.Properties[name] is { IsFile: true })
                json.WriteStringValue(values[0]);
            else
                Typed(name, values).WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static Refusal.Malformed Problem(string sentence) => new(sentence, 1, 1);

    private string? ListOf(string name)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        var list = bracket < 0 ? name : name[..bracket];
        return schema.Properties[list] is { Type: JsonTypes.Array } ? list : null;
    }

    private static bool IsIndexed(string name, int at) =>
        name[^1] == ']'
        && name.Length > at + 2
        && name.AsSpan(at + 1, name.Length - at - 2).IndexOfAnyExceptInRange('0', '9') < 0;

    private JsonElement Typed(string name, List<string> values)
    {
        var declared = schema.Properties[name];
        if (declared is not { Type: JsonTypes.Array })
            return FormValue.Of(declared, values[0]);
        var items = values.ConvertAll(v => FormValue.Of(declared.Items, v));
        return RawJson.Parse(
            RawJson.Write(
                items,
                static (json, list) =>
                {
                    json.WriteStartArray();
                    foreach (var item in list)
                        item.WriteTo(json);
                    json.WriteEndArray();
                }
            )
        );
    }
}
