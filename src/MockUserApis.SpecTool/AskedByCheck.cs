using System.Text.Json;

namespace MockUserApis.SpecTool;

/// <summary>
/// SPEC011: <c>x-asked-by</c> has the headers, and their values, that ask for this version of an API rather than for
/// its first: clients and corrected curls send them.
/// </summary>
internal static class AskedByCheck
{
    public static void Run(YamlNode root, SpecErrors errors)
    {
        if (root["x-asked-by"] is not { } headers)
            return;
        if (headers is YamlMap map && map.Entries.All(e => IsText(e.Value)))
            return;
        errors.Add("SPEC011", headers.Place, "x-asked-by is a map of headers to texts, such as { X-Version: '2' }");
    }

    // A number without quotes is not text: what would 2.0 be on the wire?
    private static bool IsText(YamlNode value) => CoreSchema.ToJson(value)?.GetValueKind() == JsonValueKind.String;
}
