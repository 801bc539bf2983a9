using System.Text.Json;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Tags, companies and custom attributes are stored as the view shows them: lists of objects, told apart by one text member.</summary>
internal static class Entries
{
    public static bool Has(ReadOnlySpan<byte> list, string member, string value)
    {
        if (RawJson.IsNothing(list)) return false;
        foreach (var entry in RawJson.Parse(list).EnumerateArray()) if (Is(entry, member, value)) return true;
        return false;
    }

    /// <summary>The list with the entry of that name written anew in its place, or at the end.</summary>
    public static byte[] Put<TState>(ReadOnlySpan<byte> list, string member, string value, TState state, Action<Utf8JsonWriter, TState> write) =>
        Rewrite(list, member, value, json => write(json, state), append: true);

    public static byte[] Without(ReadOnlySpan<byte> list, string member, string value) => Rewrite(list, member, value, static _ => { }, append: false);

    private static byte[] Rewrite(ReadOnlySpan<byte> list, string member, string value, Action<Utf8JsonWriter> write, bool append)
    {
        var old = RawJson.IsNothing(list) ? default : RawJson.Parse(list);
        return RawJson.Write(json =>
        {
            var met = false;
            json.WriteStartArray();
            if (old.ValueKind == JsonValueKind.Array)
            {
                foreach (var entry in old.EnumerateArray())
                {
                    if (!Is(entry, member, value)) entry.WriteTo(json);
                    else
                    {
                        met = true;
                        write(json);
                    }
                }
            }

            if (append && !met) write(json);
            json.WriteEndArray();
        });
    }

    private static bool Is(JsonElement entry, string member, string value) => entry.GetProperty(member).ValueEquals(value);
}
