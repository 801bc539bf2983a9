using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Kernel.Contract;

/// <summary>
/// Whether two JSON values are equal, keys in any order: also where the framework's comparison throws.
/// </summary>
public static class JsonEquality
{
    public static bool Holds(JsonElement one, JsonElement other)
    {
        try
        {
            return JsonElement.DeepEquals(one, other);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A number such as 1e9999999999 is JSON, and no number that the framework compares.
            return CanonicalJson.Of(one) == CanonicalJson.Of(other);
        }
    }

    /// <inheritdoc cref="Holds(JsonElement, JsonElement)"/>
    public static bool Holds(JsonNode? one, JsonNode? other)
    {
        try
        {
            return JsonNode.DeepEquals(one, other);
        }
        catch (ArgumentOutOfRangeException)
        {
            return one?.ToJsonString() == other?.ToJsonString();
        }
    }
}
