using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>Where a spec says something: file and line.</summary>
internal static class SpecLine
{
    public static string Of(Operation operation, Api api) => OfOperation(operation.Id, api);

    public static string OfOperation(string? id, Api api) => At(IndexOf($"operationId: {id}\n", 0, api), api);

    /// <summary>Of a path in the list of what the vendor has and the mock lacks.</summary>
    public static string OfNotMocked(string path, Api api) =>
        At(IndexOf(path, Math.Max(0, IndexOf("\nx-not-mocked:", 0, api)), api), api);

    private static int IndexOf(string text, int from, Api api) =>
        api.Contract.Yaml.IndexOf(text, from, StringComparison.Ordinal);

    private static string At(int index, Api api)
    {
        var line = index < 0 ? 1 : api.Contract.Yaml.AsSpan(0, index).Count('\n') + 1;
        return FormattableString.Invariant($"specs/{api.Spec}.yaml:{line}");
    }
}
