using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>Ids that a user cannot have, because nobody could read it again.</summary>
internal static class IdentifyId
{
    private const string Expected =
        "an id that a path can name: not \".\", \"..\", \"update\", \"delete\", and no U+0000 in it";

    public static readonly Rule UnusableRule = new(
        "create/identifyId/unusable",
        ASSUMED,
        "nobody could read such a user: clients take dots out of a path, update and delete are paths of their own"
    );

    public static readonly Rule RequiredRule = new("create/required", DOC, "in lenient too: its fragments are updates");

    /// <summary>What is wrong with a new user's id, where the contract does not say it; null: nothing.</summary>
    public static Finding? Unusable(string id, JsonElement body) =>
        id is "." or ".." or "update" or "delete" || id.Contains('\0', StringComparison.Ordinal)
            ? new Finding("body", "/identifyId", "not", Expected, ShownValue.Of(IdOf(body)), UnusableRule)
            {
                Value = IdOf(body),
            }
            : null;

    /// <summary>
    /// What lenient let pass and a create needs all the same, as pointers; null when there is all of it.
    /// </summary>
    public static List<Finding>? Missing(IReadOnlyList<Finding> findings, params ReadOnlySpan<string> needed)
    {
        List<Finding>? missing = null;
        foreach (var finding in findings)
        {
            if (finding is { In: "body", Breaks: true } && needed.Contains(finding.Pointer))
                (missing ??= []).Add(finding);
        }

        return missing;
    }

    private static JsonElement IdOf(JsonElement body) => body.GetProperty("identifyId");
}
