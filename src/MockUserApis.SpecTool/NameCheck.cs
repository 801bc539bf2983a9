using System.Text.RegularExpressions;

namespace MockUserApis.SpecTool;

/// <summary>SPEC010: a spec is called as its vendor, and a later version of it as that and its version.</summary>
internal static partial class NameCheck
{
    public static void Run(string file, SpecErrors errors)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (Allowed().IsMatch(name))
            return;
        errors.Add(
            "SPEC010",
            Place.Start,
            $"\"{name}\" is no name of a spec: "
                + "code is named after it. Call it Vendor.yaml, or Vendor.V2.yaml for a later version of its API"
        );
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]*(\.V([2-9]|[1-9][0-9]+))?\z")]
    private static partial Regex Allowed();
}
