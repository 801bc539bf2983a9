using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Certificates;

/// <summary>
/// Where the mock's own CA is kept from start to start, so that clients need be given it once: <c>ca-key.pem</c>, with
/// the key and the certificate, for its owner alone, and <c>ca.pem</c>, made of it, for clients.
/// </summary>
public static class KeptAuthority
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Below the user's data folder: <c>XDG_DATA_HOME</c>, or what the system has for it.</summary>
    public static string Usual =>
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "mock-user-apis"
        );

    /// <summary>The CA that is there; one that is made when there is none, or when it soon ends.</summary>
    /// <exception cref="OptionException">There is none, and none can be made.</exception>
    public static Authority Open(string folder, TimeProvider time)
    {
        try
        {
            Make(folder);
            var kept = Path.Combine(folder, "ca-key.pem");
            var file = new OutputFile(kept, "The mock's CA", isPrivate: true);
            if (!File.Exists(kept))
                file.WriteNew(Text(Authority.Make(time)));
            var authority = Read(kept);
            if (!authority.Lasts(time))
            {
                file.Write(Text(Authority.Make(time)));
                authority = Read(kept);
            }

            var shown = Path.Combine(folder, "ca.pem");
            if (!File.Exists(shown) || File.ReadAllText(shown) != authority.Pem)
                new OutputFile(shown, "The CA's certificate", false).Write(Encoding.ASCII.GetBytes(authority.Pem));
            return authority with { File = shown };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OutputFileException)
        {
            throw new OptionException(
                $"The mock keeps its CA in {folder}, and that fails: {error.Message.TrimEnd('.')}. Set XDG_DATA_HOME "
                    + "to a folder of yours, or give --cert FILE and --key FILE.",
                error
            );
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Ours | UnixFileMode.UserExecute);
    }

    private static byte[] Text(Authority made)
    {
        using var key = made.Certificate.GetECDsaPrivateKey()!;
        return Encoding.ASCII.GetBytes($"{key.ExportPkcs8PrivateKeyPem()}\n{made.Pem}");
    }

    private static Authority Read(string path)
    {
        if (FileFacts.Of(path, follow: true) is { IsOurs: false })
            throw Refused($"belongs to another user. Set XDG_DATA_HOME to a folder of yours.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Ours) != 0)
            throw Refused(
                $"may be read by others. Delete it, and a new CA is made, or, if nobody did: chmod 600 {path}"
            );
        try
        {
            var text = File.ReadAllText(path);
            return new Authority(X509Certificate2.CreateFromPem(text, text));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw Refused("holds no certificate with its key. Delete it, and a new CA is made for clients to trust.");
        }

        OptionException Refused(string what) => new($"The mock's CA, {path}, {what}");
    }
}
