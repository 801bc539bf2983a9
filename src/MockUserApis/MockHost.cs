using Microsoft.AspNetCore.Builder;
using MockUserApis.Kernel;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>The whole product: every vendor, the control plane and the pages.</summary>
public static class MockHost
{
    public static WebApplication Build(MockOptions options) => MockServer.Build(options, AllVendors.Known, pages: UsePages);

    public static void UsePages(IApplicationBuilder app) => app.UseMiddleware<Pages>();
}
