using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// <c>traceparent</c> of W3C Trace Context: in which trace a request is. A malformed one, or two, count as none, as the
/// recommendation asks.
/// </summary>
internal static class TraceParent
{
    // 00-TRACE-PARENT-FLAGS: 32, 16 and 2 hex digits. A later version may add to it.
    private const int Length = 55;
    private const string FirstVersion = "00";
    private const string NoVersion = "ff";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Null: none was sent.</summary>
    public static string? TraceId(IHeaderDictionary headers) => Find(headers)?.Substring(3, 32);

    /// <summary>
    /// The span that asked, for a span of ours to be its child. Without <c>tracestate</c>, in which anything may be.
    /// </summary>
    public static ActivityContext Context(IHeaderDictionary headers) =>
        Find(headers) is { } text
            ? new ActivityContext(
                ActivityTraceId.CreateFromString(text.AsSpan(3, 32)),
                ActivitySpanId.CreateFromString(text.AsSpan(36, 16)),
                (Convert.FromHexString(text.AsSpan(53, 2))[0] & 1) == 1
                    ? ActivityTraceFlags.Recorded
                    : ActivityTraceFlags.None,
                isRemote: true
            )
            : default;

    public static bool IsTraceId(ReadOnlySpan<char> text) => text.Length == 32 && IsId(text);

    private static string? Find(IHeaderDictionary headers) =>
        headers.TraceParent is [{ Length: >= Length } text] && IsValid(text) ? text : null;

    private static bool IsValid(ReadOnlySpan<char> text)
    {
        var version = text[..2];
        if (!IsHex(version) || version is NoVersion || (version is FirstVersion && text.Length > Length))
            return false;
        if (text.Length > Length && text[Length] != '-')
            return false;
        return text[2] == '-'
            && IsId(text.Slice(3, 32))
            && text[35] == '-'
            && IsId(text.Slice(36, 16))
            && text[52] == '-'
            && IsHex(text.Slice(53, 2));
    }

    private static bool IsId(ReadOnlySpan<char> text) => IsHex(text) && text.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);
}
