using System.Reflection;
using System.Text.Json;

namespace MockUserApis.Aspire;

// A vendor that the program serves, and what opens its default sandbox: resource.json of its folder.
internal sealed record KnownVendor(string Slug, string Title, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    // In the order of their ports.
    public static IReadOnlyList<KnownVendor> All { get; } =
    [.. Files().OrderBy(f => f.GetProperty("port").GetInt32()).Select(Read)];

    private static IEnumerable<JsonElement> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(IsVendor))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(stream);
            yield return json.RootElement.Clone();
        }
    }

    private static bool IsVendor(string name) => name.StartsWith("vendors/", StringComparison.Ordinal);

    private static KnownVendor Read(JsonElement json) =>
        new(
            json.GetProperty("slug").GetString()!,
            json.GetProperty("title").GetString()!,
            [
                .. json.GetProperty("headers")
                    .EnumerateObject()
                    .Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!)),
            ]
        );
}
