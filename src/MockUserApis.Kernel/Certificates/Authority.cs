using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MockUserApis.Kernel.Certificates;

/// <summary>
/// A CA of the mock's own. Who trusts it trusts whoever has its key, so it is for test processes, not for a machine's
/// or a browser's store.
/// </summary>
/// <param name="Certificate">With the private key.</param>
/// <param name="File">Where clients find the certificate; null: in no file.</param>
public sealed record Authority(X509Certificate2 Certificate, string? File = null)
{
    private const int Years = 10;

    // Apple's limit for what a server shows; a new one is made at each start.
    private const int MaxDays = 397;

    // Clocks of test machines and containers differ.
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>The certificate alone, for clients.</summary>
    public string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>It will outlive a server that starts now.</summary>
    public bool Lasts(TimeProvider time) => Certificate.NotAfter > time.GetUtcNow().AddDays(MaxDays);

    public static Authority Make(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // OpenSSL looks for a CA by its name: two of one name would be taken for each other.
        var name = $"CN=mock-user-apis CA {RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var (isCa, pathLength) = (true, 0);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, true, pathLength, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return new Authority(request.CreateSelfSigned(now - Slack, now.AddYears(Years)));
    }

    /// <summary>A server's certificate for these names and addresses. Its key is in memory alone.</summary>
    public X509Certificate2 Issue(IReadOnlyList<string> names, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mock-user-apis", key, HashAlgorithmName.SHA256);
        var subject = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            ServerCertificate.Add(subject, name);
        request.CertificateExtensions.Add(subject.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        const string server = "1.3.6.1.5.5.7.3.1";
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(server)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false)
        );
        var now = time.GetUtcNow();
        var serial = RandomNumberGenerator.GetBytes(16);
        // A serial number is positive.
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        using var issued = request.Create(Certificate, now - Slack, now.AddDays(MaxDays), serial);
        using var whole = issued.CopyWithPrivateKey(key);
        return Usable(whole);
    }

    /// <summary>Windows and macOS serve no key that was never in a store; a PFX is one.</summary>
    public static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}
