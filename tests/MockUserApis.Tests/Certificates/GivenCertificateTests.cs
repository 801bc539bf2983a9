using System.Security.Cryptography;

namespace MockUserApis.Tests.Certificates;

/// <summary><c>--cert</c> and <c>--key</c>: what cannot be served is one sentence, before anything listens.</summary>
public sealed class GivenCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Then = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly GivenFiles files = new();

    [Fact]
    public async Task Given_ForLocalhost_IsServedUnderThatName()
    {
        var (certificate, key) = files.Make("localhost");
        await using var server = await Server.StartAsync(Given(certificate, key));
        server.Directory.Root.ShouldBe($"https://localhost:{server.Directory.BasePort}");
        using var client = Trusting.Client(files.CaPem);
        (await client.GetAsync(new Uri(server.Directory.Root + "/_mock/health"))).IsSuccessStatusCode.ShouldBeTrue();
        var answer = await server.Control.SendAsync("GET", "/_mock/ca.pem");
        (answer.Status, answer.Header("Content-Type")).ShouldBe((404, "application/problem+json"));
        answer.Text.ShouldContain("--cert");
    }

    [Fact]
    public void Given_WithoutItsKey_IsRefused()
    {
        var (certificate, key) = files.Make("localhost");
        Refused(Given(certificate, null)).ShouldBe("--cert is given without --key. Give both, or neither.");
        Refused(Given(null, key)).ShouldBe("--key is given without --cert. Give both, or neither.");
        Refused(Given(certificate, key) with { Https = false }).ShouldContain("are for --https");
    }

    [Fact]
    public void Given_OfAnotherKey_IsRefused()
    {
        var (certificate, key) = (files.Make("localhost").Certificate, files.Make("localhost").Key);
        Refused(Given(certificate, key))
            .ShouldBe($"--key {key} is not the key of --cert {certificate}. Give the two that belong.");
    }

    [Fact]
    public void Given_OutOfDate_IsRefusedWithTheDay()
    {
        var (old, oldKey) = files.MakeAt(new At(Then), "localhost");
        Refused(Given(old, oldKey)).ShouldBe($"--cert {old} expired on 2021-02-01. Give one that is in force.");
        var (early, earlyKey) = files.MakeAt(new At(Then.AddYears(30)), "localhost");
        Refused(Given(early, earlyKey)).ShouldContain("is in force from 2049-12-31 on");
    }

    [Fact]
    public void Given_ForAnotherName_IsRefusedWithBothNames()
    {
        var (certificate, key) = files.Make("mock.example.com", "10.0.0.1");
        Refused(Given(certificate, key))
            .ShouldBe(
                $"--cert {certificate} is for mock.example.com, 10.0.0.1, and this mock is at 127.0.0.1, localhost. "
                    + "Give one for one of these, or add its name with --allowed-hosts or --public-url."
            );
        Build(Given(certificate, key) with { AllowedHosts = ["mock.example.com"] });
        Build(Given(certificate, key) with { PublicUrl = new Uri("https://mock.example.com") });
        Build(Given(certificate, key) with { Host = "0.0.0.0", ControlToken = "0123456789abcdef" });
    }

    [Fact]
    public void Given_ForTheMockAlone_IsNoneForAProxy()
    {
        var (certificate, key) = files.Make("localhost");
        var said = Refused(Given(certificate, key) with { Proxy = true });
        said.ShouldContain("is for localhost, and --proxy answers for api.aptrinsic.com, api-eu");
        var hosts = MockFixture.Contracts.SelectMany(v => v.Apis).SelectMany(a => a.Contract.Hosts).Distinct();
        var (whole, wholeKey) = files.Make(["localhost", .. hosts]);
        Build(Given(whole, wholeKey) with { Proxy = true });
    }

    [Fact]
    public void Given_FilesThatAreNone_AreRefusedByTheirNames()
    {
        var (certificate, key) = files.Make("localhost");
        Refused(Given(files.Path("gone.pem"), key)).ShouldStartWith($"--cert {files.Path("gone.pem")} cannot be read");
        Refused(Given(certificate, files.Path("gone.pem"))).ShouldContain("cannot be read");
        Refused(Given(key, key)).ShouldContain("has no certificate in it");
        Refused(Given(certificate, certificate)).ShouldContain("has no private key in it");
        var broken = files.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Refused(Given(broken, key)).ShouldContain("is no certificate");
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var how = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var locked = files.Write("locked.pem", secret.ExportEncryptedPkcs8PrivateKeyPem("secret", how));
        Refused(Given(certificate, locked)).ShouldContain("is encrypted. Give it without a passphrase");
    }

    public void Dispose() => files.Dispose();

    private static MockOptions Given(string? certificate, string? key) =>
        new()
        {
            Port = 0,
            Https = true,
            CertificateFile = certificate,
            KeyFile = key,
        };

    private static void Build(MockOptions options) =>
        ((IDisposable)MockServer.Build(options, MockFixture.Known)).Dispose();

    private static string Refused(MockOptions options)
    {
        var said = Should.Throw<OptionException>(() => Build(options)).Message;
        said.ShouldNotContain("\n");
        return said;
    }
}
