using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.DocumentTool;

/// <summary>
/// OpenAPI documents that the running server generates of itself: the control plane's, and for each API what its
/// controllers really offer, to be held against its spec. What is shipped has none of it, only the documents: a test
/// that starts the mock inside a test must not get an OpenAPI library, in one version only, into the build, and a
/// native program has no MVC.
/// </summary>
public static class OpenApiDocuments
{
    /// <summary>The name of the control plane's.</summary>
    public const string Control = "v1";

    // Documents name the program, whoever writes them. MVC would look for an assembly of that name.
    private const string Program = "mock-user-apis";

    /// <summary>For the builder of a server whose vendors are chosen.</summary>
    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var vendors = services.Select(s => s.ImplementationInstance).OfType<IReadOnlyList<Vendor>>().Single();
        services.AddMvcCore().AddApiExplorer().ConfigureApplicationPartManager(mvc => Describe(mvc, vendors));
        foreach (var host in services.Select(s => s.ImplementationInstance).OfType<IHostEnvironment>().ToList())
            host.ApplicationName = Program;
        services.AddEndpointsApiExplorer();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, SentBodies>());
        services.AddOpenApi(
            Control,
            options =>
            {
                options.ShouldInclude = api => api.RelativePath?.StartsWith("_mock", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new()
                        {
                            Title = "Mock user APIs: control plane",
                            Version = "1",
                            Description =
                                "Sandboxes, users, faults, limits, clock, journal and coverage. Errors are RFC 9457.",
                        };
                        return Task.CompletedTask;
                    }
                );
            }
        );
        foreach (var api in vendors.SelectMany(v => v.Apis))
        {
            services.AddOpenApi(
                api.Id,
                options =>
                {
                    options.ShouldInclude = described =>
                        described.ActionDescriptor is ControllerActionDescriptor action
                        && api.Controllers.Contains(action.ControllerTypeInfo.AsType());
                    options.AddDocumentTransformer(RestoreSlashes);
                }
            );
        }
    }

    // The assemblies say that they have no parts, for the sake of other applications; so the parts are made here.
    private static void Describe(ApplicationPartManager mvc, IReadOnlyList<Vendor> vendors)
    {
        mvc.ApplicationParts.Clear();
        foreach (var assembly in vendors.Select(v => v.GetType().Assembly).Distinct())
        {
            mvc.ApplicationParts.Add(new AssemblyPart(assembly));
        }
    }

    // The generator drops a trailing slash; the actions' own templates have it.
    private static Task RestoreSlashes(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancel
    )
    {
        foreach (
            var template in context
                .DescriptionGroups.SelectMany(g => g.Items)
                .Select(Template)
                .OfType<string>()
                .Where(t => t.EndsWith('/'))
                .Distinct()
        )
        {
            if (document.Paths.Remove("/" + template.TrimEnd('/'), out var item))
                document.Paths["/" + template] = item;
        }

        return Task.CompletedTask;
    }

    private static string? Template(ApiDescription api) =>
        api.ActionDescriptor.EndpointMetadata.OfType<HttpMethodAttribute>().FirstOrDefault()?.Template;

    /// <summary>For the application that such a builder built.</summary>
    public static void Map(IApplicationBuilder app)
    {
        var routes = (IEndpointRouteBuilder)app;
        routes.MapOpenApi("/_mock/openapi.json");
        routes.MapOpenApi("/_mock/generated/{documentName}.json");
    }

    /// <summary>Shows a sent body as the DTO that describes it, and what a path names.</summary>
    private sealed class SentBodies(IModelMetadataProvider metadata) : IApiDescriptionProvider
    {
        public int Order => 1000;

        public void OnProvidersExecuting(ApiDescriptionProviderContext context)
        {
            foreach (var api in context.Results)
            {
                if (api.ActionDescriptor is not ControllerActionDescriptor)
                {
                    NamePath(api);
                    continue;
                }

                var sent = api.ActionDescriptor.Parameters.FirstOrDefault(p =>
                    p.ParameterType.IsGenericType && p.ParameterType.IsSubclassOf(typeof(RequestBody))
                );
                foreach (
                    var stray in api
                        .ParameterDescriptions.Where(p => p.Source.Id is not ("Path" or "Query" or "Header"))
                        .ToList()
                )
                    api.ParameterDescriptions.Remove(stray);
                if (sent is null)
                    continue;
                var type = sent.ParameterType.GenericTypeArguments[0];
                api.ParameterDescriptions.Add(
                    new ApiParameterDescription
                    {
                        Name = sent.Name,
                        Type = type,
                        Source = BindingSource.Body,
                        IsRequired = true,
                        ModelMetadata = metadata.GetMetadataForType(type),
                        ParameterDescriptor = sent,
                    }
                );
                // A form with a file has no DTO.
                var media = type == typeof(JsonElement) ? "multipart/form-data" : "application/json";
                api.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = media });
            }
        }

        // The control plane's routes bind their paths by hand, so no parameter of a method tells of them.
        private void NamePath(ApiDescription api)
        {
            var names = RoutePatternFactory.Parse(api.RelativePath ?? "").Parameters.Select(p => p.Name);
            foreach (var (at, name) in names.Index())
            {
                api.ParameterDescriptions.Insert(
                    at,
                    new ApiParameterDescription
                    {
                        Name = name,
                        Type = typeof(string),
                        Source = BindingSource.Path,
                        IsRequired = true,
                        ModelMetadata = metadata.GetMetadataForType(typeof(string)),
                    }
                );
            }
        }

        public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }
    }
}
