using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using MockUserApis.Kernel.Certificates;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// What a port speaks beside plain HTTP: TLS with <c>--https</c>, tunnels at the base port with <c>--proxy</c>. A port
/// that speaks nothing else is left as it is, and no byte of it is looked at here.
/// </summary>
internal sealed class PortProtocols(MockOptions options, ServerCertificate? certificate, Func<Proxy> proxy)
{
    public void Configure(ListenOptions listen, bool isBase)
    {
        var hasTunnels = options.Proxy && isBase;
        if (certificate is null || (!options.Https && !hasTunnels))
            return;
        // HTTP/3 is of UDP, which nothing here listens to.
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        ConnectionDelegate? plain = null;
        listen.Use(tls =>
            new ProtocolDetection(tls, c => plain!(c), listen.KestrelServerOptions.Limits.KeepAliveTimeout)
            {
                HasTls = options.Https,
                Proxy = hasTunnels ? proxy : null,
            }.RunAsync
        );
        listen.UseHttps(
            new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate.Certificate,
                ServerCertificateChain = certificate.Chain,
            }
        );
        // Built from the last to the first: this is what stands behind TLS.
        listen.Use(http => plain = http);
    }
}
