using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// The state of a vendor's limits in one sandbox, on the sandbox's clock. The framework's limiters take no
/// TimeProvider; a frozen clock must freeze the limit too.
/// </summary>
public class RateLimiter
{
    private readonly Lock gate = new();
    private readonly Meter[] meters;

    public RateLimiter(IEnumerable<RateLimit> limits, bool enabled)
    {
        meters = [.. limits.Select(l => l.Window is null ? (Meter)new Bucket(l) : new Window(l))];
        Enabled = enabled && meters.Length > 0;
    }

    public bool Enabled { get; }

    public IReadOnlyList<RateLimit> Limits => [.. meters.Select(m => m.Limit)];

    /// <summary>Counts one request against every limit; a refused request is not counted.</summary>
    public virtual Allowance Take(DateTimeOffset now)
    {
        if (!Enabled) return new Allowance(true, 0, 0, TimeSpan.Zero, now);
        lock (gate)
        {
            var granted = true;
            foreach (var meter in meters) granted &= meter.Advance(now) >= 1;
            if (granted) foreach (var meter in meters) meter.Take();
            return Tightest(now, granted);
        }
    }

    /// <summary>The state without counting a request.</summary>
    public virtual Allowance Peek(DateTimeOffset now)
    {
        if (meters.Length == 0) return new Allowance(true, 0, 0, TimeSpan.Zero, now);
        lock (gate)
        {
            foreach (var meter in meters) meter.Advance(now);
            return Tightest(now, true);
        }
    }

    /// <summary>Uses up everything that is left (the Pact state "the rate limit is exhausted").</summary>
    public void Exhaust(DateTimeOffset now)
    {
        lock (gate) foreach (var meter in meters) meter.Drain(now);
    }

    /// <summary>What each limit has left, and the instant (UTC ticks) that it counts from.</summary>
    public virtual (double[] Left, long[] Since) State
    {
        get { lock (gate) return ([.. meters.Select(m => m.Left)], [.. meters.Select(m => m.Since.UtcTicks)]); }
    }

    /// <summary>The same limits in the same state, from here on apart.</summary>
    public RateLimiter Copy()
    {
        var copy = new RateLimiter(Limits, Enabled);
        copy.Load(State);
        return copy;
    }

    public void Load((double[] Left, long[] Since) state)
    {
        lock (gate)
        {
            for (var i = 0; i < meters.Length; i++) meters[i].Load(state.Left[i], Instants.OfTicks(state.Since[i]));
        }
    }

    // Of a request that passed, the limit with the least left; of a refused one, the limit that has to be waited for longest.
    protected Allowance Tightest(DateTimeOffset now, bool granted)
    {
        var tight = meters[0];
        foreach (var meter in meters) if (granted ? meter.Left < tight.Left : meter.Wait(now) > tight.Wait(now)) tight = meter;
        return new Allowance(granted, tight.Limit.Requests, (long)Math.Max(0, tight.Left), granted ? TimeSpan.Zero : tight.Wait(now), tight.Reset(now));
    }

    private abstract class Meter(RateLimit limit)
    {
        public RateLimit Limit => limit;

        public double Left { get; protected set; } = limit.Requests;

        public DateTimeOffset Since { get; protected set; }

        public abstract double Advance(DateTimeOffset now);

        /// <summary>How long until there is room for one request; zero while there is.</summary>
        public abstract TimeSpan Wait(DateTimeOffset now);

        public abstract DateTimeOffset Reset(DateTimeOffset now);

        public void Take() => Left -= 1;

        public void Load(double left, DateTimeOffset since) => (Left, Since) = (left, since);

        public void Drain(DateTimeOffset now)
        {
            Advance(now);
            Left = 0;
        }
    }

    // A window opens with the first request after the last one ended.
    private sealed class Window(RateLimit limit) : Meter(limit)
    {
        public override double Advance(DateTimeOffset now)
        {
            if (now - Since >= Limit.Window || now < Since) (Since, Left) = (now, Limit.Requests);
            return Left;
        }

        public override TimeSpan Wait(DateTimeOffset now) => Left < 1 ? Reset(now) - now : TimeSpan.Zero;

        public override DateTimeOffset Reset(DateTimeOffset now) => Instants.Later(Since, Limit.Window!.Value);
    }

    private sealed class Bucket : Meter
    {
        public Bucket(RateLimit limit) : base(limit) => Since = DateTimeOffset.MaxValue;

        public override double Advance(DateTimeOffset now)
        {
            if (now > Since) Left = Math.Min(Limit.Requests, Left + ((now - Since).TotalSeconds * Limit.RefillPerSecond!.Value));
            Since = now;
            return Left;
        }

        public override TimeSpan Wait(DateTimeOffset now) => Refill(Math.Max(0, 1 - Left));

        public override DateTimeOffset Reset(DateTimeOffset now) => Instants.Later(now, Refill(Limit.Requests - Left));

        private TimeSpan Refill(double tokens) =>
            tokens / Limit.RefillPerSecond!.Value is var seconds && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }
}
