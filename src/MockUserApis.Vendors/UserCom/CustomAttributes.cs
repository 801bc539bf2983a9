using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// A user's custom attributes, <c>{"value","name","name_std","id"}</c>, told apart by <c>name_std</c>.
/// </summary>
internal static class CustomAttributes
{
    private const int MaxNameLength = 255;
    private const int MaxCount = 1000;

    private static readonly Rule NameRule = new("attribute/name", DOC, "1 to 255 characters");
    private static readonly Rule ManyRule = new(
        "attribute/many",
        ASSUMED,
        "at most 1,000 in one request: each may create an attribute for all users, and no number is documented"
    );
    private static readonly Rule CreateRule = new("attribute/create", SEED);
    private static readonly Rule NullRule = new(
        "attribute/null",
        ASSUMED,
        "the attribute stays and its value becomes null: a value is any JSON"
    );
    private static readonly Rule StandardRule = new(
        "attribute/standard",
        ASSUMED,
        "called as a standard one: recorded users have such, likely by these calls"
    );

    /// <summary>Of set_multiple_attributes.</summary>
    public static readonly Rule New = new(
        "attribute/new",
        REC,
        "created, although the vendor's page says that it must exist"
    );

    /// <summary>Of set_attribute and mass updates.</summary>
    public static readonly Rule NewAlone = new(
        "attribute/new/alone",
        ASSUMED,
        "created too: recorded for set_multiple_attributes alone"
    );

    /// <summary>What an attribute cannot be called, and too many of them: no schema says it of some keys.</summary>
    public static IReadOnlyList<Finding> Departures(JsonElement body, Api api) => Departures(body, api.UpdateRules);

    /// <param name="rules">They name the keys that are no custom attributes.</param>
    public static IReadOnlyList<Finding> Departures(JsonElement body, UpdateRules rules)
    {
        List<Finding>? findings = null;
        var count = body.GetPropertyCount();
        if (count > MaxCount)
            count = body.EnumerateObject().Count(m => !rules.Names(m.Name));
        if (count > MaxCount)
        {
            var expected = $"at most {MaxCount} custom attributes";
            var many = new Finding("body", "", "maxProperties", expected, $"{count}", ManyRule);
            return [many with { Limit = MaxCount, Value = body }];
        }

        foreach (var member in body.EnumerateObject())
        {
            var length =
                member.Name.Length <= MaxNameLength ? member.Name.Length : member.Name.EnumerateRunes().Count();
            if (length is >= 1 and <= MaxNameLength)
                continue;
            var (keyword, limit) = length == 0 ? ("minLength", 1) : ("maxLength", MaxNameLength);
            var (pointer, shown) = (JsonPointer.Of([JsonPointer.Escape(member.Name)]), ShownValue.Of(member.Value));
            var misnamed = new Finding("body", pointer, keyword, "a name of 1 to 255 characters", shown, NameRule);
            (findings ??= []).Add(misnamed with { Limit = limit, Value = member.Value });
            if (findings.Count >= SchemaCheck.MaxFindings)
                break;
        }

        return findings ?? (IReadOnlyList<Finding>)[];
    }

    /// <summary>Sets the values, creating attributes that are new, those called as a standard one too.</summary>
    /// <param name="pointer">Where in the body a name stands, for the finding.</param>
    /// <param name="newRule">How it is known that a new one is created.</param>
    /// <param name="own">The rules that name standard attributes; null: a user's.</param>
    public static void Set(
        IReadOnlyList<KeyValuePair<string, JsonElement>> sent,
        Func<string, string> pointer,
        Draft draft,
        MergeContext context,
        Rule newRule,
        UpdateRules? own = null
    )
    {
        foreach (var (name, value) in sent)
        {
            var rule = (own ?? context.Api.UpdateRules).Names(name) ? StandardRule : newRule;
            var isNew = context.Named(ApplicationNames.AttributeKind, name).IsNew;
            if (isNew || rule == StandardRule)
                Note(pointer(name), value, rule, context.Exchange!);
        }

        Put(sent, draft, context);
    }

    /// <summary>Takes the value of the attribute of that name, or of that name_std; the attribute stays.</summary>
    public static void Remove(string name, Draft draft) =>
        draft.Set("attributes", KeyedList.Without(draft["attributes"], "name_std", Standard(name)));

    /// <summary>The same for keys that the update table has not got.</summary>
    public static void Put(IReadOnlyList<KeyValuePair<string, JsonElement>> sent, Draft draft, MergeContext context)
    {
        if (sent.Count == 0)
            return;
        foreach (var (_, value) in sent)
        {
            context.Exchange?.Rely(value.ValueKind == JsonValueKind.Null ? NullRule : CreateRule);
        }

        draft.Set("attributes", KeyedList.Set(draft["attributes"], "name_std", sent.Select(Entry), Write));

        (string, Attribute) Entry(KeyValuePair<string, JsonElement> attribute)
        {
            var (standard, found) = (
                Standard(attribute.Key),
                context.Named(ApplicationNames.AttributeKind, attribute.Key)
            );
            var type = AttributeType.Of(standard, attribute.Value, context.Names!);
            var value = AttributeType.Fitted(attribute.Value, type, context.Exchange);
            return (standard, new(value, found.Spelling, standard, found.Id, type));
        }
    }

    private static void Note(string pointer, JsonElement value, Rule rule, Exchange exchange)
    {
        exchange.Rely(rule);
        // A change can run more than once.
        if (exchange.Findings.Any(f => f.Pointer == pointer))
            return;
        var shown = ShownValue.Of(value);
        exchange.Note(
            new Finding("body", pointer, "exists", "a custom attribute that is there", shown, rule) { Breaks = false }
        );
    }

    /// <summary>
    /// SEED: <c>My string attr</c> is <c>my_string_attr</c>. ASSUMED: any run of other characters is one underscore.
    /// </summary>
    public static string Standard(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c == '_')
                text.Append(c);
            else if (text is not [.., '_'])
                text.Append('_');
        }

        return text.ToString();
    }

    public static void Write(Utf8JsonWriter json, Attribute attribute)
    {
        json.WriteStartObject();
        json.WritePropertyName("value");
        attribute.Value.WriteTo(json);
        json.WriteString("name", attribute.Name);
        json.WriteString("name_std", attribute.Standard);
        json.WriteNumber("id", attribute.Id);
        // REC: empty when there is none.
        json.WriteString("description", "");
        json.WriteString("value_type", attribute.Type);
        json.WriteEndObject();
    }

    /// <summary>A user's value of an attribute.</summary>
    public readonly record struct Attribute(JsonElement Value, string Name, string Standard, long Id, string Type);
}
