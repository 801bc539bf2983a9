using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// What happens to a stored field when the request leaves it out, sends <c>null</c>, or sends a value.
/// </summary>
public enum Effect : byte
{
    /// <summary>The stored value stays.</summary>
    Keep,

    /// <summary>The stored value becomes unset.</summary>
    Clear,

    /// <summary>The request is refused.</summary>
    Refuse,

    /// <summary>The sent value takes its place.</summary>
    Replace,

    /// <summary>An object: keys that were sent are set, others stay.</summary>
    MergeKeys,

    /// <summary>Accepted and not stored.</summary>
    Ignore,

    /// <summary>The vendor's own conversion, named in the rule's reason.</summary>
    Convert,
}

/// <summary>A vendor's own conversion: puts what <paramref name="sent"/> means into the draft.</summary>
public delegate void Conversion(JsonElement sent, Draft draft, MergeContext context);

/// <summary>What a vendor does with the keys that its table does not name: all of a request at once.</summary>
public delegate void UnknownKeys(
    IReadOnlyList<KeyValuePair<string, JsonElement>> sent,
    Draft draft,
    MergeContext context
);

/// <summary>The update rule of one field: three effects, each with its evidence.</summary>
public sealed record FieldRule(string Name, FieldEffect Absent, FieldEffect Null, FieldEffect Value) : IHasRules
{
    /// <summary>The stored field it changes, when that has another name.</summary>
    public string Into { get; init; } = Name;

    public Conversion? Conversion { get; init; }

    /// <summary>For objects: what a <c>null</c> below a key does (Keep or Clear); Replace stores the null.</summary>
    public Effect NullKey { get; init; } = Effect.Replace;

    /// <summary>For objects: a key whose own object is merged key by key too; null: none is.</summary>
    public string? Nested
    {
        get;
        init => (field, NestedName) = (value, value is null ? [] : Encoding.UTF8.GetBytes($"\"{value}\""));
    }

    /// <summary>The same as it stands in compact JSON; empty: none.</summary>
    internal byte[] NestedName { get; private init; } = [];

    /// <summary>The rules behind the three effects.</summary>
    public IEnumerable<Rule> Rules => [Absent.Rule, Null.Rule, Value.Rule];
}

/// <summary>What an update table says of one field that is absent, null or a value.</summary>
public sealed record FieldEffect(Effect Effect, Rule Rule);
