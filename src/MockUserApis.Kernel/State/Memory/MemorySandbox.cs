using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>A sandbox in this process's memory. Everything in it is made when first touched.</summary>
internal sealed class MemorySandbox : Sandbox
{
    private readonly MemoryBounds bounds;
    private readonly MemoryClock clock;
    private readonly MemoryJournal journal;
    private volatile Generation generation;

    public MemorySandbox(SandboxOptions options, MemoryBounds bounds, TimeProvider real)
        : base(options, real.GetUtcNow())
    {
        this.bounds = bounds;
        clock = new MemoryClock(real);
        journal = new MemoryJournal(bounds.Options.JournalEntries, bounds.Options.JournalBytes, bounds.Journals);
        Granted = new GrantedCredentials(bounds.Options.MaxLogins);
        generation = NewGeneration();
    }

    public override SandboxClock Clock => clock;

    public override Journal Journal => journal;

    // Each reads the generation once: a reset may put another in its place meanwhile.
    public override Collection Collection(Vendor vendor, Recipe recipe)
    {
        var now = generation;
        var own = now.Of(vendor);
        return own.Find(recipe)
            ?? own.Take(new MemoryCollection(Population.Of(vendor, recipe, Seed, Options.Population), now.Share));
    }

    public override RateLimiter Limiter(Vendor vendor)
    {
        var own = generation.Of(vendor);
        return own.Limiter ?? own.Take(new MemoryLimiter(vendor.Limits, Options.RateLimits));
    }

    public override ValueTask LimitAsync(Vendor vendor, LimitState limits)
    {
        generation.Of(vendor).Limit(new MemoryLimiter(limits));
        return ValueTask.CompletedTask;
    }

    public override References References(
        Vendor vendor,
        string kind,
        long firstId,
        IReadOnlyList<string> known,
        IEqualityComparer<string>? same = null
    ) => generation.Of(vendor).Names(kind) ?? Make(vendor, kind, new NameList(firstId, known, same));

    public override ValueTask<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> NamesOfAsync(Vendor vendor) =>
        new([.. generation.Find(vendor)?.AddedNames ?? []]);

    public override ValueTask RememberAsync(Vendor vendor, string kind, IReadOnlyList<string> names)
    {
        var now = generation;
        now.Share.Force(0, names.Sum(Quota.SizeOf));
        now.Of(vendor).Remember(kind, names);
        return ValueTask.CompletedTask;
    }

    public override void MakeSure(long users, long bytes) => generation.Share.MakeSure(users, bytes);

    private MemoryReferences Make(Vendor vendor, string kind, NameList names)
    {
        var now = generation;
        return now.Of(vendor).Names(kind, () => new MemoryReferences(names, now.Share));
    }

    protected override string? Chosen(Vendor vendor, string setting) => generation.Find(vendor)?.Chosen(setting);

    public override ValueTask SetAsync(Vendor vendor, string setting, string choice)
    {
        generation.Of(vendor).Set(setting, choice);
        return ValueTask.CompletedTask;
    }

    public override ValueTask AlterAsync(Vendor vendor, Setting setting, Func<string, string> change)
    {
        generation.Of(vendor).Alter(setting, change);
        return ValueTask.CompletedTask;
    }

    public override FaultPlan Faults => generation.Faults;

    /// <summary>It was dropped: none of its faults acts any more.</summary>
    internal void Disarm() => generation.Faults.Clear();

    public override PactUndo PactUndo => generation.PactUndo;

    public override Coverage Coverage(Vendor vendor, VendorContract contract) =>
        generation.Of(vendor).Coverage(contract);

    /// <summary>The id of the next exchange.</summary>
    internal long NextExchangeId() => journal.NextId();

    /// <summary>Credentials beyond the issued ones, to be dropped with the sandbox.</summary>
    internal GrantedCredentials Granted { get; }

    /// <summary>Takes the granted credentials back: a reset sets the clock back, and they would live again.</summary>
    internal Action<MemorySandbox>? Withdraw { get; init; }

    public override bool IsRevoked(Vendor vendor) => generation.Find(vendor) is { Revoked: true };

    public override ValueTask RevokeAsync(Vendor vendor, bool revoked)
    {
        generation.Of(vendor).Revoked = revoked;
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResetAsync()
    {
        Interlocked.Exchange(ref generation, NewGeneration()).Share.Close();
        Withdraw?.Invoke(this);
        clock.Reset();
        journal.Clear();
        return ValueTask.CompletedTask;
    }

    /// <summary>It was dropped: what it holds is given back.</summary>
    internal void Close()
    {
        generation.Share.Close();
        journal.Close();
    }

    private Generation NewGeneration() => new(bounds.Changed.Open());

    // Everything that a reset throws away, so that a reset is one assignment.
    private sealed class Generation(Quota.Share share)
    {
        private VendorState? newest;
        private MemoryFaults? faults;
        private MemoryPactUndo? pactUndo;

        public Quota.Share Share => share;

        public MemoryFaults Faults => faults ?? Lazily.Make(ref faults, static () => new MemoryFaults());

        public PactUndo PactUndo => pactUndo ?? Lazily.Make(ref pactUndo, () => new MemoryPactUndo(share));

        public VendorState? Find(Vendor vendor) => Find(vendor, Volatile.Read(ref newest));

        public VendorState Of(Vendor vendor)
        {
            while (true)
            {
                var seen = Volatile.Read(ref newest);
                if (Find(vendor, seen) is { } found)
                    return found;
                var made = new VendorState(vendor, seen);
                if (Interlocked.CompareExchange(ref newest, made, seen) == seen)
                    return made;
            }
        }

        // They are few: a sandbox's clients seldom speak to more than one.
        private static VendorState? Find(Vendor vendor, VendorState? at)
        {
            while (at is not null && at.Vendor != vendor)
                at = at.Older;
            return at;
        }
    }
}
