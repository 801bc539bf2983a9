using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>The store that nodes share: <c>--store postgres://user:password@host:port/database</c>.</summary>
public sealed class PostgresStore : IDisposable
{
    private PostgresStore(Database database) => Database = database;

    internal Database Database { get; }

    /// <summary>Connects, and brings the tables up to date.</summary>
    /// <exception cref="OptionException">The URL is not the address of a database.</exception>
    /// <exception cref="InvalidOperationException">The tables are a newer program's; the message says so.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached or lets nobody in; the message is
    /// without the password.</exception>
    public static PostgresStore Open(string url)
    {
        var (connection, schema) = PostgresUrl.Parse(url);
        var durable = Source(connection);
        var relaxed = Source(
            new NpgsqlConnectionStringBuilder(connection.ConnectionString)
            {
                Options = $"{connection.Options} -c synchronous_commit=off",
            }
        );
        try
        {
            using var first = durable.OpenConnection();
            Tables.Migrate(first, schema);
        }
        catch (Exception error) when (error is NpgsqlException || Database.IsOutage(error))
        {
            relaxed.Dispose();
            durable.Dispose();
            throw new StoreUnavailableException(
                $"The store at {connection.Host}:{connection.Port}, database \"{connection.Database}\", user "
                    + $"\"{connection.Username}\", cannot be opened: {error.Message} Start it, or correct --store.",
                error
            );
        }

        return new PostgresStore(new Database(durable, relaxed));
    }

    /// <summary>Keeps the server's sandboxes here.</summary>
    public void Use(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<Sandboxes>(services => new PostgresSandboxes(
            Database,
            services.GetRequiredService<MockOptions>(),
            services.GetRequiredService<IReadOnlyList<Vendor>>(),
            services.GetRequiredService<TimeProvider>()
        ));

    public void Dispose() => Database.Dispose();

    // Of the types that Npgsql knows, what the tables have: the native program is 2.6 MB smaller for it.
    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder connection)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        return builder.Build();
    }
}
