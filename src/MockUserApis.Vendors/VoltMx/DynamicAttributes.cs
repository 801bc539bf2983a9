using System.Runtime.CompilerServices;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// Which attributes an administrator added: a list of <c>{"name","type","required","reconciliationKey","values"}</c>.
/// </summary>
internal sealed class DynamicAttributes() : Setting("dynamicAttributes", SettingRule)
{
    /// <summary>Fewer than the findings of a body: each attribute is one, until the setting is asked.</summary>
    private const int MaxCount = 40;
    private const int MaxNameLength = 100;
    private const int MaxValues = 200;
    private const string Nothing = "[]";

    private static readonly Rule SettingRule = new(
        "settings/dynamicAttributes",
        ASSUMED,
        "name, the four types, required and reconciliation key are DOC (Create Audience Attribute); that a sandbox "
            + "starts with none, values, and at most 40 attributes with 3 keys are ours"
    );

    private static readonly string[] Members = ["name", "type", "required", "reconciliationKey", "values"];

    // A sandbox gives the same text until somebody sets another.
    private static readonly ConditionalWeakTable<string, IReadOnlyList<DynamicAttribute>> Parsed = [];

    public override string Default => Nothing;

    public override string Example => """[{"name":"County Zip code","type":"String","required":false}]""";

    public override string Read(JsonElement sent)
    {
        Take(sent);
        return System.Text.Encoding.UTF8.GetString(RawJson.Compact(sent));
    }

    public override void Write(Utf8JsonWriter json, string text)
    {
        Of(text);
        json.WriteRawValue(text, skipInputValidation: true);
    }

    /// <summary>Those of the sandbox.</summary>
    /// <exception cref="DamagedStateException">What is stored was not written by this program.</exception>
    public IReadOnlyList<DynamicAttribute> Of(Sandbox sandbox, Vendor vendor) => Of(sandbox.Setting(vendor, this));

    private IReadOnlyList<DynamicAttribute> Of(string text)
    {
        if (text == Nothing)
            return [];
        if (Parsed.TryGetValue(text, out var known))
            return known;
        try
        {
            var read = Take(JsonDocument.Parse(text).RootElement);
            Parsed.AddOrUpdate(text, read);
            return read;
        }
        catch (Exception error) when (error is JsonException or SeedException)
        {
            throw new DamagedStateException($"The setting {Name} of this sandbox cannot be read. Set it anew.", error);
        }
    }

    private List<DynamicAttribute> Take(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            throw Bad("", sent, $"a list such as {Example}, or []");
        if (sent.GetArrayLength() > MaxCount)
            throw new SeedException($"{Name} has more than {MaxCount} attributes. Send fewer.");
        List<DynamicAttribute> all = [.. sent.EnumerateArray().Select(Attribute)];
        if (all.CountBy(a => a.Name).FirstOrDefault(a => a.Value > 1) is { Value: > 1 } twice)
        {
            throw new SeedException($"{Name} has \"{twice.Key}\" twice. Give each attribute a name of its own.");
        }

        if (all.Count(a => a.IsKey) > Seed.KeySlots.Length)
        {
            throw new SeedException(
                $"{Name} has more than {Seed.KeySlots.Length} attributes with reconciliationKey. Leave some of "
                    + "them out."
            );
        }

        return all;
    }

    private DynamicAttribute Attribute(JsonElement sent, int index)
    {
        var at = FormattableString.Invariant($"/{index}");
        if (sent.ValueKind != JsonValueKind.Object)
            throw Bad(at, sent, """an object such as {"name":"a","type":"String"}""");
        foreach (var member in sent.EnumerateObject())
        {
            if (Members.Contains(member.Name))
                continue;
            throw Bad($"{at}/{JsonPointer.Escape(member.Name)}", member.Value, $"only {string.Join(", ", Members)}");
        }

        var type = Array.IndexOf(DynamicAttribute.TypeNames, Text(sent, "type"));
        if (type < 0)
            throw Bad(at + "/type", Member(sent, "type"), "one of " + string.Join(", ", DynamicAttribute.TypeNames));
        return new DynamicAttribute(
            AttributeName(sent, at),
            (AttributeType)type,
            Flag(sent, "required", at),
            Flag(sent, "reconciliationKey", at),
            Values(sent, at, (AttributeType)type)
        );
    }

    private string AttributeName(JsonElement sent, string at)
    {
        var name = Text(sent, "name");
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength)
        {
            throw Bad(at + "/name", Member(sent, "name"), $"a name of 1 to {MaxNameLength} characters");
        }

        if (!Update.Rules.Names(name) && Seed.Fields.Find(name) < 0)
            return name;
        throw Bad(at + "/name", Member(sent, "name"), "a name that members do not have already");
    }

    private bool Flag(JsonElement sent, string name, string at) =>
        Member(sent, name) switch
        {
            { ValueKind: JsonValueKind.Undefined or JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            var other => throw Bad($"{at}/{name}", other, "true or false"),
        };

    private IReadOnlyList<string> Values(JsonElement sent, string at, AttributeType type)
    {
        var values = Member(sent, "values");
        if (values.ValueKind == JsonValueKind.Undefined)
            return [];
        var isList =
            values.ValueKind == JsonValueKind.Array
            && values.GetArrayLength() is > 0 and <= MaxValues
            && values.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String && !v.ValueEquals(""));
        if (type == AttributeType.PickList && isList)
            return [.. values.EnumerateArray().Select(v => v.GetString()!)];
        throw Bad(at + "/values", values, $"1 to {MaxValues} texts, for a Pick List");
    }

    private static JsonElement Member(JsonElement sent, string name) =>
        sent.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement sent, string name) =>
        Member(sent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private SeedException Bad(string at, JsonElement sent, string expected) =>
        new($"{Name}{at} is {ShownValue.Of(sent)}. Send {expected}.");
}
