using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>A request that asks to be let in. A store that is a way off may read more for it on the same way.</summary>
/// <param name="Name">The sandbox that it names; null: none.</param>
public readonly record struct Visit(Vendor Vendor, string? Name, string? Credential)
{
    /// <summary>By which index its path names a user; null: it names none.</summary>
    public MemberIndex? Index { get; init; }

    /// <summary>The value that the user has there.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// The limits count it, unless its credential lets it not in or a fault is armed, which comes before them.
    /// </summary>
    public bool Counts { get; init; }

    /// <summary>Its credential must allow changes.</summary>
    public bool Writes { get; init; }
}
