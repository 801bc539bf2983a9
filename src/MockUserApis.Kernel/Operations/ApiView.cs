using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Operations;

/// <summary>One of a vendor's APIs; the first speaks for the control plane.</summary>
/// <param name="Name">In addresses: <c>/_mock/openapi/NAME.json</c>, <c>/_mock/vendors/NAME/rules</c>.</param>
/// <param name="Version">As its spec says it.</param>
internal sealed record ApiView(
    string Name,
    string Version,
    string UpdateOperation,
    int Assumed,
    IReadOnlyList<OperationView> Operations
)
{
    /// <summary>Headers that ask for it rather than for another version.</summary>
    public IReadOnlyDictionary<string, string>? AskedBy { get; init; }

    internal static ApiView Of(Api api) =>
        new(
            api.Id,
            api.Contract.Version,
            api.UpdateOperation,
            api.Ledger.Count(r => r.Evidence == Evidence.ASSUMED),
            OperationsOf(api)
        )
        {
            AskedBy = api.AskedBy.Count == 0 ? null : api.AskedBy.ToDictionary(h => h.Key, h => h.Value),
        };

    internal static OperationView Of(Operation operation) =>
        new(operation.Id, operation.Method, operation.Path, operation.Rule.Evidence.ToString(), operation.Summary);

    internal static IReadOnlyList<OperationView> OperationsOf(Api api) => [.. api.Contract.Operations.Select(Of)];

    /// <summary>Its name where the vendor has others beside it; else null.</summary>
    internal static string? NameOf(Api api) => api.Vendor.Apis.Count > 1 ? api.Id : null;
}
