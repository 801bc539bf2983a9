using MockUserApis.Testing;

namespace MockUserApis.Tests.Testing;

/// <summary>HttpClient takes a proxy from the environment for loopback too; the fixture's clients go past it.</summary>
public class ProxyTests
{
    [Fact]
    public async Task HandlersOfTheFixture_UseNoProxy()
    {
        await using var mock = await MockApis.StartAsync();
        await using var sandbox = await mock.CreateSandboxAsync();

        foreach (
            var handler in (HttpMessageHandler[])
                [mock.CreateHandler(), mock.VoltMx.CreateHandler(), sandbox.GainsightPx.CreateHandler()]
        )
        {
            using (handler)
                Innermost(handler).ShouldBeOfType<SocketsHttpHandler>().UseProxy.ShouldBeFalse();
        }
    }

    private static HttpMessageHandler Innermost(HttpMessageHandler handler) =>
        handler is DelegatingHandler { InnerHandler: { } inner } ? Innermost(inner) : handler;
}
