using System.Threading.Channels;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Seats for the work that goes through a whole population. It may take hours, so it has threads of its own, of which
/// there are fewer than cores: everybody else is served meanwhile. A request that finds no seat waits in a queue, and
/// is turned away when that is full or the wait is long.
/// </summary>
/// <param name="seats">How many go on at once.</param>
/// <param name="queue">How many may wait.</param>
/// <param name="timeout">How long each waits.</param>
public sealed class Scans(int seats, int queue, TimeSpan timeout)
{
    /// <summary>So few users are looked at on the spot: that is as quick as any other request.</summary>
    public const int Few = 10_000;

    public static readonly Rule FullRule = new(
        "scans/full",
        Evidence.ASSUMED,
        "a server under load asks to come back later; the mock has a seat for every second core, and a queue"
    );

    private readonly Lazy<Channel<int>> free = new(() => Seats(seats));
    private int waiting;
    private int running;

    public Scans()
        : this(Math.Max(1, Environment.ProcessorCount / 2), 32, TimeSpan.FromSeconds(10)) { }

    public int Running => Volatile.Read(ref running);

    public int Waiting => Volatile.Read(ref waiting);

    public IEnumerable<Holding> Holdings =>
        [new("scans running", Running, seats), new("scans waiting", Waiting, queue)];

    /// <summary>Carries the work out, unless its client leaves first; the vendor's 429 when there is no room.</summary>
    internal async Task RunAsync(Exchange exchange, Func<ValueTask<Reply>> work)
    {
        if (!await Enter(exchange.Http.RequestAborted))
        {
            await exchange.Answer(TurnedAway(exchange));
            return;
        }

        try
        {
            var found = await Task
                .Factory.StartNew(
                    () => work().AsTask(),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .Unwrap();
            await exchange.Answer(found);
        }
        finally
        {
            Interlocked.Decrement(ref running);
            free.Value.Writer.TryWrite(0);
        }
    }

    private Reply TurnedAway(Exchange exchange)
    {
        var expected = $"at most {seats} searches of everybody at once";
        exchange.Note(new Finding("query", "", "scans", expected, "one more", FullRule) { Refused = true });
        exchange.Rely(FullRule);
        var reset = exchange.Sandbox.Clock.GetUtcNow() + timeout;
        return exchange.Refuse(new Refusal.Throttled(new Allowance(false, seats, 0, timeout, reset)));
    }

    private async Task<bool> Enter(CancellationToken gone)
    {
        if (free.Value.Reader.TryRead(out _))
            return Sit();
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(gone);
        wait.CancelAfter(timeout);
        try
        {
            if (Interlocked.Increment(ref waiting) > queue)
                return false;
            await free.Value.Reader.ReadAsync(wait.Token);
            return Sit();
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    // The request that waits first is served first.
    private static Channel<int> Seats(int count)
    {
        var free = Channel.CreateUnbounded<int>();
        for (var i = 0; i < count; i++)
            free.Writer.TryWrite(i);
        return free;
    }

    private bool Sit()
    {
        Interlocked.Increment(ref running);
        return true;
    }
}
