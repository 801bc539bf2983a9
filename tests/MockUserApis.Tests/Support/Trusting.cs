using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MockUserApis.Tests.Support;

/// <summary>Clients that trust one CA and no other, as a program does that is given a CA file.</summary>
internal static class Trusting
{
    /// <param name="pem">The CA's certificate.</param>
    /// <param name="proxy">Null: straight to the address.</param>
    public static HttpClient Client(string pem, Version? version = null, Uri? proxy = null)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new WebProxy(proxy),
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Only(pem) },
        };
        return new HttpClient(handler)
        {
            DefaultRequestVersion = version ?? HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    public static X509ChainPolicy Only(string pem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(pem));
        return policy;
    }

    /// <summary>The CA of a server, as its control plane gives it to clients.</summary>
    public static async Task<string> CaAsync(Wire control)
    {
        var answer = await control.SendAsync("GET", "/_mock/ca.pem");
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Text;
    }

    /// <summary>The read of population user 1, with the sandbox's credential.</summary>
    public static Task<HttpResponseMessage> ReadAsync(
        this HttpClient client,
        string root,
        Vendor vendor,
        TestSandbox sandbox
    )
    {
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        var request = new HttpRequestMessage(HttpMethod.Get, root + target)
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        foreach (var (name, value) in sandbox.Credential(vendor))
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }
}
