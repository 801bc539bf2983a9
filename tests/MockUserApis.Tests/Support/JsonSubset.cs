using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>Objects must have the listed members; everything else must be equal.</summary>
internal static class JsonSubset
{
    public static void Check(JsonElement expected, JsonElement actual, string about, string at = "")
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in expected.EnumerateObject())
            {
                actual
                    .TryGetProperty(member.Name, out var value)
                    .ShouldBeTrue($"{at}/{member.Name} is absent: {about}");
                Check(member.Value, value, about, $"{at}/{member.Name}");
            }
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            actual.GetArrayLength().ShouldBe(expected.GetArrayLength(), $"{at}: {about}");
            for (var i = 0; i < expected.GetArrayLength(); i++)
                Check(expected[i], actual[i], about, $"{at}/{i}");
        }
        else
            actual.GetRawText().ShouldBe(expected.GetRawText(), $"{at}: {about}");
    }
}
