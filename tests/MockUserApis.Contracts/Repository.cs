namespace MockUserApis.Contracts;

/// <summary>Where things are while tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The pact files of the consumer tests: what <c>make verify</c> verifies.</summary>
    public static string Pacts => Path.Combine(Root, "artifacts", "pacts");

    public static string Here => Path.Combine(Root, "tests", "MockUserApis.Contracts");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "MockUserApis.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
