using System.Text.Json;
using System.Text.Json.Serialization;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>How what rows hold as JSON, beside entries, is written and read, made by the compiler.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(SandboxState))]
[JsonSerializable(typeof(PostgresPactUndo.Step[]))]
internal sealed partial class StoredContext : JsonSerializerContext
{
    /// <summary>For JSON with a document in it, as deep as documents may be.</summary>
    public static StoredContext Deep { get; } = new(new JsonSerializerOptions { MaxDepth = RawJson.MaxDepth + 8 });
}
