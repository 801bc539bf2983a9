using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// The id of a push subscription, a 64-bit number that a member is tied to. Every second member of the population has
/// one, which leads back to it.
/// </summary>
internal static class Ksid
{
    /// <summary>The stored field, and the key in a body.</summary>
    public const string Field = "ksid";

    public static readonly Rule ValidRule = new(
        "push/ksid",
        ASSUMED,
        "the real server knows them from the subscription of a device, which is not mocked: any positive number"
    );

    /// <summary>That of member <paramref name="ordinal"/> of the population; null: it has no device.</summary>
    public static long? Generated(long seed, long ordinal)
    {
        if (ordinal % 2 == 0)
            return null;
        var ids = Ids(seed);
        var number = ids.Of((ulong)ordinal);
        // Again until it is a positive number of 64 bits: so it is a permutation of those alone.
        while (number > long.MaxValue)
            number = ids.Of(number);
        return (long)number;
    }

    public static long? OrdinalOf(string text, long seed)
    {
        if (Read(text) is not { } ksid)
            return null;
        var ids = Ids(seed);
        var number = ids.Back((ulong)ksid);
        while (number > long.MaxValue)
            number = ids.Back(number);
        return (long)number;
    }

    /// <summary>Text or a number: the page's sample sends the one, the demo the other. Null: it is no KSID.</summary>
    public static long? Of(JsonElement sent) =>
        sent.ValueKind switch
        {
            JsonValueKind.String => Read(sent.GetString()!),
            JsonValueKind.Number when sent.TryGetInt64(out var number) && number > 0 => number,
            _ => null,
        };

    private static long? Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ksid) && ksid > 0 ? ksid : null;

    private static Scramble Ids(long seed) => new(seed, "VoltMx/ksid");
}
