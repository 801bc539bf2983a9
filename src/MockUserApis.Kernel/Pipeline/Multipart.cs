using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Reads <c>multipart/form-data</c> (RFC 7578), strictly. All its parts are text, in UTF-8, those of files too; a file
/// is refused where the contract has none.
/// </summary>
internal static class Multipart
{
    private const int MaxBoundaryLength = 70;
    private const int MaxHeaderLines = 8;
    private const int MaxHeaderLength = 1024;

    private static ReadOnlySpan<byte> LineBreak => "\r\n"u8;

    /// <param name="goesOn">Leaves out parts that are wrong and reads the rest.</param>
    public static Refusal.Malformed? Read(ReadOnlySpan<byte> body, string contentType, FormFields fields, bool goesOn)
    {
        if (BoundaryOf(contentType) is not { } boundary)
        {
            return new Refusal.Malformed("Content-Type names no boundary of 1 to 70 characters", 1, 1);
        }

        ReadOnlySpan<byte> delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        var at = delimiter.Length - LineBreak.Length;
        var isBegun = body.StartsWith(delimiter[LineBreak.Length..]);
        if (!isBegun)
            return JsonProblem.At(body, 0, "it does not begin with the boundary");
        while (!body[at..].StartsWith("--"u8))
        {
            var isEnded = body[at..].StartsWith(LineBreak);
            if (!isEnded)
                return JsonProblem.At(body, at, "no line break stands behind a boundary");
            at += LineBreak.Length;
            var length = body[at..].IndexOf(delimiter);
            if (length < 0)
                return JsonProblem.At(body, at, "the last boundary is missing");
            if (Take(body.Slice(at, length), fields) is { } problem && !goesOn)
            {
                return JsonProblem.At(body, at, problem.Problem) with { Rule = problem.Rule };
            }

            at += length + delimiter.Length;
        }

        var isEnd = body[(at + 2)..].Trim(LineBreak).IsEmpty;
        return isEnd ? null : JsonProblem.At(body, at + 2, "something stands behind the last boundary");
    }

    private static string? BoundaryOf(string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType.TrimEnd(' ', '\t', ';'), out var parsed))
            return null;
        var named = parsed.Parameters.Where(p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase));
        if (named.ToList() is not [var one])
            return null;
        var text = Bare(one.Value).ToString();
        return text.Length is > 0 and <= MaxBoundaryLength && Ascii.IsValid(text) ? text : null;
    }

    private static Refusal.Malformed? Take(ReadOnlySpan<byte> part, FormFields fields)
    {
        var end = part.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return Problem("a part has no empty line between its headers and its text");
        var isReadable = end <= MaxHeaderLength && Utf8.IsValid(part[..end]);
        if (!isReadable)
            return Problem("a part's headers are too long, or not UTF-8");
        var lines = Encoding.UTF8.GetString(part[..end]).Split("\r\n");
        if (lines.Length > MaxHeaderLines)
            return Problem($"a part has more than {MaxHeaderLines} headers");
        var about = new PartHeaders();
        foreach (var line in lines)
        {
            if (about.Read(line) is { } problem)
                return Problem(problem);
        }

        if (about.Name is not { } name)
            return Problem("a part has no name: Content-Disposition: form-data; name=\"…\"");
        if (about.Problem(fields.IsFile(name)) is { } wrong)
            return Problem(wrong);
        var text = part[(end + 4)..];
        return Utf8.IsValid(text)
            ? fields.Add(name, Encoding.UTF8.GetString(text))
            : Problem("a part's text is not UTF-8");
    }

    private static StringSegment Bare(StringSegment text) => HeaderUtilities.RemoveQuotes(text);

    private static Refusal.Malformed Problem(string sentence) => new(sentence, 1, 1);
}
