using Microsoft.AspNetCore.Builder;
using MockUserApis.Kernel;
using MockUserApis.Postgres;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>The whole product: every vendor, the control plane and the pages.</summary>
public static class MockHost
{
    /// <param name="store">Where the state is kept; null: in this process's memory.</param>
    public static WebApplication Build(MockOptions options, PostgresStore? store = null) => MockServer.Build(options, AllVendors.Known, store is null ? null : store.Use, UsePages);

    public static void UsePages(IApplicationBuilder app) => app.UseMiddleware<Pages>();
}
