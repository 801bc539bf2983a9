using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Contracts.Provider;

/// <summary>A server on a free loopback port that answers whatever a test wants.</summary>
internal sealed class Stub : IAsyncDisposable
{
    private readonly WebApplication app;

    private Stub(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public static async Task<Stub> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var stub = new Stub(builder.Build());
        stub.app.Run(answer);
        await stub.app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
