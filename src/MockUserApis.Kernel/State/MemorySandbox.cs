using System.Collections.Concurrent;

namespace MockUserApis.Kernel;

/// <summary>A sandbox in this process's memory. Everything in it is made when first touched.</summary>
public sealed class MemorySandbox : Sandbox
{
    private readonly IReadOnlyList<Vendor> vendors;
    private volatile World world;

    public MemorySandbox(SandboxOptions options, MockOptions server, IReadOnlyList<Vendor> vendors, TimeProvider real)
        : base(options, new SandboxClock(real), real.GetUtcNow())
    {
        this.vendors = vendors;
        Journal = new Journal(server.JournalEntries, server.JournalBytes);
        world = new World(vendors[^1].Index + 1);
    }

    public override Journal Journal { get; }

    public override UserStore Users(Vendor vendor) => world.Users[vendor.Index] ?? World.Make(ref world.Users[vendor.Index],
        () => new MemoryUserStore(new Population(vendor.Recipe, vendor.Name, Seed, Options.Population)));

    public override RateLimiter Limiter(Vendor vendor) => world.Limiters[vendor.Index] ?? World.Make(ref world.Limiters[vendor.Index],
        () => new RateLimiter(vendor.Limits, Options.RateLimits));

    public override void Limit(Vendor vendor, RateLimiter limiter) => world.Limiters[vendor.Index] = limiter;

    public override References References(Vendor vendor, string kind, long firstId, IReadOnlyList<string> known, IEqualityComparer<string>? same = null) =>
        world.References.GetOrAdd((vendor.Index, kind), _ =>
        {
            var references = new References(firstId, known, same);
            foreach (var name in world.Remembered.GetValueOrDefault((vendor.Index, kind)) ?? []) references.Get(name);
            return references;
        });

    public override IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> NamesOf(Vendor vendor) => world.References.Select(r => KeyValuePair.Create(r.Key, r.Value.Added))
        .Concat(world.Remembered.Where(r => !world.References.ContainsKey(r.Key)))
        .Where(r => r.Key.Item1 == vendor.Index).OrderBy(r => r.Key.Item2, StringComparer.Ordinal).Select(r => KeyValuePair.Create(r.Key.Item2, r.Value));

    public override void Remember(Vendor vendor, string kind, IReadOnlyList<string> names) => world.Remembered[(vendor.Index, kind)] = names;

    protected override string? Chosen(Vendor vendor, string setting) => world.Settings.GetValueOrDefault((vendor.Index, setting));

    public override void Set(Vendor vendor, string setting, string choice) => world.Settings[(vendor.Index, setting)] = choice;

    public override FaultPlan Faults => world.Faults;

    public override PactUndo PactUndo => world.PactUndo;

    public override Coverage Coverage(Vendor vendor) => world.Coverage[vendor.Index] ?? World.Make(ref world.Coverage[vendor.Index], () => new Coverage(vendor.Contract));

    /// <summary>Credentials beyond the issued ones, to be dropped with the sandbox. Lock it.</summary>
    internal List<(Vendor Vendor, string Credential)> Granted { get; } = [];

    /// <summary>Takes the granted credentials back: a reset sets the clock back, and they would live again.</summary>
    internal Action<MemorySandbox>? Withdraw { get; init; }

    public override bool IsRevoked(Vendor vendor) => world.Revoked[vendor.Index];

    public override void Revoke(Vendor vendor, bool revoked) => world.Revoked[vendor.Index] = revoked;

    public override void Reset()
    {
        world = new World(vendors[^1].Index + 1);
        Withdraw?.Invoke(this);
        Clock.Reset();
        Journal.Clear();
    }

    // Everything that a reset throws away, so that a reset is one assignment.
    private sealed class World(int vendors)
    {
        public readonly UserStore?[] Users = new UserStore?[vendors];
        public readonly RateLimiter?[] Limiters = new RateLimiter?[vendors];
        public readonly Coverage?[] Coverage = new Coverage?[vendors];
        public readonly bool[] Revoked = new bool[vendors];
        private ConcurrentDictionary<(int, string), References>? references;
        private ConcurrentDictionary<(int, string), string>? settings;
        private FaultPlan? faults;
        private PactUndo? pactUndo;
        private ConcurrentDictionary<(int, string), IReadOnlyList<string>>? remembered;

        public PactUndo PactUndo => pactUndo ?? Make(ref pactUndo, () => new PactUndo());

        public ConcurrentDictionary<(int, string), IReadOnlyList<string>> Remembered =>
            remembered ?? Make(ref remembered, () => new ConcurrentDictionary<(int, string), IReadOnlyList<string>>(1, 4));

        public ConcurrentDictionary<(int, string), string> Settings => settings ?? Make(ref settings, () => new ConcurrentDictionary<(int, string), string>(1, 4));

        public ConcurrentDictionary<(int, string), References> References =>
            references ?? Make(ref references, () => new ConcurrentDictionary<(int, string), References>(1, 4));

        public FaultPlan Faults => faults ?? Make(ref faults, () => new FaultPlan());

        public static T Make<T>(ref T? place, Func<T> make) where T : class => Interlocked.CompareExchange(ref place, make(), null) ?? place!;
    }
}
