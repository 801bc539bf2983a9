using System.Collections.Concurrent;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>A sandbox in this process's memory. Everything in it is made when first touched.</summary>
public sealed class MemorySandbox : Sandbox
{
    private readonly IReadOnlyList<Vendor> vendors;
    private readonly MemoryBounds bounds;
    private volatile World world;

    public MemorySandbox(SandboxOptions options, MemoryBounds bounds, IReadOnlyList<Vendor> vendors, TimeProvider real)
        : base(options, new SandboxClock(real), real.GetUtcNow())
    {
        (this.vendors, this.bounds) = (vendors, bounds);
        Journal = new Journal(bounds.Options.JournalEntries, bounds.Options.JournalBytes, bounds.Journals);
        Granted = new GrantedCredentials(bounds.Options.MaxLogins);
        world = NewWorld();
    }

    public override Journal Journal { get; }

    // Each takes one look at the world: a reset may put another in its place meanwhile.
    public override UserStore Users(Vendor vendor)
    {
        var now = world;
        return now.Users[vendor.Index] ?? World.Make(
            ref now.Users[vendor.Index],
            () => new MemoryUserStore(new Population(vendor.Recipe, vendor.Name, Seed, Options.Population), now.Share));
    }

    public override RateLimiter Limiter(Vendor vendor) => world.Limiters[vendor.Index] ?? World.Make(ref world.Limiters[vendor.Index],
        () => new RateLimiter(vendor.Limits, Options.RateLimits));

    public override void Limit(Vendor vendor, RateLimiter limiter) => world.Limiters[vendor.Index] = limiter;

    public override References References(
        Vendor vendor, string kind, long firstId, IReadOnlyList<string> known, IEqualityComparer<string>? same = null)
    {
        var now = world;
        return now.References.GetOrAdd((vendor.Index, kind), at =>
        {
            var references = new References(firstId, known, same, now.Share);
            foreach (var name in now.Remembered.GetValueOrDefault(at) ?? []) references.Restore(name);
            return references;
        });
    }

    public override IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> NamesOf(Vendor vendor) => world.References.Select(r => KeyValuePair.Create(r.Key, r.Value.Added))
        .Concat(world.Remembered.Where(r => !world.References.ContainsKey(r.Key)))
        .Where(r => r.Key.Item1 == vendor.Index).OrderBy(r => r.Key.Item2, StringComparer.Ordinal).Select(r => KeyValuePair.Create(r.Key.Item2, r.Value));

    public override void Remember(Vendor vendor, string kind, IReadOnlyList<string> names)
    {
        var now = world;
        now.Share.Force(0, names.Sum(Quota.SizeOf));
        now.Remembered[(vendor.Index, kind)] = names;
    }

    public override void MakeSure(long users, long bytes) => world.Share.MakeSure(users, bytes);

    protected override string? Chosen(Vendor vendor, string setting) => world.Settings.GetValueOrDefault((vendor.Index, setting));

    public override void Set(Vendor vendor, string setting, string choice) => world.Settings[(vendor.Index, setting)] = choice;

    public override FaultPlan Faults => world.Faults;

    public override PactUndo PactUndo => world.PactUndo;

    public override Coverage Coverage(Vendor vendor) => world.Coverage[vendor.Index] ?? World.Make(ref world.Coverage[vendor.Index], () => new Coverage(vendor.Contract));

    /// <summary>Credentials beyond the issued ones, to be dropped with the sandbox.</summary>
    internal GrantedCredentials Granted { get; }

    /// <summary>Takes the granted credentials back: a reset sets the clock back, and they would live again.</summary>
    internal Action<MemorySandbox>? Withdraw { get; init; }

    public override bool IsRevoked(Vendor vendor) => world.Revoked[vendor.Index];

    public override void Revoke(Vendor vendor, bool revoked) => world.Revoked[vendor.Index] = revoked;

    public override void Reset()
    {
        Interlocked.Exchange(ref world, NewWorld()).Share.Close();
        Withdraw?.Invoke(this);
        Clock.Reset();
        Journal.Clear();
    }

    /// <summary>It was dropped: what it holds is given back.</summary>
    internal void Close()
    {
        world.Share.Close();
        Journal.Close();
    }

    private World NewWorld() => new(vendors[^1].Index + 1, bounds.Changed.Open());

    // Everything that a reset throws away, so that a reset is one assignment.
    private sealed class World(int vendors, Quota.Share share)
    {
        public Quota.Share Share => share;

        public readonly UserStore?[] Users = new UserStore?[vendors];
        public readonly RateLimiter?[] Limiters = new RateLimiter?[vendors];
        public readonly Coverage?[] Coverage = new Coverage?[vendors];
        public readonly bool[] Revoked = new bool[vendors];
        private ConcurrentDictionary<(int, string), References>? references;
        private ConcurrentDictionary<(int, string), string>? settings;
        private FaultPlan? faults;
        private PactUndo? pactUndo;
        private ConcurrentDictionary<(int, string), IReadOnlyList<string>>? remembered;

        public PactUndo PactUndo => pactUndo ?? Make(ref pactUndo, () => new PactUndo(share));

        public ConcurrentDictionary<(int, string), IReadOnlyList<string>> Remembered =>
            remembered ?? Make(ref remembered, () => new ConcurrentDictionary<(int, string), IReadOnlyList<string>>(1, 4));

        public ConcurrentDictionary<(int, string), string> Settings => settings ?? Make(ref settings, () => new ConcurrentDictionary<(int, string), string>(1, 4));

        public ConcurrentDictionary<(int, string), References> References =>
            references ?? Make(ref references, () => new ConcurrentDictionary<(int, string), References>(1, 4));

        public FaultPlan Faults => faults ?? Make(ref faults, () => new FaultPlan());

        public static T Make<T>(ref T? place, Func<T> make) where T : class => Interlocked.CompareExchange(ref place, make(), null) ?? place!;
    }
}
