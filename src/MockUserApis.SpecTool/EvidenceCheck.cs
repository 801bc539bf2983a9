using System.Text.RegularExpressions;

namespace MockUserApis.SpecTool;

/// <summary>SPEC012: <c>info.x-evidence</c> says how the file is known, and each <c>x-evidence</c> is a tag.</summary>
internal static partial class EvidenceCheck
{
    private const string Shape = "write SEED, DOC, REC, CODE or \"ASSUMED: the reason\"";

    // What is below them is data, in which any key may stand.
    private static readonly string[] Data = ["example", "examples", "default", "enum", "properties"];

    public static void Run(YamlNode root, SpecErrors errors)
    {
        if (root["info"] is YamlMap info && info["x-evidence"] is null)
            errors.Add("SPEC012", info.Place, $"info has no x-evidence, how the file is known: {Shape}");
        Visit(root, errors);
    }

    /// <summary>Whether a text says how something is known.</summary>
    public static bool IsEvidence(string text) => Evidence().IsMatch(text);

    private static void Visit(YamlNode node, SpecErrors errors)
    {
        if (node is YamlList list)
        {
            foreach (var item in list.Items)
                Visit(item, errors);
        }
        if (node is not YamlMap map)
            return;
        foreach (var (key, value) in map.Entries)
        {
            if (key == "x-evidence")
                Check(value, errors);
            else if (key == "properties" && value is YamlMap properties)
                Visit(new YamlList(properties.Place, [.. properties.Entries.Values]), errors);
            else if (!Data.Contains(key))
                Visit(value, errors);
        }
    }

    private static void Check(YamlNode value, SpecErrors errors)
    {
        var text = (value as YamlScalar)?.Text;
        if (text is not null && IsEvidence(text))
            return;
        var said = text is null ? "this" : $"\"{text}\"";
        errors.Add("SPEC012", value.Place, $"{said} is no evidence: {Shape}");
    }

    [GeneratedRegex(@"\A(SEED|DOC|REC|CODE|(SEED|DOC|REC|CODE|ASSUMED): *[^ ][\s\S]*)\z")]
    private static partial Regex Evidence();
}
