using System.Collections.Frozen;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// A vendor's update table, field by field. Each line of <c>Update.cs</c> reads as the published table does: absent,
/// null, value. Absent keeps where a line leaves it out.
/// </summary>
public sealed class UpdateRules : IHasRules
{
    private readonly List<FieldRule> fields = [];
    private readonly List<FieldRule> clearedWhenAbsent = [];
    private NameTable? names;
    private FrozenSet<string>? known;
    private FieldEffect absent = new(Effect.Keep, new Rule("update/*/absent", Evidence.ASSUMED, "not stated"));

    /// <summary>
    /// What the names of its rules begin with: of another collection than the users its name, so that a ledger keeps
    /// them apart.
    /// </summary>
    public string Of { get; init; } = "update";

    public IReadOnlyList<FieldRule> All => fields;

    /// <summary>The rules behind every field's effects, in the order of the table.</summary>
    public IEnumerable<Rule> Rules => fields.SelectMany(f => f.Rules);

    /// <summary>Those that an update without them clears.</summary>
    public IReadOnlyList<FieldRule> ClearedWhenAbsent => clearedWhenAbsent;

    /// <summary>Says that a field that a request leaves out keeps its value, with the evidence for it.</summary>
    public UpdateRules AbsentKeeps(Evidence evidence, string reason = "")
    {
        absent = new FieldEffect(Effect.Keep, new Rule($"{Of}/*/absent", evidence, reason));
        return this;
    }

    /// <summary>Adds the rule of one field that keeps its value when it is absent.</summary>
    public UpdateRules Field(
        string name,
        (Effect Effect, Evidence Evidence, string Reason) whenNull,
        (Effect Effect, Evidence Evidence, string Reason) value,
        string? into = null,
        Conversion? conversion = null,
        Effect nullKey = Effect.Replace,
        string? nested = null
    ) => Add(name, absent, whenNull, value, into, conversion, nullKey, nested);

    /// <summary>
    /// Adds the rule of one field. Absent can keep, clear or be refused; no other effect has anything to work on.
    /// </summary>
    public UpdateRules Field(
        string name,
        (Effect Effect, Evidence Evidence, string Reason) whenAbsent,
        (Effect Effect, Evidence Evidence, string Reason) whenNull,
        (Effect Effect, Evidence Evidence, string Reason) value,
        string? into = null,
        Conversion? conversion = null,
        Effect nullKey = Effect.Replace,
        string? nested = null
    )
    {
        if (whenAbsent.Effect is not (Effect.Keep or Effect.Clear or Effect.Refuse))
            throw new ArgumentException($"{name}: absent cannot {whenAbsent.Effect}.", nameof(whenAbsent));
        return Add(name, Make(name, "absent", whenAbsent), whenNull, value, into, conversion, nullKey, nested);
    }

    /// <summary>The same rule for several fields, which keep their values when they are absent.</summary>
    public UpdateRules Fields(
        IEnumerable<string> names,
        (Effect, Evidence, string) whenNull,
        (Effect, Evidence, string) value
    )
    {
        foreach (var name in names)
            Field(name, whenNull, value);
        return this;
    }

    /// <summary>What keys that no rule names do, once the others are stored; null: they are ignored.</summary>
    public UnknownKeys? Unknown { get; init; }

    /// <summary>Runs after the fields, on every accepted change: time stamps, versions, derived fields.</summary>
    public Action<Draft, MergeContext>? Changed { get; init; }

    /// <summary>
    /// The rule of a key; <paramref name="hint"/> is where to look first, and after a hit where to look next.
    /// </summary>
    public FieldRule? Find(ReadOnlySpan<byte> name, ref int hint)
    {
        names ??= new NameTable(fields.Select(f => f.Name));
        var i = names.Find(name, hint);
        if (i < 0)
            return null;
        hint = i + 1;
        return fields[i];
    }

    /// <summary>Whether a rule names the key.</summary>
    public bool Names(string name)
    {
        known ??= fields.Select(f => f.Name).ToFrozenSet(StringComparer.Ordinal);
        return known.Contains(name);
    }

    public FieldRule? Find(string name) => fields.Find(f => f.Name == name);

    private UpdateRules Add(
        string name,
        FieldEffect whenAbsent,
        (Effect Effect, Evidence Evidence, string Reason) whenNull,
        (Effect Effect, Evidence Evidence, string Reason) value,
        string? into,
        Conversion? conversion,
        Effect nullKey,
        string? nested
    )
    {
        var rule = new FieldRule(name, whenAbsent, Make(name, "null", whenNull), Make(name, "value", value))
        {
            Into = into ?? name,
            Conversion = conversion,
            NullKey = nullKey,
            Nested = nested,
        };
        fields.Add(rule);
        if (rule.Absent.Effect == Effect.Clear)
            clearedWhenAbsent.Add(rule);
        return this;
    }

    private FieldEffect Make(string name, string when, (Effect Effect, Evidence Evidence, string Reason) cell) =>
        new(cell.Effect, new Rule($"{Of}/{name}/{when}", cell.Evidence, cell.Reason));
}
