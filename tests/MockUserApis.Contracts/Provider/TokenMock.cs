using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Vendors;

namespace MockUserApis.Contracts.Provider;

/// <summary>A running mock whose control plane asks for a token.</summary>
internal sealed class TokenMock : IAsyncDisposable
{
    public const string Token = "a-token-of-more-than-16";

    private readonly WebApplication app;

    private TokenMock(WebApplication app) => this.app = app;

    public string Url => app.Services.GetRequiredService<VendorDirectory>().Root;

    public static async Task<TokenMock> StartAsync()
    {
        var app = MockServer.Build(new MockOptions { Port = 0, ControlToken = Token }, AllVendors.Known);
        await app.StartAsync();
        return new TokenMock(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
