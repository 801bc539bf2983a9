using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MockUserApis.Kernel.Certificates;

namespace MockUserApis.Tests.Certificates;

/// <summary>Certificates with their keys in files, as somebody else's CA gives them.</summary>
internal sealed class GivenFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-certificates-");
    private int count;

    /// <summary>The CA's certificate, for clients.</summary>
    public string CaPem { get; private set; } = "";

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    public (string Certificate, string Key) Make(params string[] names) => MakeAt(TimeProvider.System, names);

    public (string Certificate, string Key) MakeAt(TimeProvider time, params string[] names)
    {
        var authority = Authority.Make(time);
        CaPem = authority.Pem;
        using var issued = authority.Issue(names, time);
        using var key = issued.GetECDsaPrivateKey()!;
        var at = ++count;
        var files = (Path($"{at}.pem"), Path($"{at}-key.pem"));
        File.WriteAllText(files.Item1, issued.ExportCertificatePem() + "\n" + authority.Pem);
        File.WriteAllText(files.Item2, Exportable(key).ExportPkcs8PrivateKeyPem());
        return files;
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public void Dispose() => folder.Delete(recursive: true);

    // What came out of a PFX may leave only encrypted.
    private static ECDsa Exportable(ECDsa key)
    {
        var plain = ECDsa.Create();
        const string passphrase = "of no account";
        var how = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        plain.ImportEncryptedPkcs8PrivateKey(passphrase, key.ExportEncryptedPkcs8PrivateKey(passphrase, how), out _);
        return plain;
    }
}
