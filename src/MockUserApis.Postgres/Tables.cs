using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// The tables, made and migrated at start-up under an advisory lock. Plain SQL without extensions, so that engines with
/// the same protocol can take it; all keys begin with a generation (a sandbox between two resets), which is what they
/// would shard by.
/// </summary>
internal static class Tables
{
    /// <summary>Tables that hold a generation's state; a reset deletes its rows.</summary>
    public static readonly IReadOnlyList<string> OfGenerations =
    [
        "users",
        "alias",
        "meter",
        "fault",
        "reference",
        "coverage",
        "not_mocked",
        "pact",
        "forgotten",
        "forgotten_kind",
        .. Enumerable.Range(0, Journals).Select(i => $"journal_{i}"),
    ];

    /// <summary>
    /// The journal's partitions, by world. By hand, because every engine spells partitions differently.
    /// </summary>
    public const int Journals = 8;

    /// <summary>Other nodes may be at it: seconds.</summary>
    private const int TimeoutSeconds = 60;

    // Each entry takes the schema from version i to i + 1. Never change one that was released.
    private static readonly string[] Steps =
    [
        """
            CREATE SEQUENCE world;
            CREATE SEQUENCE exchange;
            CREATE SEQUENCE sandbox_name;
            CREATE TABLE sandbox (
                name text PRIMARY KEY, world bigint NOT NULL, version bigint NOT NULL, seed bigint NOT NULL,
                population bigint NOT NULL, profile smallint NOT NULL, limits boolean NOT NULL,
                created bigint NOT NULL, expires bigint, clock_offset bigint NOT NULL, frozen_at bigint,
                state text NOT NULL, draws bigint NOT NULL, faults bigint NOT NULL);
            CREATE TABLE credential (
                vendor text NOT NULL, credential bytea NOT NULL, sandbox text NOT NULL, can_write boolean NOT NULL,
                until bigint, PRIMARY KEY (vendor, credential));
            CREATE INDEX credential_sandbox ON credential (sandbox);
            CREATE TABLE users (
                world bigint NOT NULL, vendor text NOT NULL, ordinal bigint NOT NULL, version bigint NOT NULL,
                deleted_at bigint, revivable boolean NOT NULL, doc bytea NOT NULL,
                PRIMARY KEY (world, vendor, ordinal));
            CREATE TABLE alias (
                world bigint NOT NULL, vendor text NOT NULL, idx smallint NOT NULL, value bytea NOT NULL,
                ordinal bigint NOT NULL, sole boolean NOT NULL, live boolean NOT NULL,
                PRIMARY KEY (world, vendor, idx, value));
            CREATE TABLE meter (
                world bigint NOT NULL, vendor text NOT NULL, requests bigint[] NOT NULL,
                windows bigint[] NOT NULL, refills float8[] NOT NULL, lefts float8[] NOT NULL,
                since bigint[] NOT NULL, granted boolean NOT NULL, at bigint NOT NULL, PRIMARY KEY (world, vendor));
            CREATE TABLE fault (
                world bigint NOT NULL, id bigint NOT NULL, spec text NOT NULL, remaining int, PRIMARY KEY (world, id));
            CREATE TABLE reference (
                world bigint NOT NULL, vendor text NOT NULL, kind text NOT NULL, place int NOT NULL,
                name bytea NOT NULL, PRIMARY KEY (world, vendor, kind, place));
            CREATE TABLE coverage (
                world bigint NOT NULL, vendor text NOT NULL, operation text NOT NULL, point text NOT NULL,
                PRIMARY KEY (world, vendor, operation, point));
            CREATE TABLE pact (
                world bigint NOT NULL, state bytea NOT NULL, steps text NOT NULL, PRIMARY KEY (world, state));
            """
            + string.Concat(
                Enumerable
                    .Range(0, Journals)
                    .Select(i =>
                        $"""
                            CREATE TABLE journal_{i} (
                                world bigint NOT NULL, id bigint NOT NULL, vendor text NOT NULL, bytes bigint NOT NULL,
                                entry bytea NOT NULL, PRIMARY KEY (world, id));
                            """
                    )
            ),
        // How many entries were deleted from a generation's journal for want of room.
        "CREATE TABLE forgotten (world bigint NOT NULL PRIMARY KEY, entries bigint NOT NULL);",
        // What they were. Null in a journal: an older program wrote it. A key is empty: none; byte 0: not kept; else
        // byte 1 and its letters.
        """
            CREATE TABLE forgotten_kind (
                world bigint NOT NULL, vendor text NOT NULL, operation text NOT NULL, status int NOT NULL,
                accepted boolean NOT NULL, key bytea NOT NULL, entries bigint NOT NULL,
                PRIMARY KEY (world, vendor, operation, status, accepted, key));
            """
            + string.Concat(
                Enumerable
                    .Range(0, Journals)
                    .Select(i =>
                        $"""
                            ALTER TABLE journal_{i} ADD COLUMN operation text;
                            ALTER TABLE journal_{i} ADD COLUMN status int;
                            ALTER TABLE journal_{i} ADD COLUMN accepted boolean;
                            ALTER TABLE journal_{i} ADD COLUMN key bytea;
                            """
                    )
            ),
        // How often operations that a vendor has and the mock has not were asked for.
        """
            CREATE TABLE not_mocked (
                world bigint NOT NULL, vendor text NOT NULL, method text NOT NULL, path text NOT NULL,
                asked bigint NOT NULL,
                PRIMARY KEY (world, vendor, method, path));
            """,
    ];

    /// <summary>
    /// Throws <see cref="InvalidOperationException"/> with a readable message when a newer program has been here.
    /// </summary>
    /// <returns>The version it has now.</returns>
    public static int Migrate(NpgsqlConnection connection, string schema)
    {
        var turn = (long)Scramble.Hash(0, "mock-user-apis/" + schema);
        Run(connection, $"SELECT pg_advisory_lock({turn})");
        try
        {
            Run(connection, $"CREATE SCHEMA IF NOT EXISTS \"{schema}\"");
            Run(connection, "CREATE TABLE IF NOT EXISTS schema_version (version int NOT NULL)");
            using var read = new NpgsqlCommand("SELECT max(version) FROM schema_version", connection);
            var version = read.ExecuteScalar() as int? ?? 0;
            if (version > Steps.Length)
                throw new OptionException(
                    $"The schema \"{schema}\" has version {version}, this program knows versions up to "
                        + $"{Steps.Length}. Start the newer program, or give --store another ?schema=NAME."
                );
            for (; version < Steps.Length; version++)
            {
                using var change = connection.BeginTransaction();
                Run(connection, Steps[version]);
                Run(connection, $"INSERT INTO schema_version VALUES ({version + 1})");
                change.Commit();
            }

            return version;
        }
        finally
        {
            Run(connection, $"SELECT pg_advisory_unlock({turn})");
        }
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = TimeoutSeconds };
        command.ExecuteNonQuery();
    }
}
