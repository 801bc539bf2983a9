using System.Text.Json;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's tags, <c>{"name","id"}</c>.</summary>
internal static class Tags
{
    private static readonly Rule ObjectRule = new("tags/object", ASSUMED, "the seed documents strings and its samples send objects: read by their name");

    public static IEnumerable<Rule> All => [ObjectRule];

    public static void Add(string name, Draft draft, MergeContext context)
    {
        var id = Shared.Tags(context.Sandbox, context.Vendor).Get(name).Id;
        if (!Entries.Has(draft["tags"], "name", name)) draft.Set("tags", Entries.Put(draft["tags"], "name", name, (name, id), Write));
    }

    public static void AddAll(JsonElement sent, Draft draft, MergeContext context)
    {
        foreach (var tag in sent.EnumerateArray())
        {
            if (tag.ValueKind == JsonValueKind.Object) context.Exchange?.Rely(ObjectRule);
            Add(tag.ValueKind == JsonValueKind.Object ? tag.GetProperty("name").GetString()! : tag.GetString()!, draft, context);
        }
    }

    public static void Remove(string name, Draft draft) => draft.Set("tags", Entries.Without(draft["tags"], "name", name));

    public static void Write(Utf8JsonWriter json, (string Name, long Id) tag)
    {
        json.WriteStartObject();
        json.WriteString("name", tag.Name);
        json.WriteNumber("id", tag.Id);
        json.WriteEndObject();
    }
}
