using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// Tags, companies and custom attributes are stored as the view shows them: lists of objects, told apart by one
/// member, a text or a number. A list is read and written once, however many entries a request brings.
/// </summary>
internal static class KeyedList
{
    /// <summary>The list of one entry.</summary>
    public static byte[] One<T>(T entry, Action<Utf8JsonWriter, T> write) =>
        RawJson.Write(
            (entry, write),
            static (json, one) =>
            {
                json.WriteStartArray();
                one.write(json, one.entry);
                json.WriteEndArray();
            }
        );

    /// <summary>The list with those of the named entries at its end that it lacks; those that are in it stay.</summary>
    public static byte[] Add<T>(
        ReadOnlySpan<byte> list,
        string member,
        IEnumerable<(string Name, T Entry)> more,
        Action<Utf8JsonWriter, T> write
    ) => Put(list, member, more, write, replace: false);

    /// <summary>The list with each named entry in its old place, or at the end; of two the last counts.</summary>
    public static byte[] Set<T>(
        ReadOnlySpan<byte> list,
        string member,
        IEnumerable<(string Name, T Entry)> more,
        Action<Utf8JsonWriter, T> write
    ) => Put(list, member, more, write, replace: true);

    public static byte[] Without(ReadOnlySpan<byte> list, string member, string value)
    {
        var old = RawJson.IsNothing(list) ? default : RawJson.Parse(list);
        return RawJson.Write(json =>
        {
            json.WriteStartArray();
            if (old.ValueKind == JsonValueKind.Array)
            {
                foreach (var entry in old.EnumerateArray())
                {
                    if (KeyOf(entry, member) != value)
                        entry.WriteTo(json);
                }
            }

            json.WriteEndArray();
        });
    }

    // A text, or a number as it is written.
    private static string KeyOf(JsonElement entry, string member) => entry.GetProperty(member).ToString();

    private static byte[] Put<T>(
        ReadOnlySpan<byte> list,
        string member,
        IEnumerable<(string Name, T Entry)> more,
        Action<Utf8JsonWriter, T> write,
        bool replace
    )
    {
        var old = RawJson.IsNothing(list) ? default : RawJson.Parse(list);
        var wanted = new KeyedEntries<T>(more, lastCounts: replace);
        // An update that is sent again brings what is there already.
        if (!replace && HasAll(old, member, wanted))
            return list.ToArray();
        return RawJson.Write(
            (old, member, wanted, write, replace),
            static (json, s) =>
            {
                var met = new bool[s.wanted.Count];
                json.WriteStartArray();
                if (s.old.ValueKind == JsonValueKind.Array)
                {
                    foreach (var entry in s.old.EnumerateArray())
                    {
                        var place = s.wanted.PlaceOf(entry.GetProperty(s.member));
                        if (place >= 0)
                            met[place] = true;
                        if (place >= 0 && s.replace)
                            s.write(json, s.wanted[place]);
                        else
                            entry.WriteTo(json);
                    }
                }

                for (var i = 0; i < met.Length; i++)
                    if (!met[i])
                        s.write(json, s.wanted[i]);
                json.WriteEndArray();
            }
        );
    }

    private static bool HasAll<T>(JsonElement list, string member, KeyedEntries<T> wanted)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return false;
        var met = new bool[wanted.Count];
        foreach (var entry in list.EnumerateArray())
            if (wanted.PlaceOf(entry.GetProperty(member)) is var place and >= 0)
                met[place] = true;
        return !met.Contains(false);
    }
}
