using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What a list cannot read of its query: a departure each, and 400 in words of ours.</summary>
internal static class Unreadable
{
    private const string NotGivenOut = "scrollId is not one that this list has given out";

    private static readonly Rule FilterRule = new(
        "list/filter/form",
        DOC,
        "{field}{op}{value}, of a field of the page"
    );

    private static readonly Rule SortRule = new("list/sort/form", DOC, "names of fields, a leading - for descending");

    private static readonly Rule SortBoundRule = new(
        "list/sort/bounds",
        ASSUMED,
        "8 fields: where the next page begins travels in the scrollId, which must fit a request line"
    );

    private static readonly Rule ScrollIdRule = new("list/scrollId/form", DOC, "what the page before answered");

    public static Reply Filter(Exchange exchange, string sent) =>
        Refuse(
            exchange,
            Departure(exchange, "filter", "{field}{op}{value}", sent, FilterRule),
            $"filter '{sent}' is not {{field}}{{op}}{{value}}"
        );

    public static Reply Sort(Exchange exchange, string sent, Recipe listed) =>
        Refuse(
            exchange,
            Departure(exchange, "sort", $"names of fields of {listed.OneMember}", sent, SortRule),
            $"sort '{sent}' names no field of {listed.OneMember}"
        );

    public static Reply LongSort(Exchange exchange, string sent) =>
        Refuse(
            exchange,
            Departure(exchange, "sort", $"at most {Order.MaxFields} fields", sent, SortBoundRule),
            $"sort takes at most {Order.MaxFields} fields"
        );

    public static Reply ScrollId(Exchange exchange) =>
        Refuse(
            exchange,
            Departure(exchange, "scrollId", "a scrollId that this list has given out", "", ScrollIdRule),
            NotGivenOut
        );

    // A scrollId carries filter and sort: what is wrong with them there is wrong with it.
    private static Finding Departure(Exchange exchange, string parameter, string expected, string sent, Rule rule)
    {
        if (exchange.Http.Request.Query["scrollId"].ToString() is { Length: > 0 } scrollId)
            (parameter, sent) = ("scrollId", scrollId);
        var shown = ShownValue.Of(RawJson.Parse(RawJson.String(sent)));
        return new Finding("query", "/" + parameter, "pattern", expected, shown, rule);
    }

    private static Reply Refuse(Exchange exchange, Finding finding, string message)
    {
        exchange.Refuse(finding);
        return Errors.BadRequest(message);
    }
}
