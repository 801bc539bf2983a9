using System.Globalization;
using System.Net;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>A host, without brackets and the dot that may end a full name, and its port.</summary>
/// <param name="Port">Null: none was given.</param>
internal sealed record HostAndPort(string Host, int? Port)
{
    private const int MaxLength = 261;

    /// <summary>Null: it is none.</summary>
    public static HostAndPort? Of(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return null;
        var isBracketed = text[0] == '[';
        var end = isBracketed
            ? text.IndexOf(']', StringComparison.Ordinal) + 1
            : text.IndexOf(':', StringComparison.Ordinal);
        if (end < 0)
            end = text.Length;
        var host = isBracketed && end > 2 ? text[1..(end - 1)] : text[..end].TrimEnd('.');
        var isHost = isBracketed ? IPAddress.TryParse(host, out _) : Uri.CheckHostName(host) != UriHostNameType.Unknown;
        if (!isHost)
            return null;
        if (end == text.Length)
            return new(host, null);
        const NumberStyles digits = NumberStyles.None;
        return
            text[end] == ':'
            && int.TryParse(text.AsSpan(end + 1), digits, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue
            ? new(host, port)
            : null;
    }
}
