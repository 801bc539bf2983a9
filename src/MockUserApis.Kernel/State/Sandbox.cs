using System.Collections.Concurrent;

namespace MockUserApis.Kernel;

/// <summary>The documented contract to the letter, or what real clients get away with.</summary>
public enum Profile : byte { Strict, Lenient }

/// <summary>What a sandbox is made with.</summary>
public sealed record SandboxOptions(string Name, long Seed, long Population, Profile Profile, bool RateLimits);

/// <summary>An isolated world: users, clock, seed, limits, faults and journal. Everything in it is made when first touched.</summary>
public sealed class Sandbox
{
    private readonly MockOptions server;
    private readonly IReadOnlyList<Vendor> vendors;
    private volatile World world;

    public Sandbox(SandboxOptions options, MockOptions server, IReadOnlyList<Vendor> vendors, TimeProvider real)
    {
        Options = options;
        this.server = server;
        this.vendors = vendors;
        Clock = new SandboxClock(real);
        Journal = new Journal(server.JournalEntries, server.JournalBytes);
        world = new World(vendors[^1].Index + 1);
        Created = real.GetUtcNow();
    }

    public SandboxOptions Options { get; }

    public string Name => Options.Name;

    public Profile Profile => Options.Profile;

    public long Seed => Options.Seed;

    public SandboxClock Clock { get; }

    public Journal Journal { get; }

    public DateTimeOffset Created { get; }

    /// <summary>When it goes by itself, on real time.</summary>
    public DateTimeOffset? Expires { get; init; }

    public UserStore Users(Vendor vendor) => world.Users[vendor.Index] ?? World.Make(ref world.Users[vendor.Index],
        () => new UserStore(new Population(vendor.Recipe, vendor.Name, Seed, Options.Population)));

    public RateLimiter Limiter(Vendor vendor) => world.Limiters[vendor.Index] ?? World.Make(ref world.Limiters[vendor.Index],
        () => new RateLimiter(vendor.Limits, Options.RateLimits));

    public void Limit(Vendor vendor, RateLimiter limiter) => world.Limiters[vendor.Index] = limiter;

    /// <summary>The shared names of one kind, e.g. a vendor's tags.</summary>
    public References References(Vendor vendor, string kind, long firstId, IReadOnlyList<string> known, IEqualityComparer<string>? same = null) =>
        world.References.GetOrAdd((vendor.Index, kind), _ =>
        {
            var references = new References(firstId, known, same);
            foreach (var name in world.Remembered.GetValueOrDefault((vendor.Index, kind)) ?? []) references.Get(name);
            return references;
        });

    /// <summary>The vendor's shared names beyond those of the population, by kind; those of a snapshot too that nobody has asked for yet.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> NamesOf(Vendor vendor) => world.References.Select(r => KeyValuePair.Create(r.Key, r.Value.Added))
        .Concat(world.Remembered.Where(r => !world.References.ContainsKey(r.Key)))
        .Where(r => r.Key.Item1 == vendor.Index).OrderBy(r => r.Key.Item2, StringComparer.Ordinal).Select(r => KeyValuePair.Create(r.Key.Item2, r.Value));

    /// <summary>Names of a kind that a snapshot brought back, for <see cref="References(Vendor, string, long, IReadOnlyList{string}, IEqualityComparer{string}?)"/> to take up.</summary>
    public void Remember(Vendor vendor, string kind, IReadOnlyList<string> names) => world.Remembered[(vendor.Index, kind)] = names;

    /// <summary>A vendor's server setting, as it stands here.</summary>
    public string Setting(Vendor vendor, string name) =>
        world.Settings.GetValueOrDefault((vendor.Index, name)) ?? vendor.Settings.First(s => s.Name == name).Choices[0];

    public void Set(Vendor vendor, string setting, string choice) => world.Settings[(vendor.Index, setting)] = choice;

    public FaultPlan Faults => world.Faults;

    /// <summary>How to undo each Pact state that is set up.</summary>
    public ConcurrentDictionary<string, Action> PactUndo => world.PactUndo;

    public Coverage Coverage(Vendor vendor) => world.Coverage[vendor.Index] ?? World.Make(ref world.Coverage[vendor.Index], () => new Coverage(vendor.Contract));

    /// <summary>Credentials beyond the issued ones, to be dropped with the sandbox. Lock it.</summary>
    internal List<(Vendor Vendor, string Credential)> Granted { get; } = [];

    public bool IsRevoked(Vendor vendor) => world.Revoked[vendor.Index];

    public void Revoke(Vendor vendor, bool revoked) => world.Revoked[vendor.Index] = revoked;

    /// <summary>Back to the population; clock, faults, limits and journal too.</summary>
    public void Reset()
    {
        world = new World(vendors[^1].Index + 1);
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
        private ConcurrentDictionary<string, Action>? pactUndo;
        private ConcurrentDictionary<(int, string), IReadOnlyList<string>>? remembered;

        public ConcurrentDictionary<string, Action> PactUndo => pactUndo ?? Make(ref pactUndo, () => new ConcurrentDictionary<string, Action>(1, 4));

        public ConcurrentDictionary<(int, string), IReadOnlyList<string>> Remembered =>
            remembered ?? Make(ref remembered, () => new ConcurrentDictionary<(int, string), IReadOnlyList<string>>(1, 4));

        public ConcurrentDictionary<(int, string), string> Settings => settings ?? Make(ref settings, () => new ConcurrentDictionary<(int, string), string>(1, 4));

        public ConcurrentDictionary<(int, string), References> References =>
            references ?? Make(ref references, () => new ConcurrentDictionary<(int, string), References>(1, 4));

        public FaultPlan Faults => faults ?? Make(ref faults, () => new FaultPlan());

        public static T Make<T>(ref T? place, Func<T> make) where T : class => Interlocked.CompareExchange(ref place, make(), null) ?? place!;
    }
}
