using System.Text.Json;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Entries for a list, each name once and in the order of the first ones.</summary>
internal sealed class KeyedEntries<T>
{
    /// <summary>So many names are compared one by one sooner than they are hashed.</summary>
    private const int MaxCompared = 8;

    private readonly List<(string Name, T Entry)> entries = [];
    private Dictionary<string, int>? places;

    /// <param name="lastCounts">Which of two entries of one name it is; false: the first.</param>
    public KeyedEntries(IEnumerable<(string Name, T Entry)> sent, bool lastCounts)
    {
        foreach (var one in sent)
        {
            var place = PlaceOf(one.Name);
            if (place < 0)
                Add(one);
            else if (lastCounts)
                entries[place] = one;
        }
    }

    public int Count => entries.Count;

    public T this[int place] => entries[place].Entry;

    /// <summary>Of the entry named so, by a text or a number as it is written; -1: of none.</summary>
    public int PlaceOf(JsonElement key)
    {
        if (places is not null || key.ValueKind != JsonValueKind.String)
            return PlaceOf(key.ToString());
        for (var i = 0; i < entries.Count; i++)
            if (key.ValueEquals(entries[i].Name))
                return i;
        return -1;
    }

    private int PlaceOf(string name)
    {
        if (places is not null)
            return places.TryGetValue(name, out var place) ? place : -1;
        for (var i = 0; i < entries.Count; i++)
            if (entries[i].Name == name)
                return i;
        return -1;
    }

    private void Add((string Name, T Entry) one)
    {
        places?.Add(one.Name, entries.Count);
        entries.Add(one);
        if (entries.Count != MaxCompared + 1)
            return;
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
            places.Add(entries[i].Name, i);
    }
}
