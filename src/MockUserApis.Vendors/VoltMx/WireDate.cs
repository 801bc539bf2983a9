using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// Dates as the server reads and writes them: American order, and out with a time zone, always UTC here. DOC
/// </summary>
internal static class WireDate
{
    private const string Out = "MM/dd/yyyy hh:mm:ss tt 'UTC'";
    private const string Zone = "UTC";

    // The first two are the documented ones; the last is what GET shows, for a client that sends it back (ASSUMED).
    private static readonly string[] In = ["MM/dd/yyyy", "MM/dd/yyyy hh:mm:ss tt", Out];

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Out, CultureInfo.InvariantCulture);

    /// <summary>Whether the text is in one of the pages' two forms, if it is a date.</summary>
    public static bool IsDocumented(string text) => text.Length > 0 && !text.EndsWith(Zone, StringComparison.Ordinal);

    /// <summary>
    /// The JSON to store for a date that was sent; <c>null</c> and "" unset it. Null when it is no date.
    /// </summary>
    public static byte[]? Convert(JsonElement sent)
    {
        if (sent.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return null;
        if (sent.ValueKind == JsonValueKind.Null || sent.ValueEquals(""))
            return RawJson.Null.ToArray();
        if (
            DateTime.TryParseExact(
                sent.GetString(),
                In,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
            return RawJson.String(Of(time));
        return null;
    }
}
