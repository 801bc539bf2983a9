using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's tags, <c>{"name","id"}</c>.</summary>
internal static class Tags
{
    private static readonly Rule ObjectRule = new(
        "tags/object",
        ASSUMED,
        "the seed documents strings and its samples send objects: read by their name"
    );

    public static void Add(IReadOnlyList<string> names, Draft draft, MergeContext context)
    {
        var entries = new List<(string, (string, long))>(names.Count);
        foreach (var name in names)
            entries.Add((name, (name, context.Named(ApplicationNames.TagKind, name).Id)));
        draft.Set("tags", KeyedList.Add(draft["tags"], "name", entries, Write));
    }

    public static void AddAll(JsonElement sent, Draft draft, MergeContext context)
    {
        var names = new List<string>(sent.GetArrayLength());
        foreach (var tag in sent.EnumerateArray())
        {
            names.Add(NameOf(tag)!);
            if (tag.ValueKind == JsonValueKind.Object)
                context.Exchange?.Rely(ObjectRule);
        }

        if (names.Count > 0)
            Add(names, draft, context);
    }

    /// <summary>A tag's name, alone or in an object; null: it is neither.</summary>
    public static string? NameOf(JsonElement tag) =>
        tag.ValueKind switch
        {
            JsonValueKind.String => tag.GetString(),
            JsonValueKind.Object
                when tag.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String =>
                name.GetString(),
            _ => null,
        };

    public static void Remove(string name, Draft draft) =>
        draft.Set("tags", KeyedList.Without(draft["tags"], "name", name));

    public static void Write(Utf8JsonWriter json, (string Name, long Id) tag)
    {
        json.WriteStartObject();
        json.WriteString("name", tag.Name);
        json.WriteNumber("id", tag.Id);
        json.WriteEndObject();
    }
}
