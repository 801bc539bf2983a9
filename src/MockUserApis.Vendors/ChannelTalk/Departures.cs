using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// How it is known what becomes of a body that departs from the contract, where that is known in another way than the
/// field or object in which it stands.
/// </summary>
internal static class Departures
{
    private static readonly Rule NullRule = new(
        "body/null",
        DOC,
        "the vendor's next model: every field of the patch takes null; the v5 documents do not speak of it"
    );
    private static readonly Rule UnknownRule = new(
        "body/unknown",
        ASSUMED,
        "no page says what becomes of a key that it does not list: ignored, as a read-only one is"
    );
    private static readonly Rule TagsRule = new(
        "body/tags",
        ASSUMED,
        "0 to 20 and unique are DOC; that another list is refused, not cut, is ours: the vendor's node cuts it first"
    );
    private static readonly Rule LanguageRule = new(
        "body/language",
        ASSUMED,
        "BCP 47 is DOC; that a text of another form is stored is by analogy with a number that is not E.164"
    );

    public static IReadOnlyList<Finding> Known(IReadOnlyList<Finding> departures) => [.. departures.Select(Known)];

    private static Finding Known(Finding departure) =>
        RuleOf(departure) is { } rule ? departure with { Rule = rule } : departure;

    private static Rule? RuleOf(Finding departure) =>
        departure switch
        {
            { Keyword: "nullable", Breaks: false } => NullRule,
            // A field that the vendor's file has in answers alone is declared: it has a rule of its own.
            { Keyword: "undeclared", Schema.Noted: not { ReadOnly: true } } => UnknownRule,
            { Keyword: "maxItems" or "uniqueItems", Root: "tags" } => TagsRule,
            { Keyword: "pattern", Pointer: "/language" } => LanguageRule,
            _ => null,
        };
}
