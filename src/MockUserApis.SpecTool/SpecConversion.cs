using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.SpecTool;

/// <summary>
/// Turns one spec into JSON, once as it stands and once for NSwag, and refuses what the build could only fail on
/// later and less clearly.
/// </summary>
public static class SpecConversion
{
    private const string Usage = "Usage: MockUserApis.SpecTool <spec.yaml> <spec.json> <nswag.json>";

    /// <summary>The exit code. 0: both files are written. 1: errors in the spec. 2: errors in the arguments.</summary>
    /// <param name="args">The spec, and the two files to write.</param>
    /// <param name="output">Takes the errors as MSBuild reads them: <c>file(line,column): error CODE: text</c>.</param>
    public static int Run(string[] args, TextWriter output)
    {
        if (args is not [var source, var target, var nswagTarget])
        {
            output.WriteLine(Usage);
            return 2;
        }
        var errors = new SpecErrors(source, output);
        NameCheck.Run(source, errors);
        var root = YamlReader.Read(File.ReadAllText(source), errors);
        if (root is not null && errors.Count == 0)
            Check(root, errors);
        if (errors.Count > 0)
            return 1;

        // Both are made before one is written: a file that is new tells the build that the step is done.
        var spec = CoreSchema.ToJson(root!)!;
        var text = Text(spec);
        ClientMarks.Add(spec);
        NSwagView.Simplify(spec);
        File.WriteAllText(target, text);
        File.WriteAllText(nswagTarget, Text(spec));
        return 0;
    }

    private static void Check(YamlNode root, SpecErrors errors)
    {
        VersionCheck.Run(root, errors);
        ReferenceCheck.Run(root, errors);
        OperationCheck.Run(root, errors);
        SchemaTypeCheck.Run(root, errors);
        NotMockedCheck.Run(root, errors);
        AskedByCheck.Run(root, errors);
        EvidenceCheck.Run(root, errors);
        PathExampleCheck.Run(root, errors);
        MediaTypeCheck.Run(root, errors);
    }

    private static string Text(JsonNode spec)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = PlainEncoder.Instance }))
        {
            spec.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
