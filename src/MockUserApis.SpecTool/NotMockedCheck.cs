using System.Text.RegularExpressions;

namespace MockUserApis.SpecTool;

/// <summary>SPEC009: <c>x-not-mocked</c> lists what the vendor has and the mock has not, with the evidence.</summary>
internal static partial class NotMockedCheck
{
    private const string Shape = "an entry of x-not-mocked is a map of method, path, evidence and summary, each a text";
    private static readonly string[] Methods = [.. OperationCheck.Methods.Select(m => m.ToUpperInvariant())];
    private static readonly string[] Members = ["method", "path", "evidence", "summary"];

    public static void Run(YamlNode root, SpecErrors errors)
    {
        if (root["x-not-mocked"] is not { } node)
            return;
        if (node is not YamlList list)
        {
            errors.Add("SPEC009", node.Place, "x-not-mocked is a list: " + Shape);
            return;
        }

        var mocked = Mocked(root);
        var seen = new HashSet<string>();
        foreach (var entry in list.Items)
            Check(entry, mocked, seen, errors);
    }

    private static void Check(YamlNode entry, HashSet<string> mocked, HashSet<string> seen, SpecErrors errors)
    {
        if (
            entry is not YamlMap map
            || !map.Entries.Keys.Order().SequenceEqual(Members.Order())
            || map.Entries.Values.Any(v => v is not YamlScalar { Text.Length: > 0 })
        )
        {
            errors.Add("SPEC009", entry.Place, Shape);
            return;
        }

        YamlScalar Of(string member) => (YamlScalar)map.Entries[member];
        var (method, path, evidence) = (Of("method"), Of("path"), Of("evidence"));
        if (!Methods.Contains(method.Text))
        {
            errors.Add("SPEC009", method.Place, $"\"{method.Text}\" is no method: write GET, POST, PUT …");
        }

        if (!Template().IsMatch(path.Text))
        {
            errors.Add("SPEC009", path.Place, $"\"{path.Text}\" is no path: write /v1/things/{{id}}, without a query");
        }

        if (!EvidenceCheck.IsEvidence(evidence.Text))
        {
            errors.Add(
                "SPEC009",
                evidence.Place,
                $"\"{evidence.Text}\" is no evidence: write SEED, DOC, REC, CODE or \"ASSUMED: the reason\""
            );
        }

        var name = Key(method.Text, path.Text);
        if (mocked.Contains(name))
        {
            errors.Add("SPEC009", path.Place, $"{method.Text} {path.Text} is mocked: it is below \"paths\"");
        }
        else if (!seen.Add(name))
        {
            errors.Add("SPEC009", path.Place, $"{method.Text} {path.Text} is in this list already");
        }
    }

    private static HashSet<string> Mocked(YamlNode root) =>
        [
            .. from path in (root["paths"] as YamlMap)?.Entries ?? []
            from method in Methods
            where path.Value[method.ToLowerInvariant()] is YamlMap
            select Key(method, path.Key),
        ];

    // The names of parameters do not matter: /a/{x} and /a/{y} are one path.
    private static string Key(string method, string path) => method + " " + Parameter().Replace(path, "{}");

    [GeneratedRegex(@"\A(/([^/{}?# ]*|[^/{}?# ]*\{[A-Za-z_][A-Za-z0-9_]*\}))+\z")]
    private static partial Regex Template();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
