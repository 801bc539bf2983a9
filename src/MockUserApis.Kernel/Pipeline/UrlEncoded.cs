using System.Text;
using System.Text.Unicode;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>, strictly.</summary>
internal static class UrlEncoded
{
    /// <param name="goesOn">Leaves out what is wrong and reads the rest.</param>
    public static Refusal.Malformed? Read(ReadOnlySpan<byte> body, FormFields fields, bool goesOn)
    {
        if (body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
        {
            return new Refusal.Malformed("it is JSON, not a form: send Content-Type: application/json", 1, 1);
        }

        // Read as one field it would be kept under a name that no secret has.
        if (body.StartsWith("--"u8) && body.IndexOf((byte)'\n') >= 0)
        {
            return new Refusal.Malformed("it has parts: send Content-Type: multipart/form-data; boundary=…", 1, 1);
        }

        for (var at = 0; at < body.Length; )
        {
            var length = body[at..].IndexOf((byte)'&');
            var pair = length < 0 ? body[at..] : body.Slice(at, length);
            var problem = pair.Length > 0 ? Take(pair, fields) : null;
            if (problem is not null && !goesOn)
                return problem with { Column = at + 1 };
            at += pair.Length + 1;
        }

        return null;
    }

    private static Refusal.Malformed? Take(ReadOnlySpan<byte> pair, FormFields fields)
    {
        var equals = pair.IndexOf((byte)'=');
        var name = Decoded(equals < 0 ? pair : pair[..equals]);
        var value = equals < 0 ? "" : Decoded(pair[(equals + 1)..]);
        if (name is not null && value is not null)
            return fields.Add(name, value);
        return new Refusal.Malformed("a key or a value is not UTF-8 in percent-encoding", 1, 1);
    }

    // Unlike the framework's decoders, which leave a stray % as it is and put U+FFFD for what is no UTF-8.
    private static string? Decoded(ReadOnlySpan<byte> raw)
    {
        var bytes = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '%')
            {
                bytes[length++] = raw[i] == '+' ? (byte)' ' : raw[i];
                continue;
            }

            if (raw.Length < i + 3 || !IsHex(raw[i + 1]) || !IsHex(raw[i + 2]))
                return null;
            bytes[length++] = Convert.FromHexString([(char)raw[i + 1], (char)raw[i + 2]])[0];
            i += 2;
        }

        var decoded = bytes.AsSpan(0, length);
        return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);
}
