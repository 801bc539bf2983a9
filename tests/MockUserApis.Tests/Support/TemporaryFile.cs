namespace MockUserApis.Tests.Support;

/// <summary>A file of a test's own, in a folder of its own; gone when disposed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-file-");

    public TemporaryFile(string content, string name = "mock.yaml")
        : this(name) => File.WriteAllText(Path, content);

    /// <summary>Not written yet.</summary>
    private TemporaryFile(string name) => Path = System.IO.Path.Combine(folder.FullName, name);

    public static TemporaryFile Unwritten(string name) => new(name);

    public string Path { get; }

    public string Folder => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
