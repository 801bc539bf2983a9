using System.Text.Json;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>A JSON object as the form that stands for it.</summary>
internal static class FormText
{
    /// <summary>Url-encoded; what no form can say (nulls, objects) is left out. Null: nothing is left.</summary>
    public static string? Of(string body)
    {
        using var parsed = JsonDocument.Parse(body);
        var pairs = new List<string>();
        foreach (var member in parsed.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
                Add(member.Name, member.Value, pairs);
            else
                foreach (var item in member.Value.EnumerateArray())
                    Add(member.Name, item, pairs);
        }

        return pairs.Count == 0 ? null : string.Join('&', pairs);
    }

    private static void Add(string name, JsonElement value, List<string> pairs)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array)
            return;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        pairs.Add(Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(text));
    }
}
