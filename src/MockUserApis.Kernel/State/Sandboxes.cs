using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MockUserApis.Kernel;

/// <summary>What a credential opens.</summary>
public sealed record Account(Sandbox Sandbox, bool CanWrite, DateTimeOffset? Until = null);

/// <summary>All sandboxes of a server, by name and by credential.</summary>
public sealed partial class Sandboxes
{
    public const string Default = "default";

    private const int SweepEvery = 16;

    private readonly ConcurrentDictionary<string, Sandbox> byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Account>[] byCredential;
    private readonly MockOptions options;
    private readonly IReadOnlyList<Vendor> vendors;
    private readonly TimeProvider real;
    private long made;
    private long created;

    public Sandboxes(MockOptions options, IReadOnlyList<Vendor> vendors, TimeProvider real)
    {
        (this.options, this.vendors, this.real) = (options, vendors, real);
        byCredential = [.. Enumerable.Range(0, vendors[^1].Index + 1).Select(_ => new ConcurrentDictionary<string, Account>(StringComparer.Ordinal))];
        Home = Create(new SandboxOptions(Default, options.Seed, options.Population, options.Profile, options.RateLimits), null)!;
    }

    /// <summary>The sandbox <c>default</c>.</summary>
    public Sandbox Home { get; }

    public IEnumerable<Sandbox> All => byName.Values.Where(s => !IsOver(s)).OrderBy(s => s.Created);

    public int Count => byName.Count;

    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>A name that is free: <c>s1</c>, <c>s2</c> …</summary>
    public string NewName()
    {
        while (true)
        {
            var name = "s" + Interlocked.Increment(ref made).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!byName.ContainsKey(name)) return name;
        }
    }

    public Sandbox? Find(string name)
    {
        if (!byName.TryGetValue(name, out var sandbox)) return null;
        if (!IsOver(sandbox)) return sandbox;
        Drop(name);
        return null;
    }

    /// <summary>Null when the name is taken.</summary>
    public Sandbox? Create(SandboxOptions wanted, TimeSpan? ttl)
    {
        var sandbox = new Sandbox(wanted, options, vendors, real) { Expires = ttl is { } t ? real.GetUtcNow() + t : null };
        if (Interlocked.Increment(ref created) % SweepEvery == 0) Sweep();
        if (!byName.TryAdd(wanted.Name, sandbox)) return null;
        foreach (var vendor in vendors)
        {
            foreach (var issued in vendor.Issue(wanted.Name)) byCredential[vendor.Index][issued.Credential] = new Account(sandbox, issued.CanWrite);
        }

        return sandbox;
    }

    /// <summary>Drops every sandbox whose time is over; nobody may ask for it by name again.</summary>
    public void Sweep()
    {
        foreach (var sandbox in byName.Values.Where(IsOver)) Drop(sandbox.Name);
    }

    private bool IsOver(Sandbox sandbox) => sandbox.Expires is { } end && end <= real.GetUtcNow();

    public bool Drop(string name)
    {
        if (name == Default || !byName.TryRemove(name, out var sandbox)) return false;
        foreach (var vendor in vendors)
        {
            foreach (var issued in vendor.Issue(name)) byCredential[vendor.Index].TryRemove(issued.Credential, out _);
        }

        lock (sandbox.Granted) foreach (var (vendor, credential) in sandbox.Granted) byCredential[vendor.Index].TryRemove(credential, out _);
        sandbox.Faults.Clear();
        return true;
    }

    /// <summary>Lets a further credential (a login's token) open a sandbox until an instant of its clock.</summary>
    public void Grant(Vendor vendor, string credential, Account account)
    {
        byCredential[vendor.Index][credential] = account;
        lock (account.Sandbox.Granted) account.Sandbox.Granted.Add((vendor, credential));
    }

    /// <summary>What the credential opens; null when nothing.</summary>
    public Account? Open(Vendor vendor, string credential)
    {
        if (byCredential[vendor.Index].TryGetValue(credential, out var account))
        {
            var (sandbox, _, until) = account;
            if (until is { } end && end <= sandbox.Clock.GetUtcNow()) return null;
            if (IsOver(sandbox))
            {
                Drop(sandbox.Name);
                return null;
            }

            return account;
        }

        return options.AnyCredential && vendor.IsWellFormed(credential) ? new Account(Home, true) : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,62}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
