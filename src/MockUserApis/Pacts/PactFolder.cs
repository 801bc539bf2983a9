using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>One interaction of a pact file, or what is wrong with the file.</summary>
/// <param name="Pact">A pact file of this interaction alone.</param>
internal sealed record PactCase(
    string File,
    string Consumer,
    string Provider,
    string Description,
    IReadOnlyList<JsonObject> States,
    JsonObject? Pact,
    string? Problem
)
{
    /// <summary>The provider of a file that names none.</summary>
    public const string Unknown = "?";

    public string Given => string.Join(" and ", States.Select(s => s["name"]?.ToString()));

    /// <summary>Specification 1 and 2: states are text and have no parameters.</summary>
    public bool HasBareState { get; init; }

    public string RequestMethod => InRequest("method") ?? "GET";

    public string RequestPath => InRequest("path") ?? "";

    private string? InRequest(string member) =>
        (Pact?["interactions"]?[0]?["request"]?[member] as JsonValue)?.ToString();
}

/// <summary>
/// Takes pact files (specification 1 to 4) apart, so that each interaction is verified in a sandbox of its own.
/// </summary>
internal static class PactFolder
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static IEnumerable<PactCase> Read(string path) =>
        (File.Exists(path) ? [path] : Directory.GetFiles(path, "*.json"))
            .Order(StringComparer.Ordinal)
            .SelectMany(Cases);

    private static IEnumerable<PactCase> Cases(string file)
    {
        var name = Path.GetFileName(file);
        PactCase Broken(string problem) => new(name, "?", PactCase.Unknown, "(the file)", [], null, problem);
        JsonObject pact;
        try
        {
            pact =
                JsonNode.Parse(File.ReadAllText(file), documentOptions: Strict) as JsonObject
                ?? throw new JsonException("its root is not an object");
        }
        catch (JsonException error)
        {
            return [Broken($"not a pact file: {error.Message}")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [Broken($"it cannot be read: {error.Message}")];
        }

        var consumer = Text(pact["consumer"], "name") ?? "?";
        var provider = Text(pact["provider"], "name");
        if (provider is null)
            return [Broken("not a pact file: it names no provider")];
        PactCase Unfit(string problem) => Broken(problem) with { Consumer = consumer, Provider = provider };
        var interactions = List(pact["interactions"]).Concat(List(pact["messages"])).ToList();
        if (interactions.Count == 0)
            return [Unfit("it has no interactions")];
        return interactions.Select(i =>
            i is JsonObject interaction
                ? One(name, consumer, provider, pact, interaction)
                : Unfit("not a pact file: an interaction in it is not an object")
        );
    }

    private static IEnumerable<JsonNode?> List(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonArray many => many,
            _ => [null],
        };

    private static PactCase One(string file, string consumer, string provider, JsonObject pact, JsonObject interaction)
    {
        var alone = pact.DeepClone().AsObject();
        alone.Remove("messages");
        alone["interactions"] = new JsonArray(interaction.DeepClone());
        var isHttp =
            interaction["request"] is JsonObject && interaction["type"]?.ToString() is null or "Synchronous/HTTP";
        return new PactCase(
            file,
            consumer,
            provider,
            Text(interaction, "description") ?? "(no description)",
            States(interaction),
            alone,
            isHttp ? null : "it is no HTTP interaction, and the vendors speak nothing else"
        )
        {
            HasBareState = interaction["providerStates"] is not JsonArray && BareState(interaction) is not null,
        };
    }

    private static List<JsonObject> States(JsonObject interaction)
    {
        if (interaction["providerStates"] is JsonArray states)
            return [.. states.OfType<JsonObject>()];
        if (BareState(interaction) is { } state)
            return [new JsonObject { ["name"] = state }];
        return [];
    }

    private static string? BareState(JsonObject interaction) =>
        Text(interaction, "providerState") ?? Text(interaction, "provider_state");

    private static string? Text(JsonNode? node, string member) => (node as JsonObject)?[member]?.ToString();
}
