namespace MockUserApis.Postgres;

/// <summary>
/// What a request reads as it comes in, in one statement: the sandboxes that it may be meant for, its id, and, where
/// they are asked for, the user that its path names and what the limits say to it.
/// </summary>
internal static class EntranceQuery
{
    /// <summary>Columns behind those of <see cref="SandboxRow"/>.</summary>
    public const int CanWrite = SandboxRow.Width;

    /// <inheritdoc cref="CanWrite"/>
    public const int Until = CanWrite + 1;

    /// <inheritdoc cref="CanWrite"/>
    public const int ExchangeId = CanWrite + 2;

    /// <summary>Whether this is the sandbox that is entered; if so, the rest is of it.</summary>
    public const int Entered = CanWrite + 3;

    /// <summary>Its member, and, behind that, what <see cref="MeterSql"/> returns.</summary>
    public const int Member = CanWrite + 4;

    /// <inheritdoc cref="Member"/>
    public const int Meter = Member + MemberRow.Width;

    private const int Common = 4;
    private const int OfMember = 3;

    // A sandbox of its own credentials, or of the default one's when it is named; the row's text is SandboxState's,
    // where a bare slug before a brace is a limit that was set, and one in an array a credential that was revoked: a
    // quote within a text is escaped there.
    private static readonly string LetsIn = $"""
        b.entered AND (b.credential_of = b.name OR b.credential_of = '{PostgresSandboxes.Default}')
        AND (b.name = '{PostgresSandboxes.Default}' OR b.expires IS NULL OR b.expires > $NOW)
        AND (b.until IS NULL OR (b.credential_of = b.name
            AND b.until > coalesce(b.frozen_at, $NOW + b.clock_offset)))
        AND (b.can_write OR NOT $WRITES)
        AND cardinality(b.faults) = 0
        AND position('"' || $1 || '"]' IN b.state) = 0 AND position('"' || $1 || '",' IN b.state) = 0
        AND CASE WHEN position('"' || $1 || '":' || chr(123) IN b.state) > 0
            THEN position('"' || $1 || '":' || chr(123) || '"Enabled":true' IN b.state) > 0
            ELSE b.limits AND cardinality($REQUESTS::bigint[]) > 0 END
        """;

    private static readonly string[] All = [Make(false, false), Make(true, false), Make(false, true), Make(true, true)];

    /// <summary>
    /// Its parameters: slug, the credential's digest, the name, whether it was given; index, value's digest and likely
    /// ordinal of the user; then <see cref="MeterSql"/>'s, the instant, whether it writes.
    /// </summary>
    public static string Of(bool finds, bool counts) => All[(finds ? 1 : 0) + (counts ? 2 : 0)];

    private static string Make(bool finds, bool counts)
    {
        var meter = Common + (finds ? OfMember : 0) + 1;
        var now = meter + MeterSql.Parameters;
        var letsIn = LetsIn
            .Replace("$NOW", $"${now}::bigint", StringComparison.Ordinal)
            .Replace("$WRITES", $"${now + 1}::boolean", StringComparison.Ordinal)
            .Replace("$REQUESTS", $"${meter}", StringComparison.Ordinal);
        var counted = counts ? $", counted AS ({MeterSql.Count("$1", meter, letsIn)})" : "";
        return $"""
            WITH box AS (
                SELECT {SandboxRow.Columns} AS faults,
                    CASE WHEN c.sandbox = s.name THEN c.can_write END AS opens, c.until, c.can_write,
                    c.sandbox AS credential_of,
                    s.name = CASE WHEN $4::boolean THEN $3 ELSE coalesce(c.sandbox, '{PostgresSandboxes.Default}') END
                        AS entered
                FROM (SELECT 1) one
                    LEFT JOIN credential c ON c.vendor = $1 AND c.credential = $2
                    JOIN sandbox s ON s.name = ANY(ARRAY['{PostgresSandboxes.Default}', $3, c.sandbox])
            ){counted}
            SELECT {SandboxRow.Names}, b.opens, b.until, nextval('exchange'), b.entered,
                {(finds ? MemberRow.Columns : MemberRow.NoColumns)},
                {(counts ? MeterSql.Columns : MeterSql.NoColumns)}
            FROM box b
            {(finds ? Find : "")}
            {(counts ? "LEFT JOIN counted m ON b.entered" : "")}
            """;
    }

    private const string World = "(SELECT e.world FROM box e WHERE e.entered)";

    // Two looks by the whole key: one for either of two ordinals would, where the database knows little of the table,
    // read all of a sandbox's members.
    private const string Find = $"""
        LEFT JOIN (
            SELECT {MemberRow.Columns} FROM users u WHERE u.world = {World} AND u.vendor = $1 AND u.ordinal = $7
            UNION ALL
            SELECT {MemberRow.Columns} FROM users u
            WHERE u.world = {World} AND u.vendor = $1 AND u.ordinal <> $7
                AND u.ordinal = (
                    SELECT a.ordinal FROM alias a
                    WHERE a.world = {World} AND a.vendor = $1 AND a.idx = $5 AND a.value = $6)
            ) u ON b.entered
        """;
}
