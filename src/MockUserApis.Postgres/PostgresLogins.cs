using System.Security.Cryptography;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>Credentials beyond the issued ones, and how those are issued, which all nodes must agree on.</summary>
internal sealed class PostgresLogins(Database database, MockOptions server, Credentials credentials)
{
    /// <summary>
    /// The row of the default sandbox that tells how credentials are issued; no request names this vendor.
    /// </summary>
    public const string NoVendor = "";

    public async ValueTask GrantAsync(Vendor vendor, string credential, Account account)
    {
        await database.WriteAsync(
            """
            INSERT INTO credential (vendor, credential, sandbox, can_write, until) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (vendor, credential) DO UPDATE
            SET sandbox = excluded.sandbox, can_write = excluded.can_write, until = excluded.until
            """,
            vendor.Slug,
            PostgresSandboxes.Digest(credential),
            account.Sandbox.Name,
            account.CanWrite,
            account.Until?.UtcTicks
        );
        await SweepAsync(account.Sandbox);
    }

    /// <exception cref="OptionException">They do not; the message says so.</exception>
    public async ValueTask AgreeAsync()
    {
        const string query =
            $"SELECT credential FROM credential WHERE vendor = '{NoVendor}' AND sandbox = '{Sandboxes.Default}'";
        // A database from before this row issued them by the name alone.
        var mark =
            (await database.ReadAsync(query, r => r.GetFieldValue<byte[]>(0))).FirstOrDefault()
            ?? PostgresSandboxes.Digest(new Credentials(new MockOptions()).Mark);
        if (CryptographicOperations.FixedTimeEquals(mark, PostgresSandboxes.Digest(credentials.Mark)))
            return;
        throw new OptionException(
            "The database's credentials were issued with another --sandbox-secret or --default-credentials. "
                + "Start with the same, or give --store another ?schema=NAME."
        );
    }

    // Those that have expired by the sandbox's clock, and the oldest of too many. Another login may sweep them too.
    private async ValueTask SweepAsync(Sandbox sandbox) =>
        await database.WriteRelaxedAsync(
            (
                """
                DELETE FROM credential WHERE (vendor, credential) IN (
                    SELECT c.vendor, c.credential FROM credential c
                    WHERE c.sandbox = $1 AND c.until IS NOT NULL AND (c.until <= $2 OR c.until <= (
                        SELECT o.until FROM credential o WHERE o.sandbox = $1 AND o.until IS NOT NULL
                        ORDER BY o.until DESC LIMIT 1 OFFSET $3))
                    FOR UPDATE SKIP LOCKED)
                """,
                [sandbox.Name, Instants.EndedBy(sandbox.Clock.GetUtcNow()).UtcTicks, server.MaxLogins]
            )
        );
}
