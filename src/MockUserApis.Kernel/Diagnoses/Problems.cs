using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>Findings as a diagnosis tells them: whose fault each is, and which word was probably meant.</summary>
internal static class Problems
{
    public const string Client = "client";
    public const string Assumption = "mock assumption";
    private const string Gap = "spec gap";

    public static ProblemView Of(Finding finding, Operation operation)
    {
        var meant = Meant(finding, operation);
        return new ProblemView(
            finding.In,
            finding.Pointer,
            finding.Expected,
            finding.Actual,
            finding.Rule.Name,
            finding.Rule.Evidence.ToString(),
            ReasonOf(finding.Rule),
            PartyOf(finding, meant, operation),
            meant is null ? null : $"Did you mean \"{meant}\"?"
        );
    }

    public static string? ReasonOf(Rule rule) => rule.Reason is { Length: > 0 } reason ? reason : null;

    /// <summary>Whose fault all of it is: the client's before the mock's, and both before a gap in the spec.</summary>
    public static string PartyOf(IEnumerable<ProblemView> problems) =>
        problems
            .Select(p => p.Party)
            .OrderBy(p =>
                p switch
                {
                    Client => 0,
                    Assumption => 1,
                    _ => 2,
                }
            )
            .FirstOrDefault()
        ?? Client;

    private static string? Meant(Finding finding, Operation operation) =>
        finding switch
        {
            { In: "query", Keyword: "undeclared" } => Closest.Parameter(finding.Field, operation),
            { Keyword: "undeclared" or "additionalProperties" } => Closest.Word(
                finding.Field,
                finding.Schema?.Properties.Names ?? []
            ),
            { Keyword: "enum" } => Closest.Word(
                finding.Actual.Trim('"'),
                finding.Schema?.Enum.Select(e => e.ToString()) ?? []
            ),
            _ => null,
        };

    // A rule that nobody outside the vendor knows is ours to answer for; a key that the documents are silent about is
    // a gap in them, unless it is plainly a misspelling of one that they have.
    private static string PartyOf(Finding finding, string? meant, Operation operation)
    {
        if (finding.Party is { } told)
            return told;
        if (finding.Keyword == "undeclared")
            return meant is null ? Gap : Client;
        // That no page tells of the operation makes a body that is missing or cannot be read no better.
        if (finding.Keyword is "syntax" or "mediaType" or "required" && finding.Rule == operation.Rule)
            return Client;
        if (finding.Rule.Evidence == Evidence.ASSUMED && finding.Schema is null)
            return Assumption;
        return Client;
    }
}
