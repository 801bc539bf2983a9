using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// One way to find a user by a field: how the generated population's values lead back to ordinals, and whether two users
/// may share one.
/// </summary>
/// <param name="Field">The stored field.</param>
/// <param name="Unique">No two live users of a sandbox may have the same value.</param>
/// <param name="Ordinal">(value, seed) → the ordinal that would have it, or null. May guess: the store compares.</param>
public sealed record UserIndex(string Field, bool Unique, Func<string, long, long?> Ordinal);

/// <summary>How a vendor's users are made: the stored shape, the ways to find one, and user <i>i</i>.</summary>
public abstract class Recipe
{
    public abstract Shape Shape { get; }

    /// <summary>The first is the key: the id that the vendor's documented update path takes.</summary>
    public abstract IReadOnlyList<UserIndex> Indexes { get; }

    /// <summary>Fills in user <see cref="Persona.Ordinal"/>. A pure function: no clock, no shared state.</summary>
    public abstract void Fill(Draft draft, Persona persona);

    /// <summary>Turns a control-plane key into the key field's JSON; throws <see cref="FormatException"/> with a sentence when it cannot be one.</summary>
    public virtual ReadOnlySpan<byte> KeyJson(string key) => RawJson.String(key);
}
