using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>How a request comes in: its sandbox, what its credential opens, and its id, in one round trip.</summary>
internal sealed partial class PostgresSandboxes
{
    private static readonly string EntranceQuery = $"""
        SELECT {SandboxRow.Columns}, c.can_write, c.until, nextval('exchange') FROM sandbox s
        LEFT JOIN credential c ON c.vendor = $1 AND c.credential = $2 AND c.sandbox = s.name
        WHERE s.name = ANY(ARRAY['{Default}', $3, (
            SELECT o.sandbox FROM credential o WHERE o.vendor = $1 AND o.credential = $2)])
        """;

    public override ValueTask GrantAsync(Vendor vendor, string credential, Account account) =>
        logins.GrantAsync(vendor, credential, account);

    public override async ValueTask<Account?> OpenAsync(Vendor vendor, string credential) =>
        (await ResolveAsync(vendor, null, credential)).Account;

    public override async ValueTask<Entrance> EnterAsync(Vendor vendor, string? name, string? credential)
    {
        var (named, account, defaultSandbox, id) = await ResolveAsync(vendor, name, credential);
        if (id == 0)
            id = (await Database.WriteRelaxedAsync("SELECT nextval('exchange')", r => r.GetInt64(0)))[0];
        return name is null
            ? new Entrance(account?.Sandbox ?? defaultSandbox, account, id)
            : new Entrance(named, AccountIn(named, account), id);
    }

    private async ValueTask<(Sandbox? Named, Account? Account, Sandbox Default, long ExchangeId)> ResolveAsync(
        Vendor vendor,
        string? name,
        string? credential
    )
    {
        if (name is not null && !IsName(name))
            name = null;
        var rows = await Database.ReadAsync(
            EntranceQuery,
            r =>
                (
                    Sandbox: new PostgresSandbox(this, SandboxRow.From(r)),
                    CanWrite: r.IsDBNull(SandboxRow.Width) ? (bool?)null : r.GetBoolean(SandboxRow.Width),
                    Until: SandboxRow.Instant(r, SandboxRow.Width + 1),
                    ExchangeId: r.GetInt64(SandboxRow.Width + 2)
                ),
            vendor.Slug,
            Digest(credential ?? ""),
            name ?? Default
        );
        var defaultSandbox = rows.Find(r => r.Sandbox.Name == Default).Sandbox ?? await DefaultAsync();
        var named = rows.Find(r => r.Sandbox.Name == name && !IsOver(r.Sandbox)).Sandbox;
        var id = rows.Count > 0 ? rows[0].ExchangeId : 0;
        if (credential is null)
            return (named, null, defaultSandbox, id);
        var (opened, canWrite, until, _) = rows.Find(r => r.CanWrite is not null);
        if (opened is null)
            return (named, AnyAccount(vendor, credential, defaultSandbox), defaultSandbox, id);
        var account = new Account(opened, canWrite!.Value, until);
        return (named, IsOver(opened) || account.IsOver ? null : account, defaultSandbox, id);
    }

    private Account? AnyAccount(Vendor vendor, string credential, Sandbox defaultSandbox) =>
        Server.AnyCredential && vendor.IsWellFormed(credential) ? new Account(defaultSandbox, true) : null;
}
