using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// How a request comes in: its sandbox, what its credential opens, its id, the user that its path names and what the
/// limits say to it, in one round trip.
/// </summary>
internal sealed partial class PostgresSandboxes
{
    private readonly Guesses guesses;

    public override ValueTask GrantAsync(Vendor vendor, string credential, Account account) =>
        logins.GrantAsync(vendor, credential, account);

    public override async ValueTask<Account?> OpenAsync(Vendor vendor, string credential) =>
        (await ResolveAsync(new Visit(vendor, null, credential), 0)).Account;

    public override async ValueTask<Entrance> EnterAsync(Visit visit)
    {
        var likely = visit is { Index: { } index, Key: { } key } ? guesses.Likely(visit, index, key) : 0;
        var (rows, account, defaultSandbox) = await ResolveAsync(visit, likely);
        var id = rows.Count > 0 ? rows[0].ExchangeId : await NextIdAsync();
        var sandbox = account?.Sandbox ?? defaultSandbox;
        if (visit.Name is { } name)
        {
            sandbox = rows.Find(r => r.Sandbox.Name == name && !IsOver(r.Sandbox))?.Sandbox;
            account = AccountIn(sandbox, account);
        }

        return
            account is not null && rows.Find(r => r.IsEntered) is { } entered && entered.Sandbox.Name == sandbox!.Name
            ? new Entrance(
                sandbox,
                account,
                id,
                SeenIn(rows, entered.Sandbox, visit, likely),
                Counted(entered, visit.Vendor)
            )
            : new Entrance(sandbox, account, id);
    }

    private async ValueTask<(List<Arrival> Rows, Account? Account, Sandbox Default)> ResolveAsync(
        Visit visit,
        long likely
    )
    {
        var rows = await ArriveAsync(visit, likely);
        var defaultSandbox = rows.Find(r => r.Sandbox.Name == Default)?.Sandbox ?? await DefaultAsync();
        if (visit.Credential is not { } credential)
            return (rows, null, defaultSandbox);
        if (rows.Find(r => r.CanWrite is not null) is not { } opened)
            return (rows, AnyAccount(visit.Vendor, credential, defaultSandbox), defaultSandbox);
        var account = new Account(opened.Sandbox, opened.CanWrite!.Value, opened.Until);
        return (rows, IsOver(opened.Sandbox) || account.IsOver ? null : account, defaultSandbox);
    }

    private async ValueTask<List<Arrival>> ArriveAsync(Visit visit, long likely)
    {
        var finds = visit is { Index: not null, Key: not null };
        if (visit.Name is { } name && !IsName(name))
            visit = visit with { Name = null, Counts = false };
        object?[] values =
        [
            visit.Vendor.Slug,
            Digest(visit.Credential ?? ""),
            visit.Name ?? Default,
            visit.Name is not null,
        ];
        if (finds)
        {
            var index = (short)visit.Vendor.Recipe.IndexOf(visit.Index!);
            values = [.. values, index, Digest(visit.Key!), likely];
        }

        if (visit.Counts)
            values = [.. values, .. firsts[visit.Vendor], Real.GetUtcNow().UtcTicks, visit.Writes];
        try
        {
            return await Database.ReadAsync(EntranceQuery.Of(finds, visit.Counts), r => Arrival.From(this, r), values);
        }
        catch (DamagedStateException) when (visit.Counts)
        {
            // It is said where the limits count, if they do.
            return await ArriveAsync(visit with { Counts = false }, likely);
        }
    }

    // Null, so that it is looked for in its turn: when the guess was wrong, or what was found cannot be read.
    private Sighting? SeenIn(List<Arrival> rows, PostgresSandbox sandbox, in Visit visit, long guessed)
    {
        if (visit is not { Index: { } index, Key: { } key })
            return null;
        var users = sandbox.Collection(visit.Vendor, visit.Vendor.Recipe);
        if (users.Likely(index, key) != guessed)
        {
            guesses.Correct(visit, sandbox.Options);
            return null;
        }

        var members = new List<MemberRow>(1);
        foreach (var row in rows)
        {
            if (row is { IsEntered: true, Member: { } member })
                members.Add(member);
        }

        try
        {
            return new Sighting(index, key, users.Find(members, index, key));
        }
        catch (DamagedStateException)
        {
            return null;
        }
    }

    private static Allowance? Counted(Arrival entered, Vendor vendor) =>
        entered is { Meter: { } meter, Sandbox: { Row.IsWhole: true } sandbox }
        && sandbox.Limiter(vendor) is { Enabled: true } limiter
            ? limiter.Told(meter, sandbox.Clock.GetUtcNow())
            : null;

    private async ValueTask<long> NextIdAsync() =>
        (await Database.WriteRelaxedAsync("SELECT nextval('exchange')", r => r.GetInt64(0)))[0];

    private Account? AnyAccount(Vendor vendor, string credential, Sandbox defaultSandbox) =>
        Server.AnyCredential && vendor.IsWellFormed(credential) ? new Account(defaultSandbox, true) : null;
}
