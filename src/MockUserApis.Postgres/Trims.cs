namespace MockUserApis.Postgres;

/// <summary>
/// When a node deletes entries that are beyond the bounds of their journals. Reading never shows them, so that it need
/// not be at once.
/// </summary>
internal sealed class Trims
{
    private const int EveryEntries = 128;

    // It costs a look at all of a sandbox's entries.
    private const long EveryBytes = 2 << 20;

    private int entries;
    private long bytes;

    /// <summary>Counts an entry that is to be written, and says of what it is time now.</summary>
    public (bool Entries, bool Bytes) Count(long more) =>
        (Interlocked.Increment(ref entries) % EveryEntries == 0, IsHeavy(Interlocked.Add(ref bytes, more)));

    // Of several that find it so, one.
    private bool IsHeavy(long now) => now > EveryBytes && Interlocked.CompareExchange(ref bytes, 0, now) == now;
}
