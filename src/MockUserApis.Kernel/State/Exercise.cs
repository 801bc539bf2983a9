using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.State;

/// <summary>What one request exercised of a contract.</summary>
/// <param name="Operation">Null where none was found.</param>
/// <param name="Lacked">What the vendor has and the mock lacked; null: nothing.</param>
/// <param name="Status">Null where an armed fault had a hand in it.</param>
/// <param name="Body">As parsed; undefined when there was none.</param>
/// <param name="Assumed">ASSUMED rules that the answer relied on.</param>
public readonly record struct Exercise(
    Operation? Operation,
    Operation? Lacked,
    int? Status,
    JsonElement Body,
    IReadOnlyList<Rule> Assumed
);
