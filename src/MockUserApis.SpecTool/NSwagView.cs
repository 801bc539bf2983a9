using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MockUserApis.SpecTool;

/// <summary>
/// Says more simply what NSwag 14.7 misreads: it would generate code that is wrong or does not compile. The contract
/// itself keeps every word: the kernel checks requests against that, not against this.
/// </summary>
internal static partial class NSwagView
{
    private static readonly string[] Scalars = ["string", "integer", "number", "boolean"];

    public static void Simplify(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Simplify(item);
        }
        if (node is not JsonObject map)
            return;
        foreach (var (_, value) in map)
            Simplify(value);
        SimplifyUnion(map);
        SimplifyEnum(map);
        SimplifyParameter(map);
        SimplifyBody(map);
        // [Obsolete] would forbid our own code to name what the vendor still serves.
        if (map["deprecated"].IsTrue())
            map.Remove("deprecated");
    }

    // One C# type stands for a union: string for two kinds of string, JsonElement for [string, integer].
    private static void SimplifyUnion(JsonObject map)
    {
        if ((map["oneOf"] ?? map["anyOf"]) is not JsonArray union)
            return;
        var types = union.Select(branch => branch.At("type").Text()).Distinct().ToList();
        map.Remove("oneOf");
        map.Remove("anyOf");
        if (types is [{ } type] && Scalars.Contains(type))
            map["type"] = type;
    }

    // System.Text.Json refuses an enum with such a word as a whole.
    private static void SimplifyEnum(JsonObject map)
    {
        if (map["enum"] is not JsonArray words)
            return;
        if (words.Any(word => IsBlankOrPadded(word.Text())))
            map.Remove("enum");
        // OpenAPI 3.0.3 lets null pass only where it is among the words too; it is no member of a C# enum.
        else
            words.RemoveAll(word => word is null);
    }

    private static bool IsBlankOrPadded(string? word) => word is not null && (word == "" || word.Trim() != word);

    private static void SimplifyParameter(JsonObject map)
    {
        if (map["name"].Text() is not { } name || map["in"].Text() is not ("query" or "header" or "path"))
            return;
        if (map["type"].Text() == "apiKey")
            return;
        // MVC binds by the C# name of an enum's member, not by the word on the wire.
        (map["schema"] as JsonObject)?.Remove("enum");
        (map["schema"].At("items") as JsonObject)?.Remove("enum");
        // NSwag takes the C# name from here; it would leave user_id as it is.
        map["x-originalName"] = CamelCase(name);
    }

    // Of two media types it would make one operation that sends a form, its fields for parameters. That is what is
    // wanted of files, which no JSON holds.
    private static void SimplifyBody(JsonObject map)
    {
        if (map["requestBody"].At("content") is not JsonObject content)
            return;
        var kept = ((string[])["application/json", "multipart/form-data"]).FirstOrDefault(content.ContainsKey);
        foreach (var (type, _) in content.ToList())
            if (kept is not null && type != kept)
                content.Remove(type);
    }

    private static string CamelCase(string name)
    {
        var joined = Separator().Replace(name, match => match.Groups[1].Value.ToUpperInvariant());
        return Capitals().Replace(joined, head => head.Value.ToLowerInvariant());
    }

    [GeneratedRegex("[^A-Za-z0-9]+(.)?")]
    private static partial Regex Separator();

    [GeneratedRegex("^[A-Z]+")]
    private static partial Regex Capitals();
}
