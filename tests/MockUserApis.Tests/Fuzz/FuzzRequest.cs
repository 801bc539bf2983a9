using System.Globalization;
using System.Text;

namespace MockUserApis.Tests.Fuzz;

/// <summary>One request as it goes on the wire, made of an operation of a spec.</summary>
internal sealed record FuzzRequest(
    Operation Operation,
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body,
    string? Key
)
{
    private static readonly string[] Methods =
    [
        "GET",
        "PUT",
        "POST",
        "PATCH",
        "DELETE",
        "HEAD",
        "OPTIONS",
        "TRACE",
        "PROPFIND",
        "get",
        "M-SEARCH",
    ];
    private static readonly string[] MediaTypes =
    [
        "application/json; charset=utf-8",
        "application/json;charset=UTF-16",
        "APPLICATION/JSON",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json, text/html",
        "application/vnd.api+json",
        "",
        ";",
        "application/json; charset=\"",
        "*/*",
    ];
    private static readonly string[] Strange =
    [
        "X-Mock-Evidence",
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Content-Encoding",
        "If-Match",
        "If-None-Match",
        "Range",
        "Cookie",
        "Forwarded",
        "X-Forwarded-For",
        "X-HTTP-Method-Override",
        "X-Forwarded-Prefix",
        "Origin",
        "Referer",
        "User-Agent",
        "Upgrade-Insecure-Requests",
        "x",
        "Authorization",
        "Date",
        "Via",
    ];

    /// <summary>A request that means well: a write of a body that mostly fits the contract, or a read.</summary>
    public static FuzzRequest Of(
        Asked vendor,
        IReadOnlyList<KeyValuePair<string, string>> credential,
        IReadOnlyList<string> keys,
        Random random
    )
    {
        var operation =
            random.Next(3) == 0 ? vendor.Api.Updating : FuzzText.Pick(vendor.Api.Contract.Operations, random);
        var key = operation.Parameters.Any(p => p.In == "path")
            ? random.Next(12) == 0
                ? Bare(FuzzText.Plain(random))
                : FuzzText.Pick(keys, random)
            : null;
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(p => p.In == "path"))
            path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(key!), StringComparison.Ordinal);
        if (random.Next(40) == 0)
            path = Bent(path, random);
        var body =
            operation.Body is not null || random.Next(30) == 0
                ? random.Next(40) == 0
                    ? null
                    : operation.Body is null
                        ? Encoding.UTF8.GetBytes(FuzzText.Any(random))
                        : FuzzBody.Of(operation, key, random)
                : null;
        var method = random.Next(40) == 0 ? FuzzText.Pick(Methods, random) : operation.Method;
        if (vendor.Api.Contract.Prefixes is { Count: > 0 } prefixes && random.Next(5) == 0)
        {
            path = FuzzText.Pick(prefixes, random).Prefix + path;
        }

        var form = FormFor(operation, random);
        if (form is not null)
            body = FuzzForm.Of(operation, random, form);
        var headers = Headed(credential, body, random, form ?? "application/json");
        return new FuzzRequest(operation, method, path + Query(operation, random), headers, body, key);
    }

    private static string? FormFor(Operation operation, Random random)
    {
        if (operation.File is { } file && random.Next(10) > 0)
            return random.Next(2) == 0 ? FormOf.Multipart : file.MediaType;
        if (operation.Form is null || random.Next(3) > 0)
            return null;
        return operation.Multipart is not null && random.Next(2) == 0 ? FormOf.Multipart : FormOf.UrlEncoded;
    }

    /// <summary>It says that a page sent it: the mock itself may refuse that.</summary>
    public bool IsOfAPage => Headers.Any(h => h.Key == "Origin");

    public byte[] Bytes => KeptConnection.Bytes(Method, Target, Headers, Body);

    public override string ToString()
    {
        var text =
            $"{Method} {Target} [{string.Join(", ", Headers.Select(h => $"{h.Key}: {h.Value}"))}] "
            + $"{(Body is null ? "" : Encoding.UTF8.GetString(Body))}";
        return text.Length <= 1500 ? text : text[..1500] + "…";
    }

    private static string Query(Operation operation, Random random)
    {
        var sent = new List<string>();
        foreach (var parameter in operation.Parameters.Where(p => p.In == "query"))
        {
            if (!parameter.Required && random.Next(3) > 0)
                continue;
            for (var i = random.Next(10) == 0 ? 3 : 1; i > 0; i--)
                sent.Add($"{parameter.Name}={Argument(parameter, random)}");
        }

        if (random.Next(25) == 0)
            sent.Add(Uri.EscapeDataString(FuzzText.Plain(random)) + "=" + Uri.EscapeDataString(FuzzText.Plain(random)));
        if (random.Next(60) == 0)
            sent.Add(
                FuzzText.Pick(
                    ["%", "%zz=1", "=", "&&&", "a=b=c", "%ff=%fe", "a[]=1&a[]=2", "?x?", new string('a', 2000)],
                    random
                )
            );
        return sent.Count == 0 ? "" : "?" + string.Join('&', sent);
    }

    private static string Argument(Parameter parameter, Random random) =>
        random.Next(3) switch
        {
            0 => Uri.EscapeDataString(FuzzText.Plain(random)),
            1 => FuzzText.Number(random),
            _ => Uri.EscapeDataString(Sample.Valid(parameter.Schema)?.ToString() ?? ""),
        };

    private static List<KeyValuePair<string, string>> Headed(
        IReadOnlyList<KeyValuePair<string, string>> credential,
        byte[]? body,
        Random random,
        string mediaType
    )
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in credential)
        {
            if (random.Next(60) == 0)
                continue;
            headers.Add(
                new(
                    random.Next(5) == 0 ? name.ToUpperInvariant() : name,
                    random.Next(60) == 0 ? Line(FuzzText.Plain(random)) : value
                )
            );
            if (random.Next(100) == 0)
                headers.Add(headers[^1]);
        }

        if (body is not null && random.Next(40) > 0)
            headers.Add(new("Content-Type", random.Next(25) == 0 ? FuzzText.Pick(MediaTypes, random) : mediaType));
        while (random.Next(6) == 0)
            headers.Add(
                new(
                    FuzzText.Pick(Strange, random),
                    random.Next(10) == 0 ? new string('h', random.Next(4000)) : Line(FuzzText.Plain(random))
                )
            );
        return headers;
    }

    // What may stand in a header's line; what may not is a matter for raw sockets.
    private static string Line(string text) => new([.. text.Where(c => c is >= ' ' and < '\u007f')]);

    // An id that leaves the path a path.
    private static string Bare(string text) =>
        text.Replace("\0", "", StringComparison.Ordinal) is { Length: > 0 } bare and not ("." or "..")
            ? bare[..Math.Min(bare.Length, 300)].TrimEnd('\ud83d')
            : "x";

    private static string Bent(string path, Random random) =>
        random.Next(8) switch
        {
            0 => path + "/",
            1 => path.ToUpperInvariant(),
            2 => path.Replace("/", "//", StringComparison.Ordinal),
            3 => path.TrimEnd('/') + "/more",
            4 => path[..path.LastIndexOf('/')],
            5 => path + "%",
            6 => path + ";a=b",
            _ => path + random.Next(100).ToString(CultureInfo.InvariantCulture),
        };
}
