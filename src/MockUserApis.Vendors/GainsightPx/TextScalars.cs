using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// Booleans and numbers that are written as text. The vendor's own loader sends booleans and coordinates so: lenient
/// stores what the text says. CODE
/// </summary>
internal static class TextScalars
{
    private static readonly Rule DateRule = new(
        "lenient/dates",
        CODE,
        "null or \"\" keeps the old value: the vendor's loader leaves such dates out"
    );

    private static readonly Rule LoaderRule = new(
        "lenient/text",
        CODE,
        "the vendor's loader sends booleans and coordinates as text"
    );

    private static readonly Rule NumberRule = new(
        "lenient/text/numbers",
        ASSUMED,
        "a JSON binder that reads one scalar from text reads them all"
    );

    private static IEnumerable<string> Dates => [.. Update.Dates, .. AccountUpdate.Dates, "date"];

    /// <summary>What lenient lets pass; the order matters, as the first that fits gives the reason.</summary>
    public static IEnumerable<Waiver> Waivers =>
        [
            .. Dates.Select(d => new Waiver("/" + d, "nullable", DateRule)),
            .. Dates.Select(d => new Waiver("/" + d, "type", DateRule) { Only = IsEmpty }),
            new("/globalUnsubscribe", "type", LoaderRule) { Only = IsScalar },
            new("/location/coordinates/*", "type", LoaderRule) { Only = IsScalar },
            new("*", "type", NumberRule) { Only = IsScalar },
        ];

    /// <summary>
    /// The body with values where lenient let a text or an empty list pass; most have none and stay as they are.
    /// </summary>
    public static RequestBody Read(RequestBody body, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            return body;
        JsonObject? read = null;
        foreach (var finding in findings)
        {
            if (finding is not { In: "body", Keyword: "type" or "minItems", Refused: false })
                continue;
            read ??= JsonObject.Create(body.Json)!;
            Put(read, finding);
        }

        return read is null
            ? body
            : new RequestBody<object>(RawJson.Parse(Encoding.UTF8.GetBytes(read.ToJsonString())));
    }

    private static void Put(JsonObject body, Finding finding)
    {
        JsonNode at = body;
        var path = finding.Segments;
        foreach (var step in path.AsSpan(0, path.Length - 1))
        {
            at = at is JsonArray ? at[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!;
        }

        // An empty date, or an empty list of what has to have one: as null.
        var isEmpty = finding.Value.ValueKind != JsonValueKind.String || finding.Value.ValueEquals("");
        at[path[^1]] = isEmpty ? null : JsonNode.Parse(finding.Value.GetString()!);
    }

    private static bool IsEmpty(Finding finding) =>
        finding.Value.ValueKind == JsonValueKind.String && finding.Value.ValueEquals("");

    // As the contract has it, once it is read: a text of another number or word stays refused.
    public static bool IsScalar(Finding finding)
    {
        if (finding is not { Value.ValueKind: JsonValueKind.String, Schema: { } schema })
            return false;
        if (schema.Type is not (JsonTypes.Boolean or JsonTypes.Integer or JsonTypes.Number))
            return false;
        var text = Encoding.UTF8.GetBytes(finding.Value.GetString()!);
        try
        {
            var value = RawJson.Parse(text);
            // The parser forgives white space around a value, and whatever stands behind it.
            var isWhole = JsonMarshal.GetRawUtf8Value(value).Length == text.Length;
            return isWhole && value.ValueKind != JsonValueKind.Null && SchemaCheck.Request(schema, value).Count == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
