namespace MockUserApis.SpecTool;

/// <summary>A <c>$ref</c> into the same document: <c>#/</c> and a JSON Pointer (RFC 6901).</summary>
internal static class Reference
{
    public static string[] Steps(string reference) => [.. reference.Split('/').Skip(1).Select(Unescape)];

    private static string Unescape(string step) =>
        Uri.UnescapeDataString(step)
            .Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal);
}
