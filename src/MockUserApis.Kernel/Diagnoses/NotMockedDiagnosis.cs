using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// Explains an answer that is the mock's doing: the vendor has what was asked for. No request put right, and no
/// operation that was probably meant: the client meant what it said.
/// </summary>
internal sealed class NotMockedDiagnosis(JournalEntry entry, Api api, string path)
{
    public const string Party = "mock";
    private readonly Operation? missing = api.Contract.NotMocked.Find(path, entry.Method);

    private VendorContract Contract => api.Contract;

    /// <param name="lacks">What the vendor has and the mock lacks, in a sentence.</param>
    public DiagnosisView View(string lacks)
    {
        var rule = missing?.Rule ?? (entry.Operation is { } id ? Contract[id].Rule : Contract.Rules[0]);
        var reason = rule.Reason is { Length: > 0 } said ? said : null;
        var problem = new ProblemView(
            missing is null ? "request" : "path", "", "what the mock has", $"{entry.Method} {path}",
            rule.Name, rule.Evidence.ToString(), reason, Party, null);
        return new DiagnosisView(lacks, Party, [problem], null, $"specs/{api.Spec}.yaml:{Line()}", null);
    }

    private int Line()
    {
        var yaml = Contract.Yaml;
        var list = Math.Max(0, yaml.IndexOf("\nx-not-mocked:", StringComparison.Ordinal));
        var at = missing is null ? yaml.IndexOf($"operationId: {entry.Operation}\n", StringComparison.Ordinal)
            : yaml.IndexOf(missing.Path, list, StringComparison.Ordinal);
        return at < 0 ? 1 : yaml.AsSpan(0, at).Count('\n') + 1;
    }
}
