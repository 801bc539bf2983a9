using System.Text.Json;
using Aspire.Hosting;

namespace MockUserApis.Aspire;

// What starts the mock: the native program or the tool on PATH, the tool of a manifest, or a file that is named.
// The command is what is run, the arguments what comes before "serve".
internal sealed record ProgramFile(string Command, IReadOnlyList<string> Arguments)
{
    private const string Name = "mock-user-apis";

    // The setting that names a file: MockUserApis:Program.
    public const string Setting = "MockUserApis:Program";

    // A relative name begins in the app host's folder, and so does the search for a manifest.
    public static ProgramFile Find(string? named, string folder)
    {
        if (named is not null)
            return Named(Path.GetFullPath(named, folder));
        if (OnPath() is { } found)
            return new ProgramFile(found, []);
        if (IsInManifest(folder))
            return new ProgramFile("dotnet", ["tool", "run", Name, "--"]);
        throw new DistributedApplicationException(
            $"{Name} is neither on PATH nor in a tool manifest of {folder} or above. Install it (dotnet tool install "
                + $"--global {Name}), or name its file: AddMockUserApis(…, program: \"…\"), or the setting {Setting}."
        );
    }

    private static ProgramFile Named(string path)
    {
        if (!File.Exists(path))
        {
            throw new DistributedApplicationException(
                $"There is no program {path}. Name the file {Name} or {Name}.dll, or leave it out: it is looked for on "
                    + "PATH and in tool manifests."
            );
        }

        return path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? new ProgramFile("dotnet", [path])
            : new ProgramFile(path, []);
    }

    private static string? OnPath()
    {
        var file = OperatingSystem.IsWindows() ? Name + ".exe" : Name;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
    }

    private static bool IsInManifest(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            string[] places = [Path.Combine(at.FullName, ".config"), at.FullName];
            if (places.Select(p => Path.Combine(p, "dotnet-tools.json")).Any(Names))
                return true;
        }

        return false;
    }

    private static bool Names(string manifest)
    {
        if (!File.Exists(manifest))
            return false;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
            return json.RootElement.TryGetProperty("tools", out var tools)
                && tools.ValueKind == JsonValueKind.Object
                && tools.TryGetProperty(Name, out _);
        }
        catch (JsonException)
        {
            // It is for dotnet tool to say what is wrong with it.
            return false;
        }
    }
}
