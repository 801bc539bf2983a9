using System.Text;

namespace MockUserApis.Configuration;

/// <summary>A file as text, read no further than a configuration can be long.</summary>
internal static class ConfigText
{
    public const int MaxBytes = 4 << 20;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    public static string Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[4096];
            var length = 0;
            while (file.Read(bytes, length, bytes.Length - length) is > 0 and var more)
            {
                length += more;
                if (length > MaxBytes)
                    throw Wrong(path, $"it is longer than {MaxBytes >> 20} MiB. Name a file of YAML");
                if (length == bytes.Length)
                    Array.Resize(ref bytes, length * 2);
            }

            var text = bytes.AsSpan(0, length);
            return Strict.GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text);
        }
        catch (DecoderFallbackException error)
        {
            throw Wrong(path, "it is not text in UTF-8. Save it as that", error);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var why = error.Message.TrimEnd('.');
            throw Wrong(path, $"{why}. Name a file that can; \"mock-user-apis init\" writes one", error);
        }
    }

    private static ConfigException Wrong(string path, string why, Exception? cause = null) =>
        new([$"{path} cannot be read: {why}."], cause);
}
