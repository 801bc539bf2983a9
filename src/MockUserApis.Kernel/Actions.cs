using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;

namespace MockUserApis.Kernel;

/// <summary>
/// Ties each operation of the specs to its controller action. The endpoints are MVC's own, on routes that nothing
/// matches: <see cref="Locate"/> has found the operation already.
/// </summary>
internal sealed class Actions
{
    private readonly FrozenDictionary<Operation, Endpoint> endpoints;

    /// <summary>The assembly of the generated controllers, which carries the specs.</summary>
    public static Assembly SpecsOf(Vendor vendor) => Controllers(vendor).Select(t => t.BaseType!.Assembly).FirstOrDefault()
        ?? throw new InvalidOperationException($"{vendor.Name} has no controller in {vendor.GetType().Namespace}. Override the generated ones there.");

    public Actions(IServiceProvider services, IReadOnlyList<Vendor> vendors)
    {
        var routes = new Unrouted(services);
        routes.MapControllers();
        var found = new Dictionary<Operation, Endpoint>();
        // All of them before the first contract: it may still be read by another thread.
        foreach (var endpoint in routes.DataSources.SelectMany(s => s.Endpoints).ToList())
        {
            var action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!;
            var vendor = vendors.FirstOrDefault(v => action.ControllerTypeInfo.Namespace == v.GetType().Namespace);
            if (vendor is not null && endpoint.Metadata.GetMetadata<OperationAttribute>() is { } operation) found[vendor.Contract[operation.Id]] = endpoint;
        }

        foreach (var vendor in vendors)
        {
            var idle = vendor.Contract.Operations.Where(o => !found.ContainsKey(o)).Select(o => o.Id).ToList();
            if (idle.Count > 0) throw new InvalidOperationException($"{vendor.Name}: no controller in {vendor.GetType().Namespace} carries out {string.Join(", ", idle)}.");
        }

        endpoints = found.ToFrozenDictionary();
    }

    /// <summary>Runs the action of the exchange's operation.</summary>
    public Task Run(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Way.Reach(Step.Merge);
        var endpoint = endpoints[exchange.Operation!];
        http.SetEndpoint(endpoint);
        return endpoint.RequestDelegate!(http);
    }

    private static IEnumerable<Type> Controllers(Vendor vendor) => vendor.GetType().Assembly.GetTypes()
        .Where(t => t.Namespace == vendor.GetType().Namespace && t.IsSubclassOf(typeof(MockController)));

    private sealed class Unrouted(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
