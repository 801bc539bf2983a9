namespace MockUserApis.NewVendor;

/// <summary><c>make vendor</c>: writes a vendor that serves, to be changed into the one that is wanted.</summary>
public static class NewVendorCommand
{
    private const string Usage = "Usage: make vendor NAME=PascalCase [SPEC=OpenAPI file] [TITLE=\"its own name\"]";
    private const int WrongUsage = 2;

    /// <summary>The exit code. 0: all is written. 2: nothing is, and why.</summary>
    /// <param name="args">NAME, and <c>--spec FILE</c>, <c>--title TITLE</c>; an empty one is absent.</param>
    /// <param name="repository">The folder that gets the vendor.</param>
    /// <param name="output">Takes a line a file.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static int Run(string[] args, string repository, TextWriter output, TextWriter errors)
    {
        try
        {
            var (name, spec, title) = Read(args);
            VendorName.Check(name, repository);
            var sketch = spec is null ? DefaultSketch.Of(name) : SourceSpec.Read(spec, name);
            sketch = sketch with { Title = title ?? sketch.Title, PortOffset = VendorName.FreeOffset(repository) };
            foreach (var file in new Skeleton(sketch, repository).Write())
                output.WriteLine("wrote " + file);
            return 0;
        }
        catch (Exception error) when (error is NewVendorException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return WrongUsage;
        }
    }

    /// <summary>The folder with the solution, at or above another.</summary>
    public static string Repository(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MockUserApis.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException($"No MockUserApis.sln is at or above {folder}.");
    }

    private static (string Name, string? Spec, string? Title) Read(string[] args)
    {
        if (args is not [var name, .. var options] || name.Length == 0 || options.Length % 2 != 0)
            throw new NewVendorException(Usage);
        var given = options.Chunk(2).Where(o => o[1].Length > 0).ToDictionary(o => o[0], o => o[1]);
        if (given.Keys.FirstOrDefault(o => o is not ("--spec" or "--title")) is { } unknown)
            throw new NewVendorException($"{unknown} is no option. {Usage}");
        return (name, given.GetValueOrDefault("--spec"), given.GetValueOrDefault("--title"));
    }
}
