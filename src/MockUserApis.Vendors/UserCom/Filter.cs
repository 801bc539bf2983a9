using System.Collections.Frozen;
using System.Globalization;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// What the query of the list or of a search asks for beside an id: a time between two, attributes, or something that
/// nobody knows. That must not find everybody.
/// </summary>
internal sealed class Filter
{
    public const long FirstSecond = -62_135_596_800;
    public const long LastSecond = 253_402_300_799;
    private const int MaxConditions = 20;

    private static readonly Rule DatesRule = new("search/dates", CODE, "UNIX seconds");
    private static readonly Rule EndsRule = new(
        "search/ends",
        ASSUMED,
        "both ends belong to it; one may be left out, without both nobody is found"
    );
    private static readonly Rule LookupRule = new("search/lookups", CODE, "clients read count and results of a page");
    private static readonly Rule ContainsRule = new("search/email__contains", DOC, "case-sensitive");
    private static readonly Rule CompareRule = new(
        "search/compare",
        ASSUMED,
        "numbers by size, dates by time, texts letter by letter; every condition must hold"
    );
    private static readonly Rule EmptyRule = new("search/empty", ASSUMED, "nobody fits: a page or array without users");
    private static readonly Rule UnknownRule = new(
        "search/unknown",
        ASSUMED,
        "a parameter that is not known must not find everybody: nobody is found"
    );
    private static readonly Rule MaxRule = new(
        "search/most",
        ASSUMED,
        "at most 20 conditions: no number is documented, and each is held against every user"
    );

    private static readonly FrozenSet<string> Dates = FrozenSet.ToFrozenSet([
        "first_seen",
        "last_seen",
        "last_contacted",
        "updated_at",
    ]);
    private static readonly FrozenSet<string> Lists = FrozenSet.ToFrozenSet([
        "companies",
        "attributes",
        "lists",
        "tags",
    ]);
    private readonly List<Lookup> lookups = [];
    private string? date;
    private DateTimeOffset min = DateTimeOffset.MinValue;
    private DateTimeOffset max = DateTimeOffset.MaxValue;
    private NameChanges changes = NameChanges.None;

    /// <summary>The query has no condition of this kind.</summary>
    public bool IsEmpty => date is null && lookups.Count == 0 && !FindsNobody;

    /// <summary>Something in it is not known.</summary>
    public bool FindsNobody { get; private set; }

    /// <summary>The stored field of a standard attribute; null: it is not one.</summary>
    public static string? FieldOf(string name, View view) =>
        view.FieldOf(name) is { } field && (field == "name" || (Seed.Fields.Find(field) >= 0 && !Lists.Contains(field)))
            ? field
            : null;

    /// <summary>
    /// A parameter that the spec does not list: null when it is a lookup, or what the vendor documents instead.
    /// </summary>
    /// <param name="paging">What it calls the parameter that leads to another page.</param>
    public static Finding? Undeclared(Finding finding, string operation, View view, string paging)
    {
        var own = view.NameOf("user_id");
        if (operation == "searchUserByCustomId")
            return finding with { Expected = own, Rule = UnknownRule };
        var everything = operation == "searchUsers";
        if (!everything && operation != "listUsers")
            return finding;
        if (Lookup.Knows(finding.Field, everything, view))
            return null;
        var expected = everything
            ? $"email, key, phone_number or {own}; or search with min and max; or NAME__LOOKUP (contains, icontains, "
                + "startswith, istartswith, endswith, iendswith, gt, gte, lt, lte)"
            : $"{paging}; or search with min and max; "
                + "or NAME__LOOKUP (contains, gt, gte, lt, lte) of a standard attribute";
        return finding with { Expected = expected, Rule = UnknownRule };
    }

    /// <summary>Reads the query; the refusal when it has too many conditions.</summary>
    /// <param name="others">Parameters that are no conditions of this kind.</param>
    public static (Filter Filter, Reply? Refused) Read(Exchange exchange, bool everything, FrozenSet<string> others)
    {
        var (filter, view) = (new Filter(), exchange.View);
        filter.changes = NameChanges.Of(exchange.Sandbox, exchange.Vendor);
        var query = exchange.Http.Request.Query;
        foreach (var (name, values) in query)
        {
            if (others.Contains(name))
                continue;
            if (!Lookup.Knows(name, everything, view))
            {
                filter.Nobody(exchange, UnknownRule);
                continue;
            }

            foreach (var value in values)
                filter.Add(name, value ?? "", exchange);
            if (filter.lookups.Count <= MaxConditions)
                continue;
            var expected = $"at most {MaxConditions} conditions";
            return (
                filter,
                exchange.Refuse(
                    new Finding("query", "", "maxItems", expected, "more", MaxRule) { Limit = MaxConditions }
                )
            );
        }

        var isByTime = query.ContainsKey("search") || query.ContainsKey("min") || query.ContainsKey("max");
        if (isByTime && others.Contains("search"))
        {
            filter.Between(query["search"].ToString(), query["min"], query["max"], exchange);
        }

        return (filter, null);
    }

    public bool Holds(Document user)
    {
        if (FindsNobody)
            return false;
        if (date is not null && !(TimeOf(user, date) is { } at && at >= min && at <= max))
            return false;
        var shown = lookups.Count > 0 ? changes.Current(user) : user;
        foreach (var lookup in lookups)
            if (!lookup.Holds(shown))
                return false;
        return true;
    }

    /// <summary>Notes that nobody was found.</summary>
    public static void Empty(Exchange exchange) => exchange.Rely(EmptyRule);

    private void Add(string name, string value, Exchange exchange)
    {
        var lookup = Lookup.Of(name, value, exchange.View);
        lookups.Add(lookup);
        // Of one the lookup is documented; that a page answers it is not.
        exchange.Rely(LookupRule);
        if (name == "email__contains")
            exchange.Rely(ContainsRule);
        if (lookup.IsOrder || lookups.Count > 1)
            exchange.Rely(CompareRule);
        if (lookup.IsEmpty)
            Strange(exchange, name, "something to look for");
    }

    private void Between(string search, string? from, string? to, Exchange exchange)
    {
        if (!Dates.Contains(search))
        {
            Strange(exchange, "search", "first_seen, last_seen, last_contacted or updated_at");
            return;
        }

        date = search;
        exchange.Rely(DatesRule);
        exchange.Rely(EndsRule);
        if (from is null && to is null)
            Strange(exchange, "search", "min or max beside it, in UNIX seconds");
        if (from is not null)
            min = Time(from);
        if (to is not null)
            max = Time(to);
    }

    private void Strange(Exchange exchange, string parameter, string expected)
    {
        var sent = ShownValue.Of(RawJson.Parse(RawJson.String(exchange.Http.Request.Query[parameter].ToString())));
        var pointer = "/" + JsonPointer.Escape(parameter);
        exchange.Note(new Finding("query", pointer, "undeclared", expected, sent, UnknownRule) { Breaks = false });
        Nobody(exchange, UnknownRule);
    }

    private void Nobody(Exchange exchange, Rule rule)
    {
        exchange.Rely(rule);
        FindsNobody = true;
    }

    // The contract check has seen that it is a number of 64 bits; time has an end.
    private static DateTimeOffset Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(number, FirstSecond, LastSecond))
            : DateTimeOffset.MinValue;

    private static DateTimeOffset? TimeOf(Document user, string field) =>
        user.Text(field) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
