using System.Text.Json;
using System.Text.RegularExpressions;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>
/// Compiles the schemas of one spec. A keyword it does not know stops start-up: a rule that is not checked must not
/// look checked.
/// </summary>
public sealed class SchemaReader(string vendor, JsonElement document)
{
    // A component without a tag is known as well as what it is a part of: it is another schema for each of these.
    private readonly Dictionary<(string Reference, Rule Rule), Schema> components = [];

    private readonly HashSet<Rule> rules = [];

    /// <summary>Every schema read so far that carries a tag of its own, for the ledger.</summary>
    public IReadOnlyCollection<Rule> Rules => rules;

    public Schema Read(JsonElement json, Rule inherited, string name)
    {
        if (json.TryGetProperty("$ref", out var reference))
            return Component(reference.GetString()!, inherited);
        var schema = new Schema { Rule = RuleOf(json, inherited, name) };
        Fill(schema, json, name);
        return schema;
    }

    private Schema Component(string reference, Rule inherited)
    {
        var json = Resolve(reference);
        var name = reference[(reference.LastIndexOf('/') + 1)..];
        var rule = RuleOf(json, inherited, name);
        if (components.TryGetValue((reference, rule), out var known))
            return known;
        var schema = components[(reference, rule)] = new Schema { Rule = rule };
        Fill(schema, json, name);
        return schema;
    }

    /// <summary>Follows a local <c>$ref</c>.</summary>
    public JsonElement Resolve(string reference)
    {
        var at = document;
        foreach (var segment in reference.TrimStart('#', '/').Split('/'))
        {
            if (!at.TryGetProperty(JsonPointer.Unescape(segment), out at))
            {
                throw new InvalidOperationException($"specs/{vendor}.yaml: {reference} leads nowhere.");
            }
        }

        return at;
    }

    // What is read once more is the same rule.
    private Rule RuleOf(JsonElement json, Rule inherited, string name)
    {
        if (!json.TryGetProperty("x-evidence", out var tag))
            return inherited;
        var rule = Rule.Parse(name, tag.GetString()!);
        if (rules.TryGetValue(rule, out var known))
            return known;
        rules.Add(rule);
        return rule;
    }

    private void Fill(Schema schema, JsonElement json, string name)
    {
        foreach (var member in json.EnumerateObject())
        {
            var value = member.Value;
            switch (member.Name)
            {
                case "type":
                    schema.Type |= Enum.Parse<JsonTypes>(value.GetString()!, ignoreCase: true);
                    break;
                case "format":
                    schema.Format = value.GetString();
                    break;
                case "nullable":
                    schema.Nullable = value.GetBoolean();
                    break;
                case "readOnly":
                    schema.ReadOnly = value.GetBoolean();
                    break;
                // null among the words is what nullable says already.
                case "enum":
                    schema.Enum = [.. value.EnumerateArray().Where(word => word.ValueKind != JsonValueKind.Null)];
                    break;
                case "minimum":
                    schema.Minimum = value.GetDouble();
                    break;
                case "maximum":
                    schema.Maximum = value.GetDouble();
                    break;
                case "exclusiveMinimum":
                    schema.ExclusiveMinimum = value.GetBoolean();
                    break;
                case "exclusiveMaximum":
                    schema.ExclusiveMaximum = value.GetBoolean();
                    break;
                case "minLength":
                    schema.MinLength = value.GetInt32();
                    break;
                case "maxLength":
                    schema.MaxLength = value.GetInt32();
                    break;
                case "minItems":
                    schema.MinItems = value.GetInt32();
                    break;
                case "maxItems":
                    schema.MaxItems = value.GetInt32();
                    break;
                case "uniqueItems":
                    schema.UniqueItems = value.GetBoolean();
                    break;
                case "minProperties":
                    schema.MinProperties = value.GetInt32();
                    break;
                case "maxProperties":
                    schema.MaxProperties = value.GetInt32();
                    break;
                case "pattern":
                    schema.PatternText = value.GetString();
                    schema.Pattern = Compile(value.GetString()!);
                    break;
                case "items":
                    schema.Items = Read(value, schema.Rule, name + "/items");
                    break;
                case "properties":
                    schema.Properties = Properties(schema, value, name);
                    break;
                case "required":
                    schema.Required = [.. schema.Required, .. value.EnumerateArray().Select(r => r.GetString()!)];
                    break;
                case "additionalProperties":
                    Additional(schema, value, name);
                    break;
                case "oneOf":
                    schema.OneOf = Branches(schema, value, name);
                    break;
                case "anyOf":
                    schema.AnyOf = Branches(schema, value, name);
                    break;
                case "allOf":
                    foreach (var part in value.EnumerateArray())
                        Fill(schema, Inline(part), name);
                    break;
                case "x-noted":
                    schema.Noted = ReadNoted(schema, value, name);
                    break;
                case "title":
                    schema.Title = value.GetString();
                    break;
                case "description" or "example" or "default" or "deprecated" or "writeOnly":
                    break;
                default:
                    if (member.Name.StartsWith("x-", StringComparison.Ordinal))
                        break;
                    throw new InvalidOperationException(
                        $"specs/{vendor}.yaml: schema {name} uses \"{member.Name}\", which the contract check "
                            + "does not know. "
                            + "Remove it, or teach SchemaReader and SchemaCheck."
                    );
            }
        }

        // The type may stand behind the note.
        if (schema.Noted is { } noted)
            noted.Type = schema.Type;
    }

    // Null is noted only where the spec writes so: a note about the form of a text says nothing about null. How it is
    // known that the value passes may be another thing than how the field is.
    private Schema ReadNoted(Schema schema, JsonElement json, string name)
    {
        var noted = new Schema { Rule = RuleOf(json, schema.Rule, name + "/noted"), Nullable = true };
        Fill(noted, json, name);
        return noted;
    }

    private PropertyTable Properties(Schema schema, JsonElement json, string name)
    {
        var own = json.EnumerateObject()
            .Select(p => KeyValuePair.Create(p.Name, Read(p.Value, schema.Rule, $"{name}/{p.Name}")));
        var before = schema.Properties.Names.Zip(schema.Properties.Schemas, KeyValuePair.Create);
        return new PropertyTable([.. before, .. own]);
    }

    private void Additional(Schema schema, JsonElement json, string name)
    {
        schema.Additional = json.ValueKind != JsonValueKind.False;
        if (json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Any())
        {
            schema.AdditionalSchema = Read(json, schema.Rule, name + "/*");
        }
    }

    private Schema[] Branches(Schema schema, JsonElement json, string name)
    {
        Schema[] branches = [.. json.EnumerateArray().Select(b => Read(b, schema.Rule, name))];
        schema.Nullable |= branches.Any(b => b.Nullable);
        return branches;
    }

    private JsonElement Inline(JsonElement json) =>
        json.TryGetProperty("$ref", out var reference) ? Resolve(reference.GetString()!) : json;

    // `$` in .NET also matches before a final line break; JSON Schema's (ECMA 262) does not.
    private static Regex Compile(string pattern) =>
        new(
            pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern,
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
}
