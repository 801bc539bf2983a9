namespace MockUserApis.Kernel.State;

/// <summary>Of a kind: its name on the wire, where it acts, what a fault of it must say.</summary>
public sealed record FaultTraits(string Name, FaultStage Stage, bool NeedsStatus = false, bool NeedsDelay = false)
{
    private static readonly FaultTraits[] All =
    [
        new("status", FaultStage.InPlaceOfOperation, NeedsStatus: true),
        new("latency", FaultStage.BeforeOperation, NeedsDelay: true),
        new("reset", FaultStage.InPlaceOfOperation),
        new("truncate", FaultStage.OnDelivery),
        new("malformed", FaultStage.OnDelivery),
        new("drip", FaultStage.OnDelivery, NeedsDelay: true),
        new("commit-then-reset", FaultStage.OnDelivery),
    ];

    /// <summary>The names, in the order of <see cref="FaultKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(t => t.Name)];

    public static FaultTraits Of(FaultKind kind) => All[(int)kind];

    /// <summary>The kind of a name on the wire; null when it is not one of them.</summary>
    public static FaultKind? Named(string? name) =>
        Array.FindIndex(All, t => t.Name == name) is var i and >= 0 ? (FaultKind)i : null;
}
