using System.Text;

namespace MockUserApis.Tests.Hard;

/// <summary>Form bodies made of a schema: its keys mostly, repeated, broken and strange ones among them.</summary>
internal static class FuzzForm
{
    public const string MediaType = "application/x-www-form-urlencoded";

    private static readonly string[] Broken = ["%", "%zz", "%f", "=", "==", "&", "a", "=a", "%00=%00", "%ff=1", "a=%c3%28", "+=+"];

    public static byte[] Of(Operation operation, Random random)
    {
        var pairs = new List<string>();
        foreach (var (name, schema) in operation.Body!.Properties.Names.Zip(operation.Body.Properties.Schemas))
        {
            if (random.Next(100) >= (operation.Body.Required.Contains(name) ? 97 : 30)) continue;
            var value = random.Next(3) == 0 ? FuzzText.Plain(random) : Sample.Valid(schema)?.ToString() ?? "";
            pairs.Add(Encoded(name) + "=" + Encoded(value));
        }

        if (random.Next(8) == 0) pairs.Add(Encoded(FuzzText.Plain(random)) + "=" + Encoded(FuzzText.Plain(random)));
        if (random.Next(8) == 0) pairs.Add(FuzzText.Pick(Broken, random));
        if (pairs.Count > 0 && random.Next(10) == 0) pairs.Add(pairs[0]);
        if (random.Next(40) == 0) pairs.AddRange(Enumerable.Range(0, 1100).Select(i => $"k{i}="));
        return Encoding.UTF8.GetBytes(string.Join('&', pairs));
    }

    // Half a surrogate pair cannot be escaped.
    private static string Encoded(string text) =>
        Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))).Replace("%20", "+", StringComparison.Ordinal);
}
