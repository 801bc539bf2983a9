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
    private readonly Gathering<Asking, List<Arrival>> arrivals;

    public override ValueTask GrantAsync(Vendor vendor, string credential, Account account) =>
        logins.GrantAsync(vendor, credential, account);

    public override async ValueTask<Account?> OpenAsync(Vendor vendor, string credential) =>
        (await ResolveAsync(new Visit(vendor, null, credential), default)).Account;

    public override async ValueTask<Entrance> EnterAsync(Visit visit)
    {
        var guess = guesses.Of(visit);
        var (rows, account, defaultSandbox) = await ResolveAsync(visit, guess);
        var id = rows.Count > 0 ? rows[0].ExchangeId : await NextIdAsync();
        var sandbox = account?.Sandbox ?? defaultSandbox;
        if (visit.Name is { } name)
        {
            sandbox = rows.Find(r => r.Sandbox.Name == name && !IsOver(r.Sandbox))?.Sandbox;
            account = AccountIn(sandbox, account);
        }

        if (account is null || sandbox is null || rows.Find(r => r.IsEntered) is not { } entered)
            return new Entrance(sandbox, account, id);
        if (entered.Sandbox.Name != sandbox.Name || !entered.Sandbox.Row.IsWhole)
            return new Entrance(sandbox, account, id);
        var limiter = entered.Sandbox.Limiter(visit.Vendor);
        var right = new Guess(sandbox.Seed, sandbox.Options.Population, limiter.Enabled);
        if (right != guess)
            guesses.Correct(visit, right);
        return new Entrance(
            sandbox,
            account,
            id,
            right.Likely(visit) == guess.Likely(visit) ? SeenIn(rows, entered.Sandbox, visit) : null,
            Counted(entered, limiter)
        );
    }

    private async ValueTask<(List<Arrival> Rows, Account? Account, Sandbox Default)> ResolveAsync(
        Visit visit,
        Guess guess
    )
    {
        var counts = visit.Counts && guess.IsLimited && visit.Credential is not null;
        var rows = await ArriveAsync(visit with { Counts = counts }, guess.Likely(visit));
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
        if (visit.Name is { } name && !IsName(name))
            visit = visit with { Name = null, Counts = false };
        try
        {
            return await arrivals.SendAsync(new Asking(visit, Question(visit, likely)));
        }
        catch (DamagedStateException) when (visit.Counts)
        {
            // It is said where the limits count, if they do.
            return await ArriveAsync(visit with { Counts = false }, likely);
        }
    }

    private (string Sql, object?[] Values) Question(in Visit visit, long likely)
    {
        var finds = visit is { Index: not null, Key: not null };
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
        return (EntranceQuery.Of(finds, visit.Counts), values);
    }

    // In one transaction those that count against the same limits: others, which two nodes could take in another order,
    // might wait for each other.
    private async ValueTask<IReadOnlyList<List<Arrival>>> ArriveAsync(IReadOnlyList<Asking> all)
    {
        if (all is [var (_, (sql, values))])
            return [await Database.ReadAsync(sql, r => Arrival.From(this, r), values)];
        var results = new List<Arrival>[all.Count];
        await Task.WhenAll(
            Enumerable
                .Range(0, all.Count)
                .GroupBy(i => Guesses.Place(all[i].Visit))
                .Select(async group =>
                {
                    var places = group.ToList();
                    var rows = await Database.ReadAsync(
                        places.ConvertAll(i => all[i].Question),
                        r => Arrival.From(this, r)
                    );
                    for (var i = 0; i < places.Count; i++)
                        results[places[i]] = rows[i];
                })
        );
        return results;
    }

    // Null, so that it is looked for in its turn, when what was found cannot be read.
    private static Sighting? SeenIn(List<Arrival> rows, PostgresSandbox sandbox, in Visit visit)
    {
        if (visit is not { Index: { } index, Key: { } key })
            return null;
        var members = new List<MemberRow>(1);
        foreach (var row in rows)
        {
            if (row is { IsEntered: true, Member: { } member })
                members.Add(member);
        }

        try
        {
            return new Sighting(
                index,
                key,
                sandbox.Collection(visit.Vendor, visit.Vendor.Recipe).Find(members, index, key)
            );
        }
        catch (DamagedStateException)
        {
            return null;
        }
    }

    private static Allowance? Counted(Arrival entered, PostgresLimiter limiter) =>
        entered.Meter is { } meter && limiter.Enabled ? limiter.Told(meter, entered.Sandbox.Clock.GetUtcNow()) : null;

    private async ValueTask<long> NextIdAsync() =>
        (await Database.WriteRelaxedAsync("SELECT nextval('exchange')", r => r.GetInt64(0)))[0];

    private Account? AnyAccount(Vendor vendor, string credential, Sandbox defaultSandbox) =>
        Server.AnyCredential && vendor.IsWellFormed(credential) ? new Account(defaultSandbox, true) : null;
}
