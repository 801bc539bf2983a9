using System.Globalization;
using System.Xml;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>Reads what a request gives as text, or says what to send instead.</summary>
internal static class Given
{
    public static TimeSpan Duration(string text, string field)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw RefusedException.Bad($"{field} is \"{text}\". Send an ISO 8601 duration such as PT1S, PT15M or P7D.");
        }
    }

    /// <param name="text">Null: not given.</param>
    public static int Number(string? text, string name, int fallback, int max)
    {
        if (text is null)
            return fallback;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= max
            ? number
            : throw RefusedException.Bad($"{name} is \"{text}\". Send a whole number from 1 to {max}.");
    }

    /// <summary>The id of a trace, which <c>traceparent</c> has between its first two dashes.</summary>
    public static string Trace(string text) =>
        TraceParent.IsTraceId(text)
            ? text
            : throw RefusedException.Bad(
                $"trace is \"{text}\". Send the id of a trace: 32 hex digits in lower case, not all 0, as in "
                    + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01."
            );

    public static T Known<T>(T? found, string what, string name, IEnumerable<string> known)
        where T : class =>
        found
        ?? throw RefusedException.NotFound(what, $"There is no {what} \"{name}\". Known: {string.Join(", ", known)}.");

    public static Resource Resource(Vendor vendor, string collection) =>
        vendor.Resource(
            Known(
                vendor.Recipes.FirstOrDefault(r => r.Name == collection),
                $"collection of {vendor.Slug}",
                collection,
                vendor.Recipes.Select(r => r.Name)
            )
        );

    public static Vendor Vendor(VendorDirectory vendors, string slug) =>
        Known(vendors.BySlug(slug), "vendor", slug, vendors.All.Select(v => v.Slug));

    /// <summary>One of a vendor's APIs: the first by the vendor's slug.</summary>
    public static Api Api(VendorDirectory vendors, string id) =>
        Known(vendors.Api(id), "vendor", id, vendors.All.SelectMany(v => v.Apis).Select(a => a.Id));
}
