using System.Text;

namespace MockUserApis.Tests.Fuzz;

/// <summary>Form bodies made of a schema: its keys mostly, repeated, broken and strange ones among them.</summary>
internal static class FuzzForm
{
    private static readonly string[] Broken =
    [
        "%",
        "%zz",
        "%f",
        "=",
        "==",
        "&",
        "a",
        "=a",
        "%00=%00",
        "%ff=1",
        "a=%c3%28",
        "+=+",
    ];

    private static readonly string[] Dispositions =
    [
        "form-data",
        "form-data; name=",
        "form-data; name=\"a",
        "form-data; name=a; filename=b",
        "attachment; name=a",
        ";",
        "",
        "form-data; name=\"\"",
        "form-data; name*=UTF-8''%zz",
        "form-data; name=a; name=b",
        "form-data; name=\"\\\"",
    ];

    public static byte[] Of(Operation operation, Random random, string mediaType)
    {
        if (mediaType == operation.File?.MediaType)
            return FuzzFile.Of(operation, random);
        if (mediaType != FormOf.UrlEncoded)
            return Multipart(operation, random);
        var pairs = new List<string>();
        foreach (var (name, schema) in operation.Body!.Properties.Names.Zip(operation.Body.Properties.Schemas))
        {
            if (random.Next(100) >= (operation.Body.Required.Contains(name) ? 97 : 30))
                continue;
            var value = random.Next(3) == 0 ? FuzzText.Plain(random) : Sample.Valid(schema)?.ToString() ?? "";
            pairs.Add(Pair(name, value));
        }

        if (random.Next(8) == 0)
            pairs.Add(Pair(FuzzText.Plain(random), FuzzText.Plain(random)));
        if (random.Next(8) == 0)
            pairs.Add(FuzzText.Pick(Broken, random));
        if (pairs.Count > 0 && random.Next(10) == 0)
            pairs.Add(pairs[0]);
        if (random.Next(40) == 0)
            pairs.AddRange(Enumerable.Range(0, 1100).Select(i => $"k{i}="));
        return Encoding.UTF8.GetBytes(string.Join('&', pairs));
    }

    private static string Pair(string name, string value) => FormOf.Encoded(name) + "=" + FormOf.Encoded(value);

    private static byte[] Multipart(Operation operation, Random random)
    {
        var parts = new List<(string Disposition, string Text)>();
        foreach (var (name, schema) in operation.Body!.Properties.Names.Zip(operation.Body.Properties.Schemas))
        {
            if (random.Next(100) >= (operation.Body.Required.Contains(name) ? 97 : 30))
                continue;
            var text = random.Next(3) == 0 ? FuzzText.Plain(random) : Sample.Valid(schema)?.ToString() ?? "";
            if (schema.IsFile)
                text = Encoding.UTF8.GetString(FuzzFile.Of(operation, random));
            var file = schema.IsFile && random.Next(2) == 0 ? "; filename=\"f.csv\"\r\nContent-Type: text/csv" : "";
            parts.Add(($"form-data; name=\"{name}\"{file}", text));
        }

        if (random.Next(8) == 0)
            parts.Add(($"form-data; name=\"{FuzzText.Plain(random)}\"", FuzzText.Plain(random)));
        if (random.Next(8) == 0)
            parts.Add((FuzzText.Pick(Dispositions, random), "x"));
        if (parts.Count > 0 && random.Next(10) == 0)
            parts.Add(parts[0]);
        var body = FormOf.Parts(parts);
        if (random.Next(12) == 0)
            body = body[..random.Next(body.Length)];
        if (body.Length == 0 || random.Next(12) > 0)
            return body;
        for (var i = 0; i < 3; i++)
            body[random.Next(body.Length)] = (byte)random.Next(256);
        return body;
    }
}
