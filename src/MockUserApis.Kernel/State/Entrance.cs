using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>Where a request comes in.</summary>
/// <param name="Sandbox">Null when the one that it names does not exist.</param>
/// <param name="Account">What its credential opens there; null: nothing.</param>
/// <param name="ExchangeId">What the journal will know it by.</param>
/// <param name="Seen">The user that its path names; null: nobody has looked.</param>
/// <param name="Counted">What the limits said to it; null: it is still to be counted.</param>
public readonly record struct Entrance(
    Sandbox? Sandbox,
    Account? Account,
    long ExchangeId,
    Sighting? Seen = null,
    Allowance? Counted = null
);
