using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Postgres;

namespace MockUserApis.Tests.Support;

/// <summary>One of several servers on the same store.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly PostgresStore store;

    private Node(WebApplication app, PostgresStore store) => (this.app, this.store) = (app, store);

    public VendorDirectory Directory => app.Services.GetRequiredService<VendorDirectory>();

    public Sandboxes Sandboxes => app.Services.GetRequiredService<Sandboxes>();

    public Wire Control => new(Directory.BasePort);

    public static async Task<Node> StartAsync(string url)
    {
        var store = PostgresStore.Open(url);
        var app = MockServer.Build(new MockOptions { Port = 0 }, MockFixture.Known, store.Use);
        await app.StartAsync();
        return new Node(app, store);
    }

    /// <summary>A call to the vendor with the sandbox's credential.</summary>
    public Task<WireAnswer> CallAsync(Vendor vendor, string sandbox, string method, string target, string? body = null) => new Wire(new Uri(Directory.Url(Directory.BySlug(vendor.Slug)!)).Port).SendAsync(
        method, target, [.. vendor.Issue(sandbox)[0].Headers, .. body is null ? [] : (KeyValuePair<string, string>[])[new("Content-Type", "application/json")]],
        body is null ? null : System.Text.Encoding.UTF8.GetBytes(body));

    /// <summary>A call below <c>/_mock/sandboxes/{sandbox}</c>, which must succeed.</summary>
    public async Task<WireAnswer> ArrangeAsync(string sandbox, string method, string path, string? body = null)
    {
        var answer = await Control.SendAsync(method, $"/_mock/sandboxes/{sandbox}{path}", body);
        answer.Status.ShouldBeInRange(200, 299, $"{method} {path}: {answer.Text}");
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        store.Dispose();
    }
}
