using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>
/// What no vendor says about JSON itself, and parsers differ in: alike for all, in each vendor's ledger.
/// </summary>
internal static class JsonRules
{
    public static readonly Rule Integers = new(
        "body/integers",
        Evidence.ASSUMED,
        "1.0 and 1e2 for an integer: some parsers take them; refused, because digits alone pass everywhere"
    );

    public static readonly Rule RepeatedKeys = new(
        "body/repeated-keys",
        Evidence.ASSUMED,
        "parsers take the first, the last or neither; refused, so that nothing depends on which"
    );

    public static readonly Rule Surrogates = new(
        "body/surrogates",
        Evidence.ASSUMED,
        "an escape that is half a character: parsers keep, replace or refuse it; refused"
    );

    public static readonly Rule Nesting = new(
        "body/nesting",
        Evidence.ASSUMED,
        "no vendor says how deep a body may be, and each has a bound; 64 levels, as in the common parsers"
    );
}
