using MockUserApis.Configuration;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;
using MockUserApis.Postgres;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>The whole product: every vendor, the control plane and the pages.</summary>
public static class MockHost
{
    /// <param name="store">Where the state is kept; null: in this process's memory.</param>
    public static WebApplication Build(MockOptions options, PostgresStore? store = null) => Build(options, store, null);

    internal static WebApplication Build(
        MockOptions options,
        PostgresStore? store,
        RequestLog? log,
        ConfigFile? config = null
    ) => MockServer.Build(options, AllVendors.Known, builder => Add(builder, store, log, config), Use);

    private static void Add(WebApplicationBuilder builder, PostgresStore? store, RequestLog? log, ConfigFile? config)
    {
        if (log is not null)
            builder.Services.AddSingleton<IStartupFilter>(log);
        store?.Use(builder);
        config?.Use(builder);
    }

    private static void Use(IApplicationBuilder app)
    {
        MapDocuments(app);
        UsePages(app);
    }

    public static void MapDocuments(IApplicationBuilder app) => GeneratedDocuments.Map(app);

    public static void UsePages(IApplicationBuilder app) => app.UseMiddleware<Pages>();
}
