using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>Everybody who listens to live journals, and how many bytes wait for them.</summary>
public sealed class Listeners(MockOptions options)
{
    public const int MaxCount = 64;

    private const int TimesOne = 16;

    private int count;
    private long bytes;

    public int Count => Volatile.Read(ref count);

    /// <summary>What waits for one.</summary>
    public long MaxBytesEach => options.ListenerBytes;

    public IEnumerable<Holding> Holdings =>
        [
            new("listeners", Count, MaxCount),
            new("listener bytes", Interlocked.Read(ref bytes), MaxBytes, "--listener-bytes"),
        ];

    private long MaxBytes => TimesOne * options.ListenerBytes;

    /// <summary>False when there is no seat left.</summary>
    public bool Enter()
    {
        if (Interlocked.Increment(ref count) <= MaxCount)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref count);

    /// <summary>False, and nothing taken, when that would be more than may wait for all together.</summary>
    public bool TryTake(long more)
    {
        if (Interlocked.Add(ref bytes, more) <= MaxBytes)
            return true;
        Give(more);
        return false;
    }

    public void Give(long fewer) => Interlocked.Add(ref bytes, -fewer);
}
