using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's tags, <c>{"name","id"}</c>.</summary>
internal static class Tags
{
    private static readonly Rule ObjectRule = new("tags/object", ASSUMED, "the seed documents strings and its samples send objects: read by their name");

    public static void Add(IEnumerable<string> names, Draft draft, MergeContext context)
    {
        var known = Shared.Tags(context.Sandbox, context.Vendor);
        var entries = names.Select(name => (name, (name, known.Get(name).Id)));
        draft.Set("tags", Entries.Add(draft["tags"], "name", entries, Write));
    }

    public static void AddAll(JsonElement sent, Draft draft, MergeContext context)
    {
        if (sent.GetArrayLength() == 0) return;
        Add(sent.EnumerateArray().Select(Name), draft, context);

        string Name(JsonElement tag)
        {
            if (tag.ValueKind != JsonValueKind.Object) return tag.GetString()!;
            context.Exchange?.Rely(ObjectRule);
            return tag.GetProperty("name").GetString()!;
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
