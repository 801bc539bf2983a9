using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Certificates;

/// <summary>The certificate of <c>--cert</c> with the key of <c>--key</c>, PEM both.</summary>
internal sealed record GivenCertificate(string File, X509Certificate2 Certificate, X509Certificate2Collection Chain)
{
    private const string Label = "BEGIN CERTIFICATE";

    /// <exception cref="OptionException">They are no certificate and its key, or not in force.</exception>
    public static GivenCertificate Read(string file, string key, TimeProvider time)
    {
        var text = Text("--cert", file);
        var secret = Text("--key", key);
        if (!text.Contains(Label, StringComparison.Ordinal))
            throw new OptionException($"--cert {file} has no certificate in it. Give a PEM file ({Label}).");
        if (secret.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw new OptionException(
                $"--key {key} is encrypted. Give it without a passphrase: openssl pkey -in {key} -out plain.pem"
            );
        }

        if (!secret.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw new OptionException($"--key {key} has no private key in it. Give a PEM file (BEGIN PRIVATE KEY).");
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(text);
        }
        catch (CryptographicException error)
        {
            throw new OptionException($"--cert {file} is no certificate: {error.Message} Give a PEM file.", error);
        }

        var certificate = Whole(file, key, text, secret);
        Check(file, certificate, time.GetUtcNow());
        chain.RemoveAt(0);
        return new GivenCertificate(file, certificate, chain);
    }

    /// <summary>The same, if clients can verify it by a name that this server has.</summary>
    /// <param name="known">Names of the server, the most likely first.</param>
    /// <param name="any">It listens at every address: it may have more names.</param>
    /// <param name="proxied">Each of these it must be for.</param>
    public ServerCertificate For(IReadOnlyList<string> known, bool any, IReadOnlyList<string> proxied)
    {
        var missing = proxied.Where(host => !IsFor(host.Replace("*", "any", StringComparison.Ordinal))).ToList();
        if (missing.Count > 0)
        {
            throw new OptionException(
                $"--cert {File} is for {Names}, and --proxy answers for {string.Join(", ", missing)} too. Give one "
                    + "that is for all of them, or leave --cert and --key out: the mock's own CA signs one."
            );
        }

        var name = known.FirstOrDefault(IsFor) ?? (any ? First : null);
        return name is not null
            ? new ServerCertificate(Certificate, Chain, name, null)
            : throw new OptionException(
                $"--cert {File} is for {Names}, and this mock is at {string.Join(", ", known)}. Give one for one of "
                    + "these, or add its name with --allowed-hosts or --public-url."
            );
    }

    private bool IsFor(string name) => Certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false);

    private X509SubjectAlternativeNameExtension? Subject =>
        Certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();

    private string? First => Subject?.EnumerateDnsNames().FirstOrDefault(n => !n.StartsWith('*'));

    private string Names =>
        Subject is { } subject
            ? string.Join(", ", [.. subject.EnumerateDnsNames(), .. subject.EnumerateIPAddresses().Select(a => $"{a}")])
            : "no name (it has no subject alternative names)";

    private static X509Certificate2 Whole(string file, string key, string text, string secret)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPem(text, secret);
            return Authority.Usable(read);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new OptionException($"--key {key} is not the key of --cert {file}. Give the two that belong.", error);
        }
    }

    private static void Check(string file, X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, to) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (now.UtcDateTime > to)
            throw new OptionException($"--cert {file} expired on {Day(to)}. Give one that is in force.");
        if (now.UtcDateTime < from)
            throw new OptionException($"--cert {file} is in force from {Day(from)} on. Give one that is so today.");
    }

    private static string Day(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(string option, string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new OptionException($"{option} {path} cannot be read: {error.Message} Name a PEM file.", error);
        }
    }
}
