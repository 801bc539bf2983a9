using System.Text.RegularExpressions;

namespace MockUserApis.SpecTool;

/// <summary>SPEC002: the version of OpenAPI that NSwag and the mock's own check read.</summary>
internal static partial class VersionCheck
{
    public static void Run(YamlNode root, SpecErrors errors)
    {
        var version = root["openapi"];
        var text = (version as YamlScalar)?.Text;
        if (text is not null && Supported().IsMatch(text))
            return;
        var said = text ?? (version is null ? "absent" : "a list or a map");
        var place = version?.Place ?? Place.Start;
        errors.Add("SPEC002", place, $"\"openapi\" must be 3.0.x, not {said}: NSwag misreads 3.1");
    }

    [GeneratedRegex(@"\A3\.0\.[0-9]+\z")]
    private static partial Regex Supported();
}
