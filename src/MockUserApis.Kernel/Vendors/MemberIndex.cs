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
