using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Apis;

/// <summary>What lenient lets pass: a keyword at a pointer (<c>*</c>: any), and why.</summary>
public sealed record Waiver(string Pointer, string Keyword, Rule Rule) : IHasRules
{
    /// <summary>Which values it lets pass; null: all.</summary>
    public Func<Finding, bool>? Only { get; init; }

    public IEnumerable<Rule> Rules => [Rule];

    public bool Covers(Finding finding) => Names(finding) && Only?.Invoke(finding) != false;

    private bool Names(Finding finding) =>
        (Keyword == "*" || Keyword == finding.Keyword)
        && (
            Pointer == "*"
            || Pointer == finding.Pointer
            || (
                Pointer.EndsWith("/*", StringComparison.Ordinal)
                && finding.Pointer.StartsWith(Pointer[..^1], StringComparison.Ordinal)
            )
        );
}
