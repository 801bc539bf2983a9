using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.State;

/// <summary>What a request was the first to exercise of a contract, to be kept with its journal entry.</summary>
public sealed class NewPoints(VendorContract contract)
{
    public VendorContract Contract => contract;

    public IList<(string Operation, string Point)> Points { get; } = [];

    /// <summary>ASSUMED rules that an answer relied on for the first time.</summary>
    public IList<Rule> Assumed { get; } = [];

    /// <summary>What the vendor has and the mock lacked; it counts each time.</summary>
    public Operation? Lacked { get; set; }
}
