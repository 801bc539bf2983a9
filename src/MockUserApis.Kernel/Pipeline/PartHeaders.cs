using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>The headers of one part of <c>multipart/form-data</c>, in whatever order they come.</summary>
internal sealed class PartHeaders
{
    private bool isFile;
    private string? type;

    /// <summary>What the part is called; null: no header has said it yet.</summary>
    public string? Name { get; private set; }

    /// <summary>Takes one header in; what is wrong with it, or null.</summary>
    public string? Read(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return "a part's header is no header";
        var value = line[(colon + 1)..].Trim(' ', '\t');
        switch (line[..colon].ToLowerInvariant())
        {
            case "content-disposition":
                return Name is null ? Disposition(value) : "a part has two names";
            case "content-type":
                type = value;
                return null;
            case "content-transfer-encoding":
                return IsAsItIs(value) ? null : "a part is encoded";
            default:
                return null;
        }
    }

    /// <summary>What is wrong with them all; null: nothing. A file says by its type what it likes, in UTF-8.</summary>
    public string? Problem(bool mayBeFile)
    {
        if (isFile && !mayBeFile)
            return "a part is a file, and no field here is one";
        if (type is null || IsText(type, mayBeFile))
            return null;
        return mayBeFile ? "a file is not in UTF-8" : "a part is no text/plain in UTF-8";
    }

    private string? Disposition(string value)
    {
        var isOne = ContentDispositionHeaderValue.TryParse(value, out var parsed);
        if (!isOne)
            return "a part's Content-Disposition is invalid";
        isFile = parsed!.FileName.HasValue || parsed.FileNameStar.HasValue;
        var isField = parsed.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase);
        if (isField && parsed.Name.HasValue)
            Name = HeaderUtilities.UnescapeAsQuotedString(parsed.Name).ToString();
        return null;
    }

    private static bool IsText(string value, bool ofAnyKind) =>
        MediaTypeHeaderValue.TryParse(value, out var type)
        && (ofAnyKind || type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || Bare(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static StringSegment Bare(StringSegment text) => HeaderUtilities.RemoveQuotes(text);

    private static bool IsAsItIs(string value) => value.ToLowerInvariant() is "7bit" or "8bit" or "binary";
}
