using MockUserApis.SpecTool;

namespace MockUserApis.Tests.SpecTool;

/// <summary>One run of the tool over a spec in a folder that goes with the test.</summary>
internal sealed class SpecRun : IDisposable
{
    /// <summary>A spec without an error; tests change a line of it.</summary>
    public const string Good = """
        openapi: 3.0.3
        info: { title: T, version: '1', x-evidence: DOC }
        paths:
          /users/{id}:
            get:
              parameters: [$ref: '#/components/parameters/Id']
              operationId: getUser
              tags: [Users]
              responses:
                '200': { $ref: '#/components/responses/User' }
        components:
          responses:
            User:
              description: A user
              content:
                application/json:
                  schema: { $ref: '#/components/schemas/User' }
          schemas:
            User:
              type: object
              properties:
                id: { type: string }
          parameters:
            Id: { name: id, in: path, required: true, example: u, schema: { type: integer } }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-spec-");

    public SpecRun(string spec, string file = "Spec.yaml")
    {
        File.WriteAllText(PathOf(file), spec);
        using var output = new StringWriter();
        string[] arguments = [PathOf(file), PathOf("Spec.json"), PathOf("Spec.nswag.json")];
        ExitCode = SpecConversion.Run(arguments, output);
        Errors = output.ToString().ReplaceLineEndings("\n").Replace(PathOf(file), file, StringComparison.Ordinal);
    }

    public int ExitCode { get; }

    /// <summary>What it printed; the spec's folder is left out.</summary>
    public string Errors { get; }

    /// <summary>The two files it wrote; null: none.</summary>
    public string? Json => Written("Spec.json");

    public string? ForNSwag => Written("Spec.nswag.json");

    public void Dispose() => folder.Delete(recursive: true);

    private string? Written(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}
