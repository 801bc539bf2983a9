using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Aspire;

namespace Aspire.Hosting;

/// <summary>Adds the vendors' user APIs to an app host.</summary>
public static class MockUserApisExtensions
{
    private static readonly CustomResourceSnapshot Shown = new()
    {
        ResourceType = "Vendor",
        State = KnownResourceStates.NotStarted,
        Properties = [],
    };

    /// <summary>
    /// Starts <c>mock-user-apis</c> with the app host: from PATH, from a tool manifest, or the file that is named here
    /// or in the setting <c>MockUserApis:Program</c>. It has a child for each vendor (<see cref="GetVendor"/>).
    /// </summary>
    /// <param name="builder">The app host's.</param>
    /// <param name="name">The resource's name; a vendor's is this and its slug: <c>vendors-two-words</c>.</param>
    /// <param name="port">The port of pages and control plane; null: a free one.</param>
    /// <param name="program">The native program or <c>mock-user-apis.dll</c>; null: it is looked for.</param>
    /// <exception cref="DistributedApplicationException">There is no such program.</exception>
    public static IResourceBuilder<MockUserApisResource> AddMockUserApis(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        string? program = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var folder = builder.AppHostDirectory;
        var file = builder.ExecutionContext.IsRunMode
            ? ProgramFile.Find(program ?? builder.Configuration[ProgramFile.Setting], folder)
            : new ProgramFile("mock-user-apis", []);
        var mock = new MockUserApisResource(name, file, folder);
        var resource = builder
            .AddResource(mock)
            .WithArgs(context => MockArguments.Add(context.Args, mock, file))
            .WithEnvironment(context => MockArguments.Add(context.EnvironmentVariables, mock))
            .WithHttpEndpoint(port, name: MockUserApisResource.BaseEndpoint)
            .WithHttpHealthCheck("/_mock/health", endpointName: MockUserApisResource.BaseEndpoint)
            .WithUrlForEndpoint(MockUserApisResource.BaseEndpoint, Pages)
            .WithOtlpExporter()
            .WithIconName("PeopleCommunity")
            .ExcludeFromManifest();
        foreach (var vendor in mock.Vendors)
        {
            resource.WithHttpEndpoint(name: vendor.Slug).WithUrlForEndpoint(vendor.Slug, url => Of(vendor, url));
            builder
                .AddResource(vendor)
                .WithInitialState(Shown)
                .WithFaultCommands()
                .WithIconName("PlugConnected")
                .ExcludeFromManifest();
        }

        return resource
            .OnResourceReady((_, ready, _) => SetAsync(mock, ready.Services, KnownResourceStates.Running))
            .OnResourceStopped((_, stopped, _) => SetAsync(mock, stopped.Services, KnownResourceStates.Finished))
            .WithSandboxCommands();
    }

    /// <summary>
    /// Starts it with a configuration file, as <c>mock-user-apis serve --config</c> takes it. What is said here or in
    /// the environment comes before it.
    /// </summary>
    /// <param name="builder">The mock's.</param>
    /// <param name="path">A relative one begins in the app host's folder.</param>
    /// <exception cref="DistributedApplicationException">There is no such file.</exception>
    public static IResourceBuilder<MockUserApisResource> WithConfig(
        this IResourceBuilder<MockUserApisResource> builder,
        string path
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var file = Path.GetFullPath(path, builder.ApplicationBuilder.AppHostDirectory);
        if (!File.Exists(file))
        {
            throw new DistributedApplicationException(
                $"There is no configuration file {file}. \"mock-user-apis init {path}\" writes one."
            );
        }

        builder.Resource.Config = file;
        return builder;
    }

    /// <summary>One of its vendors, to refer to: <c>WithReference(vendors.GetVendor("two-words"))</c>.</summary>
    /// <param name="builder">The mock's.</param>
    /// <param name="slug">The vendor's name in addresses.</param>
    /// <exception cref="DistributedApplicationException">It serves no such vendor.</exception>
    public static IResourceBuilder<MockVendorResource> GetVendor(
        this IResourceBuilder<MockUserApisResource> builder,
        string slug
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var vendors = builder.Resource.Vendors;
        var found =
            vendors.FirstOrDefault(v => v.Slug == slug)
            ?? throw new DistributedApplicationException(
                $"There is no vendor \"{slug}\". Known: {string.Join(", ", vendors.Select(v => v.Slug))}."
            );
        return builder.ApplicationBuilder.CreateResourceBuilder(found);
    }

    // The orchestrator knows nothing of the vendors: they run as long as the mock does.
    private static async Task SetAsync(MockUserApisResource mock, IServiceProvider services, string state)
    {
        var states = services.GetRequiredService<ResourceNotificationService>();
        foreach (var vendor in mock.Vendors)
            await states.PublishUpdateAsync(vendor, shown => shown with { State = state });
    }

    private static void Pages(ResourceUrlAnnotation url) => (url.Url, url.DisplayText) = ("/_mock/", "Pages");

    private static void Of(MockVendorResource vendor, ResourceUrlAnnotation url) =>
        (url.DisplayText, url.DisplayLocation) = (vendor.Vendor.Title, UrlDisplayLocation.DetailsOnly);
}
