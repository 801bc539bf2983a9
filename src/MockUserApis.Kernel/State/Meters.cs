using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>The arithmetic of a vendor's limits. It takes no lock: its owner does.</summary>
internal sealed class Meters(IReadOnlyList<RateLimit> limits)
{
    private readonly Meter[] meters = [.. limits.Select(l => l.Window is null ? (Meter)new Bucket(l) : new Window(l))];

    public Meters(LimitState state)
        : this(state.Limits)
    {
        for (var i = 0; i < meters.Length; i++)
            meters[i].Load(state.Left[i], Instants.OfTicks(state.Since[i]));
    }

    public IReadOnlyList<RateLimit> Limits => limits;

    public LimitState State(bool enabled) =>
        new(enabled, limits, [.. meters.Select(m => m.Left)], [.. meters.Select(m => m.Since.UtcTicks)]);

    /// <summary>Counts one request against every limit; a refused request is not counted.</summary>
    public Allowance Take(DateTimeOffset now)
    {
        var granted = true;
        foreach (var meter in meters)
            granted &= meter.Advance(now) >= 1;
        if (granted)
            foreach (var meter in meters)
                meter.Take();
        return Tightest(now, granted);
    }

    /// <summary>The state without counting a request.</summary>
    public Allowance Peek(DateTimeOffset now)
    {
        foreach (var meter in meters)
            meter.Advance(now);
        return Tightest(now, true);
    }

    /// <summary>Uses up everything that is left.</summary>
    public void Drain(DateTimeOffset now)
    {
        foreach (var meter in meters)
            meter.Drain(now);
    }

    /// <summary>
    /// Of a request that passed, the limit with the least left; of a refused one, the limit that has to be waited for
    /// longest.
    /// </summary>
    public Allowance Tightest(DateTimeOffset now, bool granted)
    {
        if (meters.Length == 0)
            return Allowance.WithoutLimit(now);
        var tight = meters[0];
        foreach (var meter in meters)
        {
            if (granted ? meter.Left < tight.Left : meter.Wait(now) > tight.Wait(now))
                tight = meter;
        }

        var wait = granted ? TimeSpan.Zero : tight.Wait(now);
        var left = (long)Math.Max(0, tight.Left);
        return new Allowance(granted, tight.Limit.Requests, left, wait, tight.Reset(now));
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
            if (now - Since >= Limit.Window || now < Since)
                (Since, Left) = (now, Limit.Requests);
            return Left;
        }

        public override TimeSpan Wait(DateTimeOffset now) => Left < 1 ? Reset(now) - now : TimeSpan.Zero;

        public override DateTimeOffset Reset(DateTimeOffset now) => Instants.Later(Since, Limit.Window!.Value);
    }

    private sealed class Bucket : Meter
    {
        public Bucket(RateLimit limit)
            : base(limit) => Since = DateTimeOffset.MaxValue;

        public override double Advance(DateTimeOffset now)
        {
            if (now > Since)
            {
                Left = Math.Min(Limit.Requests, Left + ((now - Since).TotalSeconds * Limit.RefillPerSecond!.Value));
            }

            Since = now;
            return Left;
        }

        public override TimeSpan Wait(DateTimeOffset now) => Refill(Math.Max(0, 1 - Left));

        public override DateTimeOffset Reset(DateTimeOffset now) => Instants.Later(now, Refill(Limit.Requests - Left));

        private TimeSpan Refill(double tokens)
        {
            var seconds = tokens / Limit.RefillPerSecond!.Value;
            return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        }
    }
}
