using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

// The way in: which sandbox a name or a credential opens, and the logins that are granted.
internal sealed partial class PostgresSandboxes
{
    private static readonly string EntranceQuery = $"""
        SELECT {Row.Columns}, c.can_write, c.until, nextval('exchange') FROM sandbox s
        LEFT JOIN credential c ON c.vendor = $1 AND c.credential = $2 AND c.sandbox = s.name
        WHERE s.name = ANY(ARRAY['{Default}', $3, (
            SELECT o.sandbox FROM credential o WHERE o.vendor = $1 AND o.credential = $2)])
        """;

    public override void Grant(Vendor vendor, string credential, Account account)
    {
        Database.Write(
            """
            INSERT INTO credential (vendor, credential, sandbox, can_write, until) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (vendor, credential) DO UPDATE
            SET sandbox = excluded.sandbox, can_write = excluded.can_write, until = excluded.until
            """,
            vendor.Slug,
            Digest(credential),
            account.Sandbox.Name,
            account.CanWrite,
            account.Until?.UtcTicks
        );
        SweepLogins(account.Sandbox);
    }

    // Those that are over by the sandbox's clock, and the oldest of too many. Another login may sweep the same ones.
    private void SweepLogins(Sandbox sandbox) =>
        Database.WriteRelaxed(
            (
                """
                DELETE FROM credential WHERE (vendor, credential) IN (
                    SELECT c.vendor, c.credential FROM credential c
                    WHERE c.sandbox = $1 AND c.until IS NOT NULL AND (c.until <= $2 OR c.until <= (
                        SELECT o.until FROM credential o WHERE o.sandbox = $1 AND o.until IS NOT NULL
                        ORDER BY o.until DESC LIMIT 1 OFFSET $3))
                    FOR UPDATE SKIP LOCKED)
                """,
                [sandbox.Name, Instants.EndedBy(sandbox.Clock.GetUtcNow()).UtcTicks, Server.MaxLogins]
            )
        );

    public override Account? Open(Vendor vendor, string credential) => Look(vendor, null, credential).Account;

    public override Entrance Enter(Vendor vendor, string? name, string? credential)
    {
        var (named, account, home, id) = Look(vendor, name, credential);
        if (id == 0)
            id = Database.WriteRelaxed("SELECT nextval('exchange')", r => r.GetInt64(0))[0];
        return name is null
            ? new Entrance(account?.Sandbox ?? home, account, id)
            : new Entrance(named, AccountIn(named, account), id);
    }

    private (Sandbox? Named, Account? Account, Sandbox Home, long ExchangeId) Look(
        Vendor vendor,
        string? name,
        string? credential
    )
    {
        if (name is not null && !IsName(name))
            name = null;
        var rows = Database.Read(
            EntranceQuery,
            r =>
                (
                    Sandbox: new PostgresSandbox(this, Row.From(r)),
                    CanWrite: r.IsDBNull(Row.Width) ? (bool?)null : r.GetBoolean(Row.Width),
                    Until: Row.Instant(r, Row.Width + 1),
                    ExchangeId: r.GetInt64(Row.Width + 2)
                ),
            vendor.Slug,
            Digest(credential ?? ""),
            name ?? Default
        );
        var home = rows.Find(r => r.Sandbox.Name == Default).Sandbox ?? Home;
        var named = rows.Find(r => r.Sandbox.Name == name && !IsOver(r.Sandbox)).Sandbox;
        var id = rows.Count > 0 ? rows[0].ExchangeId : 0;
        if (credential is null)
            return (named, null, home, id);
        var (opened, canWrite, until, _) = rows.Find(r => r.CanWrite is not null);
        if (opened is null)
            return (named, AnyAccount(vendor, credential, home), home, id);
        var account = new Account(opened, canWrite!.Value, until);
        return (named, IsOver(opened) || account.IsOver ? null : account, home, id);
    }

    private Account? AnyAccount(Vendor vendor, string credential, Sandbox home) =>
        Server.AnyCredential && vendor.IsWellFormed(credential) ? new Account(home, true) : null;
}
