using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>Whom a mass update by your own ids names.</summary>
internal static class MassIds
{
    private static readonly Rule NumberRule = new(
        "mass/ids",
        ASSUMED,
        "your own ids are strings (DOC); a number passes, as it does for custom_id"
    );

    /// <summary>Notes each number among the ids.</summary>
    public static void Note(Exchange exchange, RequestBody body)
    {
        var (index, noted) = (0, 0);
        foreach (var id in body.Json.GetProperty("ids").EnumerateArray())
        {
            var pointer = $"/ids/{index++}";
            if (id.ValueKind != JsonValueKind.Number || noted++ >= SchemaCheck.MaxFindings)
                continue;
            exchange.Rely(NumberRule);
            exchange.Note(
                new Finding("body", pointer, "type", "string", ShownValue.Of(id), NumberRule) { Breaks = false }
            );
        }
    }
}
