using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>One interaction of a pact file, or what is wrong with the file.</summary>
/// <param name="Pact">A pact file of this interaction alone.</param>
internal sealed record PactCase(string File, string Consumer, string Provider, string Description, IReadOnlyList<JsonObject> States, JsonObject? Pact, string? Problem)
{
    public string Given => string.Join(" and ", States.Select(s => s["name"]?.ToString()));
}

internal enum Verdict { Passed, Failed, Ignored }

internal sealed record PactResult(PactCase Case, Verdict Verdict, IReadOnlyList<string> Reasons, TimeSpan Duration);

/// <summary>Takes pact files (specification 1 to 4) apart, so that each interaction is verified in a world of its own.</summary>
internal static class PactFolder
{
    public static IEnumerable<PactCase> Read(string path) =>
        (File.Exists(path) ? [path] : Directory.GetFiles(path, "*.json")).Order(StringComparer.Ordinal).SelectMany(Cases);

    private static IEnumerable<PactCase> Cases(string file)
    {
        var name = Path.GetFileName(file);
        PactCase Broken(string problem) => new(name, "?", "?", "(the file)", [], null, problem);
        JsonObject pact;
        try
        {
            pact = JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new JsonException("its root is not an object");
        }
        catch (JsonException error)
        {
            return [Broken($"not a pact file: {error.Message}")];
        }

        var consumer = Text(pact["consumer"], "name");
        var provider = Text(pact["provider"], "name");
        if (provider is null) return [Broken("not a pact file: it names no provider")];
        var interactions = (pact["interactions"] as JsonArray ?? []).Concat(pact["messages"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (interactions.Count == 0) return [Broken("it has no interactions") with { Consumer = consumer ?? "?", Provider = provider }];
        return interactions.Select(i => One(name, consumer ?? "?", provider, pact, i));
    }

    private static PactCase One(string file, string consumer, string provider, JsonObject pact, JsonObject interaction)
    {
        var alone = pact.DeepClone().AsObject();
        alone["interactions"] = new JsonArray(interaction.DeepClone());
        var isHttp = interaction["request"] is JsonObject && interaction["type"]?.ToString() is null or "Synchronous/HTTP";
        return new PactCase(file, consumer, provider, Text(interaction, "description") ?? "(no description)", States(interaction), alone,
            isHttp ? null : "it is no HTTP interaction, and the vendors speak nothing else");
    }

    // Specification 1 and 2 have one state, as text.
    private static List<JsonObject> States(JsonObject interaction) =>
        interaction["providerStates"] is JsonArray states ? [.. states.OfType<JsonObject>()]
        : (Text(interaction, "providerState") ?? Text(interaction, "provider_state")) is { } state ? [new JsonObject { ["name"] = state }] : [];

    private static string? Text(JsonNode? node, string member) => (node as JsonObject)?[member]?.ToString();
}
