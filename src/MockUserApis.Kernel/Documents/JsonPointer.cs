using System.Text;

namespace MockUserApis.Kernel.Documents;

/// <summary>RFC 6901 escaping.</summary>
public static class JsonPointer
{
    /// <summary>A pointer is cut at this length: names are the client's, and each finding repeats them.</summary>
    public const int MaxLength = 2048;

    /// <summary>The pointer of escaped segments, cut with an ellipsis where it is too long.</summary>
    public static string Of(IEnumerable<string> segments)
    {
        var pointer = new StringBuilder();
        foreach (var segment in segments)
        {
            pointer.Append('/').Append(segment.AsSpan(0, Math.Min(segment.Length, MaxLength)));
            if (pointer.Length > MaxLength)
                break;
        }

        return Cut(pointer.ToString());
    }

    /// <summary>The pointer, or its beginning and an ellipsis: never half a character or half an escape.</summary>
    public static string Cut(string pointer)
    {
        if (pointer.Length <= MaxLength)
            return pointer;
        var length = IsHalf(pointer[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return string.Concat(pointer.AsSpan(0, length), "…");
    }

    public static string Escape(string segment) =>
        segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool IsHalf(char last) => last == '~' || char.IsHighSurrogate(last);

    public static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
