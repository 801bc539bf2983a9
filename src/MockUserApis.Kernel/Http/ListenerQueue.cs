using System.Threading.Channels;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.State.Memory;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// What waits for one listener, within a number of entries and of bytes: the oldest are dropped, and counted.
/// </summary>
internal sealed class ListenerQueue(Listeners all) : IDisposable
{
    private const int MaxWaiting = 512;

    private readonly Lock gate = new();
    private readonly Queue<(JournalEntry Entry, long Size)> waiting = new();
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    // Of what waits, and of what is on its way to the listener.
    private long bytes;
    private long sending;
    private long dropped;
    private bool closed;

    public void Add(JournalEntry entry)
    {
        var size = JournalSlot.SizeOf(entry);
        lock (gate)
        {
            if (closed)
                return;
            var room = MakeRoom(size);
            if (room)
                waiting.Enqueue((entry, size));
            else
                dropped++;
        }

        signal.Writer.TryWrite(true);
    }

    public Task WaitAsync(CancellationToken end) => signal.Reader.ReadAsync(end).AsTask();

    /// <summary>The next entry, and how many are missing before it. False when there is nothing to say.</summary>
    public bool TryTake(out JournalEntry? entry, out long missing)
    {
        lock (gate)
        {
            Sent();
            (missing, dropped, entry) = (dropped, 0, null);
            if (!waiting.TryDequeue(out var next))
                return missing > 0;
            (entry, sending) = (next.Entry, next.Size);
            return true;
        }
    }

    /// <summary>What was taken weighs so much on its way. False when it has no room: then it is missing too.</summary>
    public bool Weigh(long size)
    {
        lock (gate)
        {
            Sent();
            if (!all.TryTake(size))
            {
                dropped++;
                return false;
            }

            (bytes, sending) = (bytes + size, size);
            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            waiting.Clear();
            all.Give(bytes);
            bytes = 0;
        }
    }

    // One entry that is larger than the bound waits alone.
    private bool MakeRoom(long size)
    {
        while (true)
        {
            var fits = waiting.Count < MaxWaiting && (bytes == 0 || bytes + size <= all.MaxBytesEach);
            if (fits && all.TryTake(size))
            {
                bytes += size;
                return true;
            }

            if (!waiting.TryDequeue(out var oldest))
                return false;
            Give(oldest.Size);
            dropped++;
        }
    }

    private void Sent()
    {
        Give(sending);
        sending = 0;
    }

    private void Give(long size)
    {
        bytes -= size;
        all.Give(size);
    }
}
