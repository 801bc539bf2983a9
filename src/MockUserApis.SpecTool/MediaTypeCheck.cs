namespace MockUserApis.SpecTool;

/// <summary>
/// SPEC014: a request body is JSON, and a form beside it; or <c>multipart/form-data</c> with one file in it, and that
/// file alone. Nothing reads another.
/// </summary>
internal static class MediaTypeCheck
{
    private const string Json = "application/json";
    private const string Multipart = "multipart/form-data";
    private static readonly string[] BesideJson = [Json, "application/x-www-form-urlencoded", Multipart];

    public static void Run(YamlNode root, SpecErrors errors)
    {
        if (root["paths"] is not YamlMap paths)
            return;
        foreach (var item in paths.Entries.Values)
        {
            foreach (var method in OperationCheck.Methods)
            {
                if (Followed(item[method]?["requestBody"], root)?["content"] is YamlMap content)
                    Check(content, root, errors);
            }
        }
    }

    private static void Check(YamlMap content, YamlNode root, SpecErrors errors)
    {
        if (content[Json] is not null)
        {
            foreach (var (type, media) in content.Entries.Where(m => !BesideJson.Contains(m.Key)))
                errors.Add("SPEC014", media.Place, $"{type} beside {Json} is not read: a form may stand there alone");
            return;
        }

        var schema = Followed(content[Multipart]?["schema"], root);
        var files = (schema?["properties"] as YamlMap)?.Entries.Values.Count(p => IsFile(Followed(p, root))) ?? 0;
        if (files != 1)
        {
            errors.Add(
                "SPEC014",
                content.Place,
                $"a body is {Json}, or {Multipart} with one property of \"format: binary\", its file"
            );
        }

        foreach (var (type, media) in content.Entries.Where(m => m.Key != Multipart).Skip(1))
            errors.Add("SPEC014", media.Place, $"{type} is one too many: beside {Multipart} the file has one type");
    }

    private static bool IsFile(YamlNode? property) => property?["format"] is YamlScalar { Text: "binary" };

    private static YamlNode? Followed(YamlNode? node, YamlNode root) =>
        node?["$ref"] is YamlScalar reference ? root.At([.. Reference.Steps(reference.Text)]) : node;
}
