using System.Text.Json.Nodes;

namespace MockUserApis.Contracts.Provider;

/// <summary>What a broker has in these tests.</summary>
internal static class BrokerPacts
{
    public static readonly string Good = Pacts.V4(
        "Gainsight PX",
        Pacts.Read(
            "ada",
            404,
            "a user that was deleted",
            states: Pacts.State("the user was deleted", new() { ["id"] = "ada" })
        ),
        Pacts.Read("ada", 200, "a user that is there", states: Pacts.State("a user exists", new() { ["id"] = "ada" })),
        Pacts.Read("ada", 404, "a user that the interaction before made", states: Pacts.State("the moon is full")),
        Pacts.Read("ada", 404, "nobody")
    );

    public static string Sound => Without(Good, 2);

    private static string Without(string pact, int index)
    {
        var node = JsonNode.Parse(pact)!;
        node["interactions"]!.AsArray().RemoveAt(index);
        return node.ToJsonString();
    }
}
