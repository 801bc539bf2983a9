using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// One way to find a member by a field: how the generated population's values lead back to ordinals, and whether two
/// members may share one.
/// </summary>
/// <param name="Field">The stored field.</param>
/// <param name="Unique">No two live members of a sandbox may have the same value.</param>
/// <param name="Ordinal">
/// (value, seed) → the ordinal that would have it, or null. May guess: the store compares.
/// </param>
public sealed record MemberIndex(string Field, bool Unique, Func<string, long, long?> Ordinal);

/// <summary>
/// How the members of one of a vendor's collections are made: the stored shape, the ways to find one, and member
/// <i>i</i>.
/// </summary>
public abstract class Recipe
{
    /// <summary>The collection's name in addresses and snapshots: lower case letters, digits and dashes.</summary>
    public virtual string Name => "users";

    /// <summary>What one member is called: <c>user</c> of <c>users</c>.</summary>
    public virtual string Noun => "user";

    /// <summary>The noun with its article.</summary>
    public string OneMember => Noun is ['a' or 'e' or 'i' or 'o', ..] ? $"an {Noun}" : $"a {Noun}";

    /// <summary>How many members a sandbox starts with that starts with so many users.</summary>
    public virtual long Size(long users) => users;

    public abstract Shape Shape { get; }

    /// <summary>The first is the key: the id that the vendor's documented update path takes.</summary>
    public abstract IReadOnlyList<MemberIndex> Indexes { get; }

    /// <summary>Fills in member <see cref="Persona.Ordinal"/>. A pure function: no clock, no shared state.</summary>
    public abstract void Fill(Draft draft, Persona persona);

    /// <summary>Turns a control-plane key into the key field's JSON.</summary>
    /// <exception cref="SeedException">It cannot be one.</exception>
    public virtual ReadOnlySpan<byte> KeyJson(string key) => RawJson.String(key);
}
