namespace MockUserApis.Kernel.Diagnoses;

/// <summary>A request as a shell line.</summary>
internal static class Curl
{
    public static string Of(string method, string url, IEnumerable<KeyValuePair<string, string>> headers, string? body)
    {
        var line =
            "curl -i"
            + method switch
            {
                "GET" => "",
                "HEAD" => " -I",
                _ => " -X " + method,
            };
        foreach (var (name, value) in headers)
            line += " -H " + Quote($"{name}: {value}");
        if (body is not null)
            line += " --data-raw " + Quote(body);
        return line + " " + Quote(url);
    }

    private static string Quote(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
