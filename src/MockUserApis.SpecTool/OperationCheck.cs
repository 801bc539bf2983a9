using System.Text.RegularExpressions;

namespace MockUserApis.SpecTool;

/// <summary>SPEC004 to SPEC007: what becomes a name in C# is there, and there once.</summary>
internal static partial class OperationCheck
{
    public static readonly IReadOnlyList<string> Methods =
    [
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "trace",
    ];

    public static void Run(YamlNode root, SpecErrors errors)
    {
        if (root["paths"] is not YamlMap paths)
            return;
        var seen = new Dictionary<string, string>();
        foreach (var (path, item) in paths.Entries)
        {
            CheckParameters(path, item, errors);
            foreach (var method in Methods)
            {
                if (item[method] is YamlMap operation)
                    CheckOperation($"{method} {path}", operation, seen, errors);
            }
        }
    }

    private static void CheckParameters(string path, YamlNode item, SpecErrors errors)
    {
        foreach (Match parameter in Parameter().Matches(path))
        {
            var name = parameter.Groups[1].Value;
            if (Name().IsMatch(name))
                continue;
            errors.Add(
                "SPEC004",
                item.Place,
                $"{{{name}}} in {path} would never bind: use letters, digits and _ in a path parameter's name"
            );
        }
    }

    private static void CheckOperation(
        string title,
        YamlMap operation,
        Dictionary<string, string> seen,
        SpecErrors errors
    )
    {
        if (operation["operationId"] is not YamlScalar { Text.Length: > 0 } id)
        {
            errors.Add("SPEC005", operation.Place, $"{title} has no operationId: it becomes the method's name");
        }
        else if (!seen.TryAdd(id.Text, title))
        {
            errors.Add("SPEC006", id.Place, $"{id.Text} is already the operationId of {seen[id.Text]}");
        }
        if (operation["tags"] is not YamlList { Items.Count: > 0 })
        {
            errors.Add("SPEC007", operation.Place, $"{title} has no tag: the first one becomes the controller's name");
        }
    }

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
