using System.Net;
using System.Security.Authentication;
using MockUserApis.Testing;

namespace MockUserApis.Tests.Testing;

/// <summary>Https in other people's tests: the handlers trust the CA of their own mock and no other.</summary>
public sealed class HttpsTests
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task EveryVendor_OverHttps_IsAskedByItsOwnHandler(string slug)
    {
        await using var mock = await MockApis.StartAsync(o => o.Https = true);
        await using var sandbox = await mock.CreateSandboxAsync();
        var vendor = sandbox[slug];
        vendor.BaseAddress.Scheme.ShouldBe("https");
        using var client = vendor.CreateClient();
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        using var answer = await client.GetAsync(new Uri("nowhere", UriKind.Relative));

        answer.Version.ShouldBe(HttpVersion.Version20);
        vendor.Requests.Count.ShouldBe(1);
        using var control = mock.CreateClient();
        (await control.GetStringAsync(new Uri("_mock/ca.pem", UriKind.Relative))).ShouldBe(mock.CaCertificate);
        mock.ControlAddress.Scheme.ShouldBe("https");
    }

    [Fact]
    public async Task Handler_OfAnotherMock_IsNotFooled()
    {
        await using var one = await MockApis.StartAsync(o => o.Https = true);
        await using var other = await MockApis.StartAsync(o => o.Https = true);
        one.CaCertificate.ShouldNotBe(other.CaCertificate);
        using var client = new HttpClient(one.CreateHandler());

        var error = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(other.ControlAddress));

        error.InnerException.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task Https_WithoutSockets_IsRefused()
    {
        var error = await Should.ThrowAsync<MockRefusedException>(() =>
            MockApis.StartAsync(o => (o.Https, o.InProcess) = (true, true))
        );
        error.Message.ShouldContain("Leave one of them out");
    }

    [Fact]
    public async Task CaCertificate_WithoutHttps_IsNone()
    {
        await using var mock = await MockApis.StartAsync();
        mock.CaCertificate.ShouldBeNull();
    }
}
