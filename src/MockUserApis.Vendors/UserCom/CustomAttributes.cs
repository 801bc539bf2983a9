using System.Text;
using System.Text.Json;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's custom attributes, <c>{"value","name","name_std","id"}</c>, told apart by <c>name_std</c>.</summary>
internal static class CustomAttributes
{
    private const int LongestName = 255;

    private static readonly Rule NameRule = new("attribute/name", DOC, "1 to 255 characters");
    private static readonly Rule CreateRule = new("attribute/create", SEED);
    private static readonly Rule NullRule = new("attribute/null", ASSUMED, "the attribute stays and its value becomes null: a value is any JSON");
    private static readonly Rule StandardRule = new("attribute/standard", ASSUMED, "the name of a standard attribute is let pass and not stored, as the update does with keys that it manages itself");

    public static IEnumerable<Rule> All => [NameRule, CreateRule, NullRule, StandardRule];

    /// <summary>What a custom attribute cannot be called, as the contract's own language cannot say it of a key.</summary>
    public static IReadOnlyList<Finding> Misnamed(JsonElement body)
    {
        List<Finding>? findings = null;
        foreach (var member in body.EnumerateObject())
        {
            var length = member.Name.Length <= LongestName ? member.Name.Length : member.Name.EnumerateRunes().Count();
            if (length is >= 1 and <= LongestName) continue;
            (findings ??= []).Add(new Finding("body", "/" + JsonPointer.Escape(member.Name), length == 0 ? "minLength" : "maxLength", "a name of 1 to 255 characters",
                SchemaCheck.Shown(member.Value), NameRule) { Limit = length == 0 ? 1 : LongestName, Value = member.Value });
        }

        return findings ?? (IReadOnlyList<Finding>)[];
    }

    /// <summary>Sets the value, creating the attribute if it is new; a standard attribute's name is none of a custom one.</summary>
    /// <param name="pointer">Where in the body the name stands, for the finding.</param>
    public static void Set(string name, JsonElement value, string pointer, Draft draft, MergeContext context)
    {
        if (Update.Rules.All.All(f => f.Name != name))
        {
            Put(name, value, draft, context);
            return;
        }

        context.Exchange!.Rely(StandardRule);
        // A change can run more than once.
        if (context.Exchange.Findings.Any(f => f.Pointer == pointer)) return;
        context.Exchange.Note(new Finding("body", pointer, "undeclared", "the name of a custom attribute", SchemaCheck.Shown(value), StandardRule) { Breaks = false });
    }

    /// <summary>The same for a key that the update table has not got.</summary>
    public static void Put(string name, JsonElement value, Draft draft, MergeContext context)
    {
        context.Exchange?.Rely(value.ValueKind == JsonValueKind.Null ? NullRule : CreateRule);
        var known = Shared.Attributes(context.Sandbox, context.Vendor);
        var id = known.Get(name).Id;
        var standard = Standard(name);
        draft.Set("attributes", Entries.Put(draft["attributes"], "name_std", standard, (value, known.Spelling(name), standard, id), Write));
    }

    /// <summary>SEED: <c>My string attr</c> is <c>my_string_attr</c>. ASSUMED: any run of other characters is one underscore.</summary>
    public static string Standard(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c == '_') text.Append(c);
            else if (text is not [.., '_']) text.Append('_');
        }

        return text.ToString();
    }

    public static void Write(Utf8JsonWriter json, (JsonElement Value, string Name, string Standard, long Id) attribute)
    {
        json.WriteStartObject();
        json.WritePropertyName("value");
        attribute.Value.WriteTo(json);
        json.WriteString("name", attribute.Name);
        json.WriteString("name_std", attribute.Standard);
        json.WriteNumber("id", attribute.Id);
        json.WriteEndObject();
    }
}
