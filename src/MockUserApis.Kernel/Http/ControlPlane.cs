using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// <c>/_mock</c>: sandboxes and what is in them. It runs no code, opens no file by a client's path and fetches no URL.
/// </summary>
public sealed class ControlPlane(
    VendorDirectory vendors, Sandboxes sandboxes, MockOptions options, Readiness readiness, ArrivingBodies arriving,
    Scans scans, Actions actions, IServiceProvider services)
{
    public VendorDirectory Vendors => vendors;

    public Sandboxes Sandboxes => sandboxes;

    public MockOptions Options => options;

    public Readiness Readiness => readiness;

    public Listeners Listeners { get; } = new(options);

    /// <summary>What is held against which bound.</summary>
    public IReadOnlyList<Holding> Held => [.. sandboxes.Held, .. Listeners.Held, arriving.Held, .. scans.Held];

    /// <summary>Why an exchange was refused or departs from the contract; null: nothing to explain.</summary>
    internal DiagnosisView? Diagnose(JournalEntry entry, Sandbox sandbox, Vendor vendor, Addresses addresses)
    {
        var rehearsal = new Rehearsal(sandbox, vendor, actions, options, services);
        return new Diagnosis(entry, sandbox, vendor, vendors.Credentials, addresses, rehearsal).View;
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        var root = routes.MapGroup("/_mock").AddEndpointFilter(Problems);
        ServerEndpoints.Map(root, this);
        RulesEndpoint.Map(root, this);
        SandboxEndpoints.Map(root, this);
        var sandbox = root.MapGroup("/sandboxes/{sandbox}");
        UserEndpoints.Map(sandbox, this);
        LimitEndpoints.Map(sandbox, this);
        SettingEndpoints.Map(sandbox, this);
        FaultEndpoints.Map(sandbox, this);
        RequestEndpoints.Map(sandbox, this);
        new StreamEndpoint(this).Map(sandbox);
        AssertEndpoint.Map(sandbox, this);
        CoverageEndpoint.Map(sandbox, this);
        SnapshotEndpoints.Map(root, sandbox, this);
        PactStateEndpoints.Map(root, sandbox, this);
    }

    public Sandbox Sandbox(string name) => sandboxes.Find(name)
        ?? throw RefusedException.NotFound("sandbox", $"There is no sandbox \"{name}\". GET /_mock/sandboxes lists them; POST /_mock/sandboxes makes one.");

    public Vendor Vendor(string slug) => Ask.Known(vendors.BySlug(slug), "vendor", slug, vendors.All.Select(v => v.Slug));

    /// <summary>What GET /_mock/vendors answers.</summary>
    public byte[] VendorsJson() => JsonSerializer.SerializeToUtf8Bytes(
        ServerEndpoints.All(this, Vendors.Addresses), ControlJson.Plain.IReadOnlyListVendorView);

    private static async ValueTask<object?> Problems(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedException no)
        {
            return TypedResults.Problem(no.Message, statusCode: no.Status, title: no.Title);
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

    public bool IsReady { get => ready; set => ready = value; }
}
