using System.Globalization;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// From when to when events are read, in epoch milliseconds: as <c>dateRangeStart</c> and <c>dateRangeEnd</c> say, or
/// the terms of a filter on the date. CODE
/// </summary>
internal static class EventRange
{
    private const long Day = 86_400_000;
    private const int MostDays = 190;

    private static readonly Rule LongestRule = new(
        "event/range/longest",
        CODE,
        "a warehouse source asks for 190 days at a time, as more are refused"
    );

    public static readonly Rule DefaultRule = new(
        "event/range/default",
        CODE,
        "without a range the last day is read; that an end alone means the day before it is ASSUMED"
    );

    /// <summary>Whether the filter's dates can be read.</summary>
    public static bool IsReadable(Filter filter) => filter.Terms.All(t => t.Field != "date" || Instant(t) is not null);

    public static (long Start, long End) Of(Filter filter, long? start, long? end, long now)
    {
        var dates = filter.Terms.Where(t => t.Field == "date").ToList();
        start ??= dates.Where(t => t.Operator is ">" or ">=" or "==").Min(Instant);
        end ??= dates.Where(t => t.Operator is "<" or "<=" or "==").Max(Instant) ?? now;
        return (start ?? Math.Max(end.Value, long.MinValue + Day) - Day, end.Value);
    }

    /// <summary>The departure of a range that is too long; null: it is not.</summary>
    public static Finding? Excess((long Start, long End) range)
    {
        var days = ((decimal)range.End - range.Start) / Day;
        if (days <= MostDays)
            return null;
        var sent = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(days)} days");
        return new Finding("query", "/dateRangeStart", "maximum", $"at most {MostDays} days", sent, LongestRule)
        {
            Limit = MostDays,
        };
    }

    private static long? Instant(Term term) =>
        long.TryParse(term.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at) ? at : null;
}
