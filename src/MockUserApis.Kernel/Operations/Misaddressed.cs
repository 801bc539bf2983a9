namespace MockUserApis.Kernel.Operations;

/// <summary>A request that reached neither a vendor nor the control plane, and what it was told.</summary>
internal sealed record MisaddressedView(DateTimeOffset At, string Method, string Path, int Status, string Detail);

/// <summary>
/// The last of those requests that this process got. They belong to no sandbox, and anybody can send one: so they are
/// few, and short.
/// </summary>
internal sealed class Misaddressed(TimeProvider time)
{
    private const int Most = 50;

    private readonly Lock gate = new();
    private readonly Queue<MisaddressedView> kept = [];

    public IReadOnlyList<MisaddressedView> NewestFirst
    {
        get
        {
            lock (gate)
                return [.. kept.Reverse()];
        }
    }

    public void Add(string method, string path, int status, string detail)
    {
        var entry = new MisaddressedView(time.GetUtcNow(), method, path, status, detail);
        lock (gate)
        {
            if (kept.Count == Most)
                kept.Dequeue();
            kept.Enqueue(entry);
        }
    }

    public void Clear()
    {
        lock (gate)
            kept.Clear();
    }
}
