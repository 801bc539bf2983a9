using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>One address in the many ways in which a client can write it: a server may take any for the same.</summary>
internal static class Spelling
{
    private delegate string Head(string method, string path, int port);

    private static readonly Dictionary<string, Func<string, string>> Paths = new()
    {
        ["as it is"] = p => p,
        ["upper case"] = p => p.ToUpperInvariant(),
        ["mixed case"] = p => string.Concat(p.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : c)),
        ["its start encoded"] = p => p.Replace("/_mock", "/%5F%6dock", StringComparison.Ordinal),
        ["every letter encoded"] = p => string.Concat(p.Select(c => char.IsAsciiLetter(c) ? $"%{(int)c:X2}" : $"{c}")),
        ["two slashes first"] = p => "/" + p,
        ["two slashes within"] = p => p.Replace("_mock/", "_mock//", StringComparison.Ordinal),
        ["a slash at the end"] = p => p + "/",
        ["an encoded slash"] = p => p.Replace("_mock/", "_mock%2f", StringComparison.Ordinal),
        ["a dot segment"] = p => "/." + p,
        ["two dots"] = p => "/x/.." + p,
        ["encoded dots"] = p => "/x/%2e%2E" + p,
        ["dots within"] = p => p.Replace("_mock/", "_mock/x/../", StringComparison.Ordinal),
        ["a parameter"] = p => p + ";x=1",
        ["a query"] = p => p + "?token=x",
        ["a null"] = p => p + "%2500",
    };

    private static readonly Dictionary<string, Head> Heads = new()
    {
        ["origin form"] = (method, path, port) => Line(method, path, "1.1", $"Host: 127.0.0.1:{port}\r\n"),
        ["absolute form"] = (method, path, port) =>
            Line(method, $"http://127.0.0.1:{port}{path}", "1.1", $"Host: 127.0.0.1:{port}\r\n"),
        ["HTTP/1.0"] = (method, path, _) => Line(method, path, "1.0", ""),
        ["HTTP/1.0, absolute form"] = (method, path, port) =>
            Line(method, $"http://127.0.0.1:{port}{path}", "1.0", $"Host: 127.0.0.1:{port}\r\n"),
        ["method in lower case"] = (method, path, port) =>
            Line(method.ToLowerInvariant(), path, "1.1", $"Host: 127.0.0.1:{port}\r\n"),
    };

    /// <summary>Whole requests without a body, each with the name of its spelling.</summary>
    public static IEnumerable<(string Name, byte[] Request)> Of(string method, string path, int port) =>
        from spelt in Paths
        from head in Heads
        let target = spelt.Value(path)
        let request = head.Value(method, target, port)
        select ($"{method} {target} ({spelt.Key}, {head.Key})", Encoding.ASCII.GetBytes(request));

    /// <summary>One path in a spelling that chance picks.</summary>
    public static string Any(string path, Random random)
    {
        var spelt = Paths.Values.ElementAt(random.Next(Paths.Count))(path);
        if (random.Next(2) == 0)
            spelt = Paths.Values.ElementAt(random.Next(Paths.Count))(spelt);
        return random.Next(4) == 0 ? spelt.Insert(random.Next(spelt.Length) + 1, "%2e") : spelt;
    }

    // HTTP/1.0 has no other way to say that no body comes.
    private static string Line(string method, string target, string version, string headers) =>
        $"{method} {target} HTTP/{version}\r\n{headers}{(method == "GET" ? "" : "Content-Length: 0\r\n")}"
        + "Connection: close\r\n\r\n";
}
