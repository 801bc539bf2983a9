using MockUserApis.Vendors;

[assembly: AssemblyFixture(typeof(MockUserApis.Tests.Support.MockFixture))]

namespace MockUserApis.Tests.Support;

/// <summary>One server on free ports for the whole run; each test has a sandbox of its own in it.</summary>
public sealed class MockFixture : IAsyncLifetime
{
    private Server? server;

    public static IReadOnlyList<Vendor> Known => AllVendors.Known;

    /// <summary>Slugs, for theories over every vendor.</summary>
    public static TheoryData<string> Slugs => [.. Known.Select(v => v.Slug)];

    /// <summary>
    /// The same vendors for theory data, which is made before any fixture: each reads its spec when asked.
    /// </summary>
    public static IReadOnlyList<Vendor> Contracts => Known;

    /// <summary>All APIs of those vendors, later versions too: for laws about operations.</summary>
    public static IReadOnlyList<Api> Apis => [.. Known.SelectMany(v => v.Apis)];

    /// <summary>Their ids, for theories over every version of every vendor.</summary>
    public static TheoryData<string> ApiIds => [.. Apis.Select(a => a.Id)];

    public VendorDirectory Directory => server!.Directory;

    public Sandboxes Sandboxes => server!.Sandboxes;

    public Wire Control => server!.Control;

    public Vendor Vendor(string slug) => server!.Vendor(slug);

    /// <summary>By its id; the first of a vendor by the vendor's slug.</summary>
    public Api Api(string id) => Directory.Api(id)!;

    /// <summary>The same, to be asked.</summary>
    public Asked Asked(string id) => Api(id);

    public int Port(Vendor vendor) => server!.Port(vendor);

    public Wire Wire(Vendor vendor) => server!.Wire(vendor);

    // A transcript's host, which its answer names.
    public async ValueTask InitializeAsync() =>
        server = await Server.StartAsync(
            new MockOptions { JournalEntries = 10_000, AllowedHosts = ["acme.user.com"] },
            Store.Use,
            MockHost.UsePages
        );

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    /// <summary>A sandbox of its own for one test.</summary>
    public Task<TestSandbox> SandboxAsync(string? options = null) => server!.SandboxAsync(options);
}
