using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>
/// A context path below which the vendor's server answers too: <c>x-path-prefixes</c> of a spec, whose own paths stay
/// without it.
/// </summary>
/// <param name="Prefix">Such as <c>/app</c>, without a slash at its end.</param>
/// <param name="Below">Only paths that begin so have it.</param>
public sealed record PathPrefix(string Prefix, string Below, Rule Rule)
{
    /// <summary>The path without the prefix; null when it has not got it.</summary>
    public string? Strip(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal)
        && path.AsSpan(Prefix.Length).StartsWith(Below, StringComparison.Ordinal)
            ? path[Prefix.Length..]
            : null;

    internal static IReadOnlyList<PathPrefix> Of(JsonElement document) =>
        document.TryGetProperty("x-path-prefixes", out var all) ? [.. all.EnumerateArray().Select(Read)] : [];

    private static PathPrefix Read(JsonElement json)
    {
        var prefix = json.GetProperty("prefix").GetString()!;
        var rule = Rule.Parse("paths" + prefix, json.GetProperty("x-evidence").GetString()!);
        return new PathPrefix(prefix, json.GetProperty("below").GetString()!, rule);
    }
}
