using System.Collections.Concurrent;
using System.Collections.Frozen;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>Sandboxes in this process's memory.</summary>
public sealed class MemorySandboxes : Sandboxes
{
    private const int SweepEvery = 16;

    private readonly ConcurrentDictionary<string, MemorySandbox> byName = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<Vendor, ConcurrentDictionary<string, Account>> byCredential;
    private readonly MockOptions options;
    private readonly Credentials credentials;
    private readonly MemoryBounds bounds;
    private readonly IReadOnlyList<Vendor> vendors;
    private readonly TimeProvider real;
    private readonly MemorySandbox defaultSandbox;
    private long made;
    private long created;

    public MemorySandboxes(MockOptions options, IReadOnlyList<Vendor> vendors, TimeProvider real)
    {
        (this.options, this.vendors, this.real, credentials) = (options, vendors, real, new Credentials(options));
        bounds = new MemoryBounds(options);
        byCredential = vendors.ToFrozenDictionary(
            v => v,
            _ => new ConcurrentDictionary<string, Account>(StringComparer.Ordinal)
        );
        defaultSandbox = Create(
            new SandboxOptions(Default, options.Seed, options.Population, options.Profile, options.RateLimits),
            null
        )!;
    }

    public override ValueTask<Sandbox> DefaultAsync() => new(defaultSandbox);

    public override ValueTask<IReadOnlyList<Sandbox>> AllAsync() =>
        new([.. byName.Values.Where(s => !IsOver(s)).OrderBy(s => s.Created)]);

    public override ValueTask<int> CountAsync() => new(byName.Count);

    public override ValueTask<string> NewNameAsync()
    {
        while (true)
        {
            var name =
                "s" + Interlocked.Increment(ref made).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!byName.ContainsKey(name))
                return new(name);
        }
    }

    public override ValueTask<Sandbox?> FindAsync(string name) => new(Find(name));

    private MemorySandbox? Find(string name)
    {
        if (!byName.TryGetValue(name, out var sandbox))
            return null;
        if (!IsOver(sandbox))
            return sandbox;
        Drop(sandbox);
        return null;
    }

    public override ValueTask<Sandbox?> CreateAsync(SandboxOptions wanted, TimeSpan? ttl) => new(Create(wanted, ttl));

    private MemorySandbox? Create(SandboxOptions wanted, TimeSpan? ttl)
    {
        if (Find(wanted.Name) is not null)
            return null;
        var sandbox = new MemorySandbox(wanted, bounds, real)
        {
            Expires = ttl is { } t ? Instants.Later(real.GetUtcNow(), t) : null,
            Withdraw = Withdraw,
        };
        if (Interlocked.Increment(ref created) % SweepEvery == 0)
            Sweep();
        if (!byName.TryAdd(wanted.Name, sandbox))
            return null;
        foreach (var vendor in vendors)
        {
            foreach (var issued in credentials.Of(vendor, wanted.Name))
            {
                byCredential[vendor][issued.Credential] = new Account(sandbox, issued.CanWrite);
            }
        }

        return sandbox;
    }

    public override ValueTask SweepAsync()
    {
        Sweep();
        return ValueTask.CompletedTask;
    }

    private void Sweep()
    {
        foreach (var sandbox in byName.Values.Where(IsOver))
            Drop(sandbox);
    }

    private bool IsOver(Sandbox sandbox) => sandbox.Expires is { } end && end <= real.GetUtcNow();

    public override ValueTask<bool> DropAsync(string name) =>
        new(name != Default && byName.TryGetValue(name, out var sandbox) && Drop(sandbox));

    // A sandbox of the same name may be there by now, and has the same credentials: it keeps them.
    private bool Drop(MemorySandbox sandbox)
    {
        if (!byName.TryRemove(KeyValuePair.Create(sandbox.Name, sandbox)))
            return false;
        foreach (var vendor in vendors)
        {
            foreach (var issued in credentials.Of(vendor, sandbox.Name))
            {
                var opened = KeyValuePair.Create(issued.Credential, new Account(sandbox, issued.CanWrite));
                byCredential[vendor].TryRemove(opened);
            }
        }

        Withdraw(sandbox);
        sandbox.Disarm();
        sandbox.Close();
        return true;
    }

    private void Withdraw(MemorySandbox sandbox) => Forget(sandbox.Granted.TakeAll());

    public override ValueTask<IReadOnlyList<Holding>> HoldingsAsync() =>
        new([
            new("sandboxes", byName.Count, options.MaxSandboxes, "--max-sandboxes"),
            new("journal bytes", bounds.Journals.Bytes, bounds.Journals.MaxBytes, "--journal-total-bytes"),
            new("changed users", bounds.Changed.Users, options.MaxChangedUsers, "--max-changed-users"),
            new("changed bytes", bounds.Changed.Bytes, options.MaxChangedBytes, "--max-changed-bytes"),
            new("logins", Logins, (long)options.MaxLogins * options.MaxSandboxes, "--max-logins"),
        ]);

    private long Logins => byName.Values.Sum(s => (long)s.Granted.Count);

    public override ValueTask GrantAsync(Vendor vendor, string credential, Account account)
    {
        var sandbox = (MemorySandbox)account.Sandbox;
        byCredential[vendor][credential] = account;
        Forget(sandbox.Granted.Add(vendor, credential, account.Until, sandbox.Clock.GetUtcNow()));
        return ValueTask.CompletedTask;
    }

    private void Forget(IReadOnlyList<(Vendor Vendor, string Credential)> granted)
    {
        foreach (var (vendor, credential) in granted)
            byCredential[vendor].TryRemove(credential, out _);
    }

    public override ValueTask<Account?> OpenAsync(Vendor vendor, string credential) => new(Open(vendor, credential));

    private Account? Open(Vendor vendor, string credential)
    {
        if (byCredential[vendor].TryGetValue(credential, out var account))
        {
            if (account.IsOver)
                return null;
            if (IsOver(account.Sandbox))
            {
                Drop((MemorySandbox)account.Sandbox);
                return null;
            }

            return account;
        }

        return options.AnyCredential && vendor.IsWellFormed(credential) ? new Account(defaultSandbox, true) : null;
    }

    public override ValueTask<Entrance> EnterAsync(Visit visit)
    {
        var (vendor, name, credential) = visit;
        var account = credential is null ? null : Open(vendor, credential);
        var sandbox = name is null ? (MemorySandbox?)account?.Sandbox ?? defaultSandbox : Find(name);
        var opened = name is null ? account : AccountIn(sandbox, account);
        return new(new Entrance(sandbox, opened, sandbox?.NextExchangeId() ?? 0));
    }
}
