using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>An operation that could be the update of one user.</summary>
/// <param name="Path">As the file has it.</param>
/// <param name="Collection">The path before its parameter.</param>
/// <param name="PathEnd">What follows the parameter: a slash, or nothing.</param>
/// <param name="Method">In lower case.</param>
/// <param name="Body">The schema of its body.</param>
internal sealed record SourceUpdate(string Path, string Collection, string PathEnd, string Method, JsonObject Body)
{
    /// <summary>The highest is taken.</summary>
    public int Rank { get; init; }

    /// <summary>A path that ends in its only parameter, without it; null: it is another path.</summary>
    public static (string Collection, string End)? Split(string path)
    {
        var end = path.EndsWith('/') ? "/" : "";
        var parts = path.TrimEnd('/').Split('/');
        if (parts.Length < 3 || Parameters.Count(path) != 1 || parts[^1] is not ['{', .., '}'])
            return null;
        return (string.Join('/', parts[..^1]), end);
    }
}
