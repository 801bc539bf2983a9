using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>How large an event may be, beyond what the contract says.</summary>
internal static class EventLimits
{
    private const int LongestName = 1024;

    private static readonly Rule NamesRule = new(
        "event/attributes/names",
        ASSUMED,
        "names of at most 1024 characters (DOC, an older edition): what lies beyond is refused in strict"
    );

    private static readonly Rule BeyondRule = new(
        "lenient/event/limits",
        ASSUMED,
        "a newer edition points to the price list for the limits, so a client may have larger ones"
    );

    /// <summary>What lenient lets pass beside a user's.</summary>
    public static readonly IReadOnlyList<Waiver> Waivers =
    [
        new("/attributes", "maxProperties", BeyondRule),
        new("/attributes", "propertyNames", BeyondRule),
        new("/eventName", "maxLength", BeyondRule),
    ];

    /// <summary>The departure of an attribute whose name is too long; null: none is.</summary>
    public static Finding? LongName(JsonElement body)
    {
        if (!body.TryGetProperty("attributes", out var attributes) || attributes.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var attribute in attributes.EnumerateObject())
        {
            if (attribute.Name.Length <= LongestName)
                continue;
            var expected = $"names of at most {LongestName} characters";
            var sent = ShownValue.Of(RawJson.Parse(RawJson.String(attribute.Name)));
            return new Finding("body", "/attributes", "propertyNames", expected, sent, NamesRule)
            {
                Limit = LongestName,
            };
        }

        return null;
    }
}
