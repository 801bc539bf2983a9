using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// Explains an answer that is the mock's doing: the vendor has what was asked for. No request put right, and no
/// operation that was probably meant: the client meant what it said.
/// </summary>
internal static class NotMockedDiagnosis
{
    public const string Party = "mock";

    /// <param name="path">Without prefixes of the mock.</param>
    /// <param name="lacks">What the vendor has and the mock lacks, for people to read.</param>
    public static DiagnosisView Of(JournalEntry entry, Api api, string path, string lacks)
    {
        var contract = api.Contract;
        var missing = contract.NotMocked.Find(path, entry.Method);
        var rule = missing?.Rule ?? (entry.Operation is { } id ? contract[id].Rule : contract.Rules[0]);
        var problem = new ProblemView(
            missing is null ? "request" : "path",
            "",
            "what the mock has",
            $"{entry.Method} {path}",
            rule.Name,
            rule.Evidence.ToString(),
            Problems.ReasonOf(rule),
            Party,
            null
        );
        var spec = missing is null
            ? SpecLine.OfOperation(entry.Operation, api)
            : SpecLine.OfNotMocked(missing.Path, api);
        return new DiagnosisView(lacks, Party, [problem], null, spec, null);
    }
}
