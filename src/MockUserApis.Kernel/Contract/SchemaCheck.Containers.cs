using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

// Objects and arrays: what holds of them, and their members.
public sealed partial class SchemaCheck
{
    /// <summary>In a list that is too long, and longer than this, no repeated item is looked for.</summary>
    private const int MaxCompared = 1000;

    private void Object(Schema schema, JsonElement value)
    {
        var table = schema.Properties;
        Span<bool> seen = table.Count <= 128 ? stackalloc bool[table.Count] : new bool[table.Count];
        var next = 0;
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            count++;
            var raw = JsonMarshal.GetRawUtf8PropertyName(member);
            var i = table.Find(raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : raw, next);
            if (i < 0)
            {
                Undeclared(schema, member);
                continue;
            }

            next = i + 1;
            seen[i] = true;
            if (broken >= MaxFindings)
                continue;
            var property = table.Schemas[i];
            trail.Add(new(table.Names[i]));
            if (request && property.ReadOnly)
                Add("readOnly", "managed by the server, not sent", member.Value, property, property.Rule);
            else
                Value(property, member.Value);
            trail.RemoveAt(trail.Count - 1);
        }

        for (var r = 0; r < schema.Required.Count; r++)
        {
            var (required, i) = (schema.Required[r], schema.RequiredAt[r]);
            if (i < 0 ? value.TryGetProperty(required, out _) : seen[i] || (request && table.Schemas[i].ReadOnly))
                continue;
            trail.Add(new(required));
            Add(
                "required",
                "required: " + (i < 0 ? "any value" : table.Schemas[i].Describe()),
                default,
                i < 0 ? schema : table.Schemas[i]
            );
            trail.RemoveAt(trail.Count - 1);
        }

        if (count < schema.MinProperties)
            Add("minProperties", $"at least {schema.MinProperties} properties", value, schema);
        if (count > schema.MaxProperties)
            Add("maxProperties", $"at most {schema.MaxProperties} properties", value, schema);
    }

    private void Undeclared(Schema schema, JsonProperty member)
    {
        if (broken >= MaxFindings)
            return;
        if (schema is { Additional: true, AdditionalSchema: null })
        {
            var isNull = member.Value.ValueKind == JsonValueKind.Null;
            if (isNull && request && schema.Noted is { Nullable: false } noted && loose < MaxFindings)
                NoteNull(schema, member, noted.Rule);
            return;
        }
        if (schema is { AdditionalSchema: null, Additional: false } && unknown >= MaxFindings)
            return;
        // Before its name is made a text.
        if (schema is { AdditionalSchema: null, Additional: null } && loose >= MaxFindings)
            return;
        trail.Add(new(member.Name));
        if (schema.AdditionalSchema is { } additional)
            Value(additional, member.Value);
        else if (schema.Additional == false)
            Add("additionalProperties", "a field that the contract has", member.Value, schema);
        else if (schema.Type != JsonTypes.Any && schema.Properties.Count > 0)
            Add("undeclared", "a field that the contract has", member.Value, schema, schema.Rule);
        trail.RemoveAt(trail.Count - 1);
    }

    private void NoteNull(Schema schema, JsonProperty member, Rule passes)
    {
        trail.Add(new(member.Name));
        Add("nullable", "any value, not null", member.Value, schema, passes);
        trail.RemoveAt(trail.Count - 1);
    }

    private void Array(Schema schema, JsonElement value)
    {
        var length = value.GetArrayLength();
        if (length < schema.MinItems)
            Add("minItems", $"at least {schema.MinItems} items", value, schema);
        if (length > schema.MaxItems)
            Add("maxItems", $"at most {schema.MaxItems} items", value, schema);
        var isCompared = schema.UniqueItems && !(length > schema.MaxItems && length > MaxCompared);
        if (isCompared && RepeatedItem.First(value, length) is { } repeat)
        {
            trail.Add(new(null, repeat));
            Add("uniqueItems", "unique items", value[repeat], schema);
            trail.RemoveAt(trail.Count - 1);
        }

        if (schema.Items is not { } items || items is { Type: JsonTypes.Any, OneOf.Count: 0, AnyOf.Count: 0 })
            return;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            trail.Add(new(null, index++));
            Value(items, item);
            trail.RemoveAt(trail.Count - 1);
            if (broken >= MaxFindings)
                return;
        }
    }
}
