using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MockUserApis.Kernel.Certificates;

namespace MockUserApis.Testing;

// What clients of a mock that listens send through.
internal static class OverSockets
{
    // The environment's proxy is for calls that leave the machine.
    public static SocketsHttpHandler Handler(Authority? authority)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (authority is not null)
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Only(authority) };
        return handler;
    }

    // Not the machine's CAs: what shows another's certificate is not this mock.
    private static X509ChainPolicy Only(Authority authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(authority.Certificate.RawData));
        return policy;
    }
}
