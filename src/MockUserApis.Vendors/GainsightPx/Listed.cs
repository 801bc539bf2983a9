using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What a list is of, for one request: its fields, what leads to few members, and how one is shown.</summary>
internal abstract class Listed
{
    /// <summary>The key of the page's members.</summary>
    public abstract string Name { get; }

    public abstract Recipe Recipe { get; }

    /// <summary>The field's own spelling, names compare without regard to case; null: no field.</summary>
    public abstract string? FieldOf(string name);

    /// <summary>What a read shows of a field that is unset, as JSON; of its path the members below it.</summary>
    public ReadOnlySpan<byte> UnsetOf(string[] path) =>
        path switch
        {
            [var field] => Unset(field),
            ["location" or "lastInferredLocation", ..] => View.UnsetInLocation(path.AsSpan(1)),
            _ => "\"\""u8,
        };

    /// <summary>Whether few generated members can hold the term.</summary>
    public abstract bool Pins(Term term);

    /// <summary>Their ordinals.</summary>
    public abstract IEnumerable<long> Pinned(Term term, Population population);

    /// <summary>False: all that it can be about was changed or added.</summary>
    public virtual bool ReachesPopulation => true;

    /// <summary>Of members that are left out whatever the filter says; null: none are.</summary>
    public virtual Func<Document, bool>? Within => null;

    /// <summary>A field that no member has stored, and that <see cref="CompletionAsync"/> fills in.</summary>
    public virtual string? Derived => null;

    /// <summary>How a member is completed before it is shown; null: it is complete.</summary>
    public virtual ValueTask<Func<Document, Document>?> CompletionAsync() => default;

    public abstract void Write(Utf8JsonWriter json, Document member);

    /// <summary>What the mock read for the page, as the vendor answers it.</summary>
    public abstract Reply Page(ReadOnlyMemory<byte> page);

    /// <summary>What a read shows of a whole field that is unset, as JSON.</summary>
    protected abstract ReadOnlySpan<byte> Unset(string field);

    protected static string? Spelled(IReadOnlyList<string> fields, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var root = fields.FirstOrDefault(f =>
            f.Equals(dot < 0 ? name : name[..dot], StringComparison.OrdinalIgnoreCase)
        );
        return root is null || dot < 0 ? root : root + name[dot..];
    }
}
