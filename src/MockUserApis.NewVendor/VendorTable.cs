namespace MockUserApis.NewVendor;

/// <summary>The table of vendors in the README.</summary>
internal static class VendorTable
{
    private const string Head = "| vendor, and its operations | address | credential | update |";
    private const int BasePort = 5080;

    /// <summary>The README with a row for a new vendor; the build will count its ASSUMED rules.</summary>
    public static string With(Sketch sketch, string readme)
    {
        var lines = readme.Split('\n').ToList();
        var at = lines.FindIndex(line => line.StartsWith(Head, StringComparison.Ordinal));
        if (at < 0)
            throw new NewVendorException($"README.md has no table of vendors: a line that starts with {Head}");
        while (at < lines.Count && lines[at].StartsWith('|'))
            at++;
        lines.Insert(at, Row(sketch));
        return string.Join('\n', lines);
    }

    private static string Row(Sketch sketch)
    {
        var name = $"mock-{sketch.Slug}-key";
        var credential =
            sketch.Scheme == "Basic " ? $"Basic `mock:{name}`" : $"`{sketch.Header}: {sketch.Scheme}{name}`";
        var address = $"`127.0.0.1:{Texts.Number(BasePort + sketch.PortOffset)}`";
        var update = $"`{sketch.Method} {sketch.Collection}/{{id}}{sketch.PathEnd}`";
        var page = $"src/MockUserApis.Vendors/{sketch.Name}/README.md";
        return $"| [{sketch.Title}]({page}) | {address} | {credential} | {update} | `GET`, same path | 0 |";
    }
}
