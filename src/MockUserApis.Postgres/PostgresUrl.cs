using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// Reads <c>postgres://user:password@host:port/database?schema=…</c>. Its sentences never quote the URL: a password is
/// in it.
/// </summary>
internal static class PostgresUrl
{
    private const string Form = "postgres://user:password@host:5432/database";
    private const int UsualPort = 5432;
    private const int UsualPool = 12;

    /// <exception cref="OptionException">It is not the address of a database.</exception>
    public static (NpgsqlConnectionStringBuilder Connection, string Schema) Parse(string url)
    {
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("postgres" or "postgresql")
            || uri.Host.Length == 0
        )
        {
            throw new OptionException(
                $"--store is neither \"memory\" nor a PostgreSQL address. Give {Form}; percent-encode what is "
                    + "not a letter or digit in user and password."
            );
        }

        var database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        if (database.Length == 0 || uri.UserInfo.Length == 0)
            throw new OptionException($"--store names no {(database.Length == 0 ? "database" : "user")}. Give {Form}.");
        var user = uri.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port < 0 ? UsualPort : uri.Port,
            Database = database,
            ApplicationName = "mock-user-apis",
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Timeout = 10,
            CommandTimeout = 5,
            CancellationTimeout = -1,
            MaxPoolSize = UsualPool,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // Every statement finds its rows by their key: one plan serves for all parameters and sizes of a table, and
            // making another one for each execution costs more than the execution. A bitmap scan would look at every
            // row that was ever deleted, each time; an index scan marks it, and passes by.
            Options = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off -c jit=off",
            // Npgsql waits without end for a server that does not answer whether it speaks Kerberos.
            GssEncryptionMode = GssEncryptionMode.Disable,
            // Nothing here changes a session: taking a connection from the pool need not reset it.
            NoResetOnClose = true,
            Enlist = false,
        };
        var schema = "mock_user_apis";
        foreach (
            var pair in uri
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => p.Split('=', 2))
        )
        {
            var (name, value) = (pair[0], pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "");
            if (
                name == "schema"
                && value.Length is > 0 and < 64
                && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            )
                schema = value;
            else if (
                name == "sslmode"
                && Enum.TryParse<SslMode>(
                    value.Replace("-", "", StringComparison.Ordinal),
                    ignoreCase: true,
                    out var mode
                )
            )
                connection.SslMode = mode;
            else if (name == "sslrootcert")
                connection.RootCertificate = value;
            else if (name == "pool" && int.TryParse(value, out var most) && most is > 0 and <= 1000)
                connection.MaxPoolSize = most;
            else
                throw new OptionException(
                    $"--store has the parameter \"{name}\", which is unknown or has no such value. Known: schema "
                        + "(lower-case letters, digits, _), sslmode (disable, require, verify-full …), sslrootcert (a "
                        + "file), pool (connections, 1 to 1000)."
                );
        }

        connection.SearchPath = schema;
        return (connection, schema);
    }
}
