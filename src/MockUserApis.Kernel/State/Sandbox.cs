using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>The documented contract to the letter, or what real clients get away with.</summary>
public enum Profile : byte
{
    Strict,
    Lenient,
}

/// <summary>What a sandbox is made with.</summary>
public sealed record SandboxOptions(string Name, long Seed, long Population, Profile Profile, bool RateLimits);

/// <summary>
/// An isolated set of users, clock, seed, limits, faults and journal. Where it is kept is its store's affair.
/// </summary>
public abstract class Sandbox(SandboxOptions options, DateTimeOffset created)
{
    public SandboxOptions Options => options;

    public string Name => options.Name;

    public Profile Profile => options.Profile;

    public long Seed => options.Seed;

    public abstract SandboxClock Clock { get; }

    public DateTimeOffset Created => created;

    /// <summary>When it goes by itself, on real time.</summary>
    public DateTimeOffset? Expires { get; init; }

    public abstract Journal Journal { get; }

    public abstract FaultPlan Faults { get; }

    /// <summary>How to undo each Pact state that is set up.</summary>
    public abstract PactUndo PactUndo { get; }

    /// <summary>The vendor's users.</summary>
    public Collection Users(Vendor vendor) => Collection(vendor, vendor.Recipe);

    /// <summary>The vendor's members that are made by one of its recipes.</summary>
    public abstract Collection Collection(Vendor vendor, Recipe recipe);

    public abstract RateLimiter Limiter(Vendor vendor);

    /// <summary>Puts other limits, as they stand, in the place of the vendor's.</summary>
    public abstract ValueTask LimitAsync(Vendor vendor, LimitState limits);

    /// <summary>The shared names of one kind, e.g. a vendor's tags.</summary>
    public abstract References References(
        Vendor vendor,
        string kind,
        long firstId,
        IReadOnlyList<string> known,
        IEqualityComparer<string>? same = null
    );

    /// <summary>
    /// The vendor's shared names beyond those of the population, by kind; those of a snapshot too that nobody has asked
    /// for yet.
    /// </summary>
    public abstract ValueTask<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> NamesOfAsync(Vendor vendor);

    /// <summary>Names of a kind that a snapshot brought back, for <see cref="References"/> to take up.</summary>
    public abstract ValueTask RememberAsync(Vendor vendor, string kind, IReadOnlyList<string> names);

    /// <summary>A vendor's server setting, as it stands here.</summary>
    public string Setting(Vendor vendor, Setting setting) => Chosen(vendor, setting.Name) ?? setting.Default;

    public abstract ValueTask SetAsync(Vendor vendor, string setting, string choice);

    /// <summary>
    /// Puts in a setting's place what <paramref name="change"/> makes of the newest text; it may run more than once.
    /// </summary>
    public abstract ValueTask AlterAsync(Vendor vendor, Setting setting, Func<string, string> change);

    /// <summary>Throws when so many users, and bytes in all, have no room in the place of what is there.</summary>
    /// <exception cref="StoreFullException">There is no room; nothing was changed.</exception>
    public virtual void MakeSure(long users, long bytes) { }

    /// <summary>What was exercised of one of the vendor's contracts.</summary>
    public abstract Coverage Coverage(Vendor vendor, VendorContract contract);

    public abstract bool IsRevoked(Vendor vendor);

    public abstract ValueTask RevokeAsync(Vendor vendor, bool revoked);

    /// <summary>Back to the population; clock, faults, limits and journal too.</summary>
    public abstract ValueTask ResetAsync();

    /// <summary>What <see cref="SetAsync"/> chose; null when nothing was.</summary>
    protected abstract string? Chosen(Vendor vendor, string setting);
}
