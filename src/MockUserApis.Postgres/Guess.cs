using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>With which seed and population a sandbox was made, and whether a vendor's limits count there.</summary>
internal readonly record struct Guess(long Seed, long Users, bool IsLimited)
{
    /// <summary>The ordinal that the value of the visit is likely to lead to; 0: none.</summary>
    public long Likely(in Visit visit) =>
        visit is { Index: { } index, Key: { } key }
            ? Population.Of(visit.Vendor, visit.Vendor.Recipe, Seed, Users).Ordinal(index, key) ?? 0
            : 0;
}
