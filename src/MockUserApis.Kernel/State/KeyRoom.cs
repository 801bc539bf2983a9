namespace MockUserApis.Kernel.State;

/// <summary>Room for the keys of entries that journals gave up, which several of them share.</summary>
public sealed class KeyRoom(long maxBytes)
{
    private long bytes;

    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>False when there is no room for so much.</summary>
    internal bool TryTake(long more)
    {
        if (Interlocked.Add(ref bytes, more) <= maxBytes)
            return true;
        Give(more);
        return false;
    }

    internal void Give(long taken) => Interlocked.Add(ref bytes, -taken);
}
