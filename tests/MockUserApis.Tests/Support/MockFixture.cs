using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Vendors;

[assembly: AssemblyFixture(typeof(MockUserApis.Tests.Support.MockFixture))]

namespace MockUserApis.Tests.Support;

/// <summary>One server on free ports for the whole run; each test has a sandbox of its own in it.</summary>
public sealed class MockFixture : IAsyncLifetime
{
    private WebApplication? app;

    public static IReadOnlyList<Vendor> Known => AllVendors.Known;

    /// <summary>Slugs, for theories over every vendor.</summary>
    public static TheoryData<string> Slugs => [.. Known.Select(v => v.Slug)];

    /// <summary>The same vendors with their specs read, for theory data: that is made before any fixture.</summary>
    public static IReadOnlyList<Vendor> Contracts => Loaded.Value;

    private static readonly Lazy<IReadOnlyList<Vendor>> Loaded = new(() =>
    {
        var vendors = VendorCatalog.In(typeof(AllVendors).Assembly);
        using var app = (IDisposable)MockServer.Build(new MockOptions { Port = 0 }, vendors);
        return vendors;
    });

    public VendorDirectory Directory => app!.Services.GetRequiredService<VendorDirectory>();

    public Sandboxes Sandboxes => app!.Services.GetRequiredService<Sandboxes>();

    public Wire Control => new(Directory.BasePort);

    public Vendor Vendor(string slug) => Directory.BySlug(slug) ?? throw new ArgumentException($"No vendor {slug}.", nameof(slug));

    public async ValueTask InitializeAsync()
    {
        app = MockServer.Build(new MockOptions { Port = 0, JournalEntries = 10_000 }, Known, Store.Use, MockHost.UsePages);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await app!.DisposeAsync();

    /// <summary>A sandbox of its own for one test, made through the control plane.</summary>
    public async Task<TestSandbox> SandboxAsync(string? options = null)
    {
        var made = await Control.SendAsync("POST", "/_mock/sandboxes", options ?? "{}");
        made.Status.ShouldBe(201, made.Text);
        return new TestSandbox(this, made.Json.GetProperty("name").GetString()!);
    }
}
