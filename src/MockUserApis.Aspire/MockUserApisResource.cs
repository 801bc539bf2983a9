using MockUserApis.Aspire;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The program <c>mock-user-apis</c>: pages and control plane, and an endpoint for each vendor.</summary>
public sealed class MockUserApisResource : ExecutableResource, IResourceWithServiceDiscovery
{
    internal const string BaseEndpoint = "http";

    internal MockUserApisResource(string name, ProgramFile program, string workingDirectory)
        : base(name, program.Command, workingDirectory) =>
        Vendors = [.. KnownVendor.All.Select(v => new MockVendorResource(this, v))];

    /// <summary>The pages, the control plane, and each vendor below its slug.</summary>
    public EndpointReference Endpoint => new(this, BaseEndpoint);

    /// <summary>The vendors, in the order of their ports.</summary>
    public IReadOnlyList<MockVendorResource> Vendors { get; }

    /// <summary>The configuration file, if it is started with one.</summary>
    public string? Config { get; internal set; }
}
