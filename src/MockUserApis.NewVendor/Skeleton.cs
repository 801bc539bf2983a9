using System.Text;
using System.Text.RegularExpressions;

namespace MockUserApis.NewVendor;

/// <summary>The files of a vendor: templates with the sketch's texts in them.</summary>
internal sealed partial class Skeleton(Sketch sketch, string repository)
{
    private readonly Dictionary<string, string> texts = Texts.Of(sketch);

    /// <summary>Writes them, and tells which.</summary>
    public IReadOnlyList<string> Write()
    {
        // All is made before the first is written: a sketch that cannot be filled in leaves nothing behind.
        var files = Targets().Select(t => (t.File, Text: Filled(Template(t.Template)))).ToList();
        var readme = VendorTable.With(sketch, File.ReadAllText(In("README.md")));
        foreach (var (file, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(In(file))!);
            File.WriteAllText(In(file), text);
        }

        File.WriteAllText(In("README.md"), readme);
        return [.. files.Select(f => f.File), "README.md (a row of the table of vendors)"];
    }

    private IEnumerable<(string Template, string File)> Targets()
    {
        var (vendor, tests) = ($"src/MockUserApis.Vendors/{sketch.Name}/", "tests/MockUserApis.Tests/Vendors/");
        yield return ("spec.yaml", $"specs/{sketch.Name}.yaml");
        yield return ("Vendor.cs.txt", $"{vendor}{sketch.Name}.cs");
        yield return ("Controller.cs.txt", $"{vendor}{sketch.Many}Controller.cs");
        foreach (var file in (string[])["Api", "Errors", "Seed", "Update", "View"])
            yield return ($"{file}.cs.txt", $"{vendor}{file}.cs");
        foreach (var file in (string[])["life", "unauthorized", "update"])
            yield return ($"{file}.http", $"{tests}{sketch.Name}/transcripts/{file}.http");
        yield return ("scenario.ts.txt", $"tests/clients-ts/vendors/{sketch.Slug}.ts");
        yield return ("flows.arazzo.yaml", $"tests/judges/{sketch.Slug}.arazzo.yaml");
    }

    // A line that is nothing but an empty text goes.
    private string Filled(string template)
    {
        var result = new StringBuilder();
        foreach (var line in template.TrimEnd('\n').Split('\n'))
        {
            var filled = Mark().Replace(line, mark => texts.GetValueOrDefault(mark.Groups[1].Value) ?? mark.Value);
            if (filled.Length > 0 || line.Length == 0)
                result.Append(filled).Append('\n');
        }

        return result.ToString();
    }

    private string In(string file) => Path.Combine(repository, file);

    private static string Template(string name)
    {
        using var stream = typeof(Skeleton).Assembly.GetManifestResourceStream(name);
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"No template {name}."));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\{([A-Za-z]+)\}\}")]
    private static partial Regex Mark();
}
