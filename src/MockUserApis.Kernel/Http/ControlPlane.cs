using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// <c>/_mock</c>: sandboxes and what is in them. It runs no code, opens no file by a client's path and fetches no URL.
/// </summary>
public sealed class ControlPlane(
    VendorDirectory vendors,
    Sandboxes sandboxes,
    MockOptions options,
    Readiness readiness,
    ArrivingBodies arriving,
    Scans scans,
    TimeProvider time,
    IServiceProvider services
)
{
    public VendorDirectory Vendors => vendors;

    public Sandboxes Sandboxes => sandboxes;

    public MockOptions Options => options;

    public Readiness Readiness => readiness;

    /// <summary>Where clients find the certificate of the mock's own CA; null: there is none.</summary>
    public string? CaFile => Operations.Server.CaFile;

    /// <summary>The paths of its routes, below /_mock; known once mapped.</summary>
    internal IReadOnlyList<string> Paths { get; private set; } = [];

    internal Misaddressed Misaddressed { get; } = new(time);

    public Listeners Listeners { get; } = new(options);

    /// <summary>What is held against which bound.</summary>
    public async ValueTask<IReadOnlyList<Holding>> HoldingsAsync() =>
        [.. await sandboxes.HoldingsAsync(), .. Listeners.Holdings, arriving.Holding, .. scans.Holdings];

    internal ControlOperations Operations { get; } = new(vendors, sandboxes, options, time, services);

    public void Map(IEndpointRouteBuilder routes)
    {
        List<ControlRoute> all = [.. new RouteTable(Operations, this).All];
        Paths = [.. all.Select(r => r.Path).Append("/openapi.json")];
        foreach (var route in all)
            Map(routes, route);
    }

    /// <summary>What GET /_mock/vendors answers.</summary>
    public async ValueTask<byte[]> VendorsJsonAsync() =>
        JsonSerializer.SerializeToUtf8Bytes(
            await Operations.Server.VendorsAsync(Vendors.Addresses),
            ControlJson.Plain.IReadOnlyListVendorView
        );

    private void Map(IEndpointRouteBuilder routes, ControlRoute route)
    {
        RequestDelegate run = async http => await (await AnswerAsync(route, http)).ExecuteAsync(http);
        var endpoint = routes.MapMethods("/_mock" + route.Path, route.Verbs, run);
        // The OpenAPI document is made of endpoints that name a method.
        endpoint.WithMetadata(run.Method, new EndpointSummaryAttribute(route.Summary));
        endpoint.WithMetadata([.. route.Answers]);
        // No body at all is read as {}.
        if (route.Takes is { } body)
            endpoint.WithMetadata(new AcceptsMetadata(["application/json"], body, true));
        if (route.IsPublic)
            endpoint.WithMetadata(PublicEndpoint.Mark);
    }

    private async Task<IResult> AnswerAsync(ControlRoute route, HttpContext http)
    {
        try
        {
            var call = new Call(http, vendors, Operations.Sandboxes);
            await call.FindAsync();
            return await route.Run(call);
        }
        catch (RefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: refused.Status, title: refused.Title);
        }
        catch (StoreFullException full)
        {
            var (status, title) = (StoreFullException.Status, StoreFullException.Title);
            return TypedResults.Problem(full.Message, statusCode: status, title: title);
        }
    }
}

/// <summary>Whether a vendor request would succeed.</summary>
public sealed class Readiness
{
    private volatile bool ready;

    public bool IsReady
    {
        get => ready;
        set => ready = value;
    }
}
