using System.IO.Compression;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Kernel.Pipeline;

internal enum Coding : byte
{
    Unknown,
    Gzip,
    Deflate,
    Brotli,
}

internal enum InflationOutcome : byte
{
    Done,
    TooLarge,
    Broken,
    Unknown,
}

/// <summary>Undoes a content coding (RFC 9110 8.4.1) within a bound: a kilobyte can stand for a megabyte.</summary>
internal static class Inflation
{
    private const int Piece = 16 << 10;

    /// <summary>One coding; a list of several is not supported.</summary>
    public static Coding CodingOf(string sent) =>
        sent.Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => Coding.Gzip,
            "deflate" => Coding.Deflate,
            "br" => Coding.Brotli,
            _ => Coding.Unknown,
        };

    /// <summary>Puts the inflated body in the place of the sent one, which stays where that fails.</summary>
    public static InflationOutcome Run(Exchange exchange, Coding coding, long limit)
    {
        if (coding == Coding.Unknown)
            return InflationOutcome.Unknown;
        var target = new MemoryStream();
        try
        {
            using var source = Open(coding, exchange.BodyBytes.ToArray());
            var piece = new byte[Piece];
            while (source.Read(piece) is var read and > 0)
            {
                if (target.Length + read > limit)
                    return InflationOutcome.TooLarge;
                target.Write(piece, 0, read);
            }
        }
        // The last one is Brotli's.
        catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException)
        {
            return InflationOutcome.Broken;
        }

        exchange.Replace(target.GetBuffer().AsMemory(0, (int)target.Length));
        exchange.IsInflated = true;
        return InflationOutcome.Done;
    }

    private static Stream Open(Coding coding, byte[] body) =>
        coding switch
        {
            Coding.Gzip => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            Coding.Brotli => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            _ when HasZlibHeader(body) => new ZLibStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new DeflateStream(new MemoryStream(body), CompressionMode.Decompress),
        };

    // The coding's name means zlib (RFC 1950); some clients send the bare deflate data.
    private static bool HasZlibHeader(byte[] body) =>
        body is [var first, var second, ..] && (first & 15) == 8 && ((first << 8) + second) % 31 == 0;
}
