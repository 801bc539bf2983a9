namespace MockUserApis.Pacts;

/// <summary>A vendor as a running mock describes it, or a later one of its APIs.</summary>
/// <param name="Slug">The vendor's, below which both are.</param>
/// <param name="UpdatePath">The template of its documented update, whose parameter is the id that states take.</param>
internal sealed record KnownVendor(
    string Name,
    string Slug,
    string Title,
    string UpdatePath,
    IReadOnlyList<(string Method, string Path)> Operations
)
{
    /// <summary>Whether a pact's provider means it: by name, slug or title, in any spelling.</summary>
    public bool IsCalled(string provider) => new[] { Name, Slug, Title }.Any(n => Plain(n) == Plain(provider));

    /// <summary>
    /// The id, as states take it, of the user that a request's path names; null when it names none so.
    /// </summary>
    public string? UserIn(string method, string path)
    {
        var fitting = Operations.Where(o =>
            o.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && Segments(o.Path, path) is not null
        );
        if (fitting.MaxBy(o => Literals(o.Path)) is not { Path: { } template })
            return null;
        var head = UpdatePath[..(UpdatePath.IndexOf('}', StringComparison.Ordinal) + 1)];
        if (template != head && !template.StartsWith(head + "/", StringComparison.Ordinal))
            return null;
        var id = Segments(template, path)![head.Count(c => c == '/')];
        return id.Length == 0 ? null : Uri.UnescapeDataString(id);
    }

    private static int Literals(string template) =>
        template.Split('{', '}').Where((_, i) => i % 2 == 0).Sum(t => t.Length);

    // The path's segments when they fit the template's; a parameter may have text before it, as in "@{memberId}".
    private static string[]? Segments(string template, string path)
    {
        var (wanted, sent) = (template.Split('/'), path.Split('/'));
        return wanted.Length == sent.Length && wanted.Zip(sent).All(pair => Fits(pair.First, pair.Second))
            ? sent
            : null;
    }

    private static bool Fits(string wanted, string sent)
    {
        var start = wanted.IndexOf('{', StringComparison.Ordinal);
        var end = wanted.IndexOf('}', StringComparison.Ordinal);
        return start < 0
            ? wanted == sent
            : sent.Length > start
                && sent.StartsWith(wanted[..start], StringComparison.Ordinal)
                && sent.EndsWith(wanted[(end + 1)..], StringComparison.Ordinal);
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
