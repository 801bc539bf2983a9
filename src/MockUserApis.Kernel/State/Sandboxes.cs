using System.Text.RegularExpressions;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// All sandboxes of a server, by name and by credential: the seam between the mock and where its state is kept. A store
/// that cannot be reached throws <see cref="StoreUnavailableException"/>.
/// </summary>
public abstract partial class Sandboxes
{
    public const string Default = "default";

    /// <summary>Gets ready, before the first request.</summary>
    public virtual ValueTask StartAsync() => ValueTask.CompletedTask;

    /// <summary>The sandbox <c>default</c>.</summary>
    public abstract ValueTask<Sandbox> DefaultAsync();

    public abstract ValueTask<IReadOnlyList<Sandbox>> AllAsync();

    public abstract ValueTask<int> CountAsync();

    /// <summary>What is held against which bound.</summary>
    public abstract ValueTask<IReadOnlyList<Holding>> HoldingsAsync();

    /// <summary>Whether the state is kept where it may be out of reach.</summary>
    public virtual bool IsElsewhere => false;

    /// <summary>Whether the state can be reached.</summary>
    public virtual ValueTask<bool> IsReachableAsync() => new(true);

    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>A name that is free: <c>s1</c>, <c>s2</c> …</summary>
    public abstract ValueTask<string> NewNameAsync();

    public abstract ValueTask<Sandbox?> FindAsync(string name);

    /// <summary>Null when the name is taken.</summary>
    public abstract ValueTask<Sandbox?> CreateAsync(SandboxOptions wanted, TimeSpan? ttl);

    /// <summary>Drops every sandbox whose time is over; nobody may ask for it by name again.</summary>
    public abstract ValueTask SweepAsync();

    public abstract ValueTask<bool> DropAsync(string name);

    /// <summary>Lets a further credential (a login's token) open a sandbox until an instant of its clock.</summary>
    public abstract ValueTask GrantAsync(Vendor vendor, string credential, Account account);

    /// <summary>What the credential opens; null when nothing.</summary>
    public abstract ValueTask<Account?> OpenAsync(Vendor vendor, string credential);

    /// <summary>Lets a request in.</summary>
    public abstract ValueTask<Entrance> EnterAsync(Visit visit);

    // A named sandbox takes its own credentials and those of the default one: a client that can set the header
    // need not change its key too.
    protected static Account? AccountIn(Sandbox? named, Account? account)
    {
        if (named is null || account is null || account.Sandbox.Name == named.Name)
            return account;
        if (account.Sandbox.Name == Default)
            return account with { Sandbox = named };
        return null;
    }

    // $ would match before a last line feed too, and IgnoreCase would take the Kelvin sign for a k.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
