using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// The values of dynamic attributes: ordinary keys of a member on the wire, one object where it is stored.
/// </summary>
internal static class DynamicValues
{
    /// <summary>The stored field.</summary>
    public const string Field = "dynamic";

    public const string Mandatory = "mandatory";

    /// <summary>Between the name and the value in a key slot.</summary>
    private const char Separator = '=';

    private static readonly Rule Value = new("update/dynamic/value", DOC, "ordinary keys of the member, in and out");
    private static readonly Rule Unset = new(
        "update/dynamic/unset",
        ASSUMED,
        "out it is \"\" (DOC); in, \"\" and null unset it"
    );
    private static readonly Rule Form = new(
        "update/dynamic/form",
        ASSUMED,
        "a number may be text, as mobileNumber may; a date as lastActiveDateStr; any other is a 400"
    );

    private static readonly Rule MandatoryRule = new("update/dynamic/required", DOC, "for POST; PUT follows (ASSUMED)");
    public static readonly Rule Order = new(
        "view/dynamic/order",
        ASSUMED,
        "after the standard keys: no GET of a member shows any"
    );

    /// <summary>What of a body does not fit the attributes.</summary>
    public static void Check(IReadOnlyList<DynamicAttribute> all, RequestBody body, List<Finding> findings)
    {
        foreach (var attribute in all)
        {
            var sent = body.Json.TryGetProperty(attribute.Name, out var value) ? value : default;
            var isEmpty = DynamicAttribute.IsEmpty(sent);
            if (isEmpty && attribute.Required)
                Add(Mandatory, "not empty: the attribute is required", MandatoryRule);
            else if (!isEmpty && !attribute.Takes(sent))
                Add("type", attribute.Expected, Form);

            void Add(string keyword, string expected, Rule rule)
            {
                var pointer = "/" + JsonPointer.Escape(attribute.Name);
                findings.Add(new("body", pointer, keyword, expected, ShownValue.Of(sent), rule) { Value = sent });
            }
        }
    }

    /// <summary>Stores what was sent of the sandbox's attributes; other keys are not stored.</summary>
    public static void Put(IReadOnlyList<KeyValuePair<string, JsonElement>> sent, Draft draft, MergeContext context)
    {
        var all = VoltMx.Attributes.Of(context.Sandbox, context.Vendor);
        if (all.Count == 0 && context.Exchange is not null)
            return;
        List<(DynamicAttribute Attribute, byte[] Json)> changes = [];
        foreach (var (name, value) in sent)
        {
            var attribute = all.FirstOrDefault(a => a.Name == name);
            if (attribute is not null)
                changes.Add((attribute, Stored(attribute, value, context)));
            else if (context.Exchange is null)
                throw Unknown(name, all);
        }

        if (changes.Count == 0)
            return;
        var json = RawJson.Write(changes, static (json, c) => Write(json, c));
        ObjectMerge.Into(draft, Field, json, fill: false, Effect.Clear);
        foreach (var (attribute, value) in changes)
            PutKey(all, attribute, value, draft);
    }

    /// <summary>Every attribute of the sandbox as a key of the member.</summary>
    public static void Show(Utf8JsonWriter json, Document member, IReadOnlyList<DynamicAttribute> all)
    {
        if (all.Count == 0)
            return;
        var stored = member.Element(Field);
        foreach (var attribute in all)
        {
            json.WritePropertyName(attribute.Name);
            if (stored.ValueKind == JsonValueKind.Object && stored.TryGetProperty(attribute.Name, out var value))
            {
                value.WriteTo(json);
            }
            else
                json.WriteStringValue("");
        }
    }

    /// <summary>The name and the value that a key slot holds.</summary>
    public static string Shown(string slot) => slot.Replace(Separator, ' ');

    private static byte[] Stored(DynamicAttribute attribute, JsonElement value, MergeContext context)
    {
        var isEmpty = DynamicAttribute.IsEmpty(value);
        context.Exchange?.Rely(isEmpty ? Unset : Value);
        if (isEmpty)
            return RawJson.Null.ToArray();
        // A seed comes here without the request's checks.
        if (!attribute.Takes(value))
        {
            throw new SeedException($"{attribute.Name} is {ShownValue.Of(value)}. Send {attribute.Expected}.");
        }

        return attribute.Type == AttributeType.Date ? WireDate.Convert(value)! : RawJson.Compact(value).ToArray();
    }

    private static void Write(Utf8JsonWriter json, List<(DynamicAttribute Attribute, byte[] Json)> changes)
    {
        json.WriteStartObject();
        foreach (var (attribute, value) in changes)
        {
            json.WritePropertyName(attribute.Name);
            json.WriteRawValue(value, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static void PutKey(
        IReadOnlyList<DynamicAttribute> all,
        DynamicAttribute attribute,
        byte[] value,
        Draft draft
    )
    {
        if (!attribute.IsKey)
            return;
        var slot = Seed.KeySlots[all.Where(a => a.IsKey).ToList().IndexOf(attribute)];
        if (RawJson.IsNull(value))
            draft.Remove(slot);
        else
            draft.Set(slot, attribute.Name + Separator + Text(value));
    }

    private static string Text(byte[] json) =>
        json[0] == '"' ? RawJson.Text(json) : System.Text.Encoding.UTF8.GetString(json);

    private static SeedException Unknown(string name, IReadOnlyList<DynamicAttribute> all)
    {
        var known = string.Join(", ", Update.Rules.All.Select(f => f.Name).Concat(all.Select(a => a.Name)));
        return new SeedException(
            $"\"{name}\" is not a field of a volt-mx user. Known: {known}. An attribute of your own comes into "
                + $"the setting {VoltMx.Attributes.Name} first."
        );
    }
}
