using System.Text.Json;

namespace MockUserApis.Kernel.Contract;

/// <summary>Equal items of a list; objects are equal whatever the order of their keys.</summary>
internal static class RepeatedItem
{
    /// <summary>The index of the first item that an earlier one equals; null when none does.</summary>
    public static int? First(JsonElement array, int length)
    {
        if (length < 2)
            return null;
        var seen = new HashSet<string>(length, StringComparer.Ordinal);
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (!seen.Add(CanonicalJson.Of(item)))
                return index;
            index++;
        }

        return null;
    }
}
