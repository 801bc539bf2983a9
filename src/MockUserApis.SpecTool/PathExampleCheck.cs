namespace MockUserApis.SpecTool;

/// <summary>
/// SPEC013: each parameter of a path has an example: the API docs, the corrected curls and the tests fill it in.
/// </summary>
internal static class PathExampleCheck
{
    public static void Run(YamlNode root, SpecErrors errors)
    {
        if (root["paths"] is not YamlMap paths)
            return;
        var seen = new HashSet<Place>();
        foreach (var (path, item) in paths.Entries)
        {
            foreach (var method in OperationCheck.Methods)
            {
                if (item[method] is not YamlMap operation)
                    continue;
                foreach (var parameter in Of(item).Concat(Of(operation)))
                    Check(Followed(parameter, root), $"{method} {path}", seen, errors);
            }
        }
    }

    private static IReadOnlyList<YamlNode> Of(YamlNode holder) => (holder["parameters"] as YamlList)?.Items ?? [];

    private static YamlNode? Followed(YamlNode parameter, YamlNode root) =>
        parameter["$ref"] is YamlScalar reference ? root.At(Reference.Steps(reference.Text)) : parameter;

    private static void Check(YamlNode? parameter, string operation, HashSet<Place> seen, SpecErrors errors)
    {
        if (parameter?["in"] is not YamlScalar { Text: "path" } || parameter["name"] is not YamlScalar name)
            return;
        if (parameter["example"] is not null || parameter["examples"] is YamlMap { Entries.Count: > 0 })
            return;
        // One that several operations refer to is said once.
        if (!seen.Add(parameter.Place))
            return;
        errors.Add(
            "SPEC013",
            parameter.Place,
            $"{operation}: the path parameter {name.Text} has no example. "
                + "Write the id of a user that a sandbox has from the start"
        );
    }
}
