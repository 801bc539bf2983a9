using System.Text.RegularExpressions;

namespace MockUserApis.NewVendor;

/// <summary>The parameters in a path.</summary>
internal static partial class Parameters
{
    public static int Count(string path) => Parameter().Count(path);

    /// <summary>The path without their names.</summary>
    public static string Bare(string path) => Parameter().Replace(path, "{}");

    /// <summary>The path with names that code can have.</summary>
    public static string Renamed(string path) =>
        Parameter().Replace(path, m => "{" + Odd().Replace(m.Groups[1].Value, "_") + "}");

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Odd();
}
