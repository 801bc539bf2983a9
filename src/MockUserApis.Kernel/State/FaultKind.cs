using System.Text.Json.Serialization;

namespace MockUserApis.Kernel.State;

/// <summary>What a fault does. Of an answer without a body (204, HEAD) see each.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>The vendor's own answer of a chosen status, in place of the operation.</summary>
    [JsonStringEnumMemberName("status")]
    Status,

    /// <summary>The operation begins late.</summary>
    [JsonStringEnumMemberName("latency")]
    Latency,

    /// <summary>The connection ends in place of the operation.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,

    /// <summary>Half of the body, then the connection ends; where there is no body, no byte.</summary>
    [JsonStringEnumMemberName("truncate")]
    Truncate,

    /// <summary>A whole body that is not quite JSON; where there is none, as it is.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed,

    /// <summary>The body in ten pieces; where there is none, at once.</summary>
    [JsonStringEnumMemberName("drip")]
    Drip,

    /// <summary>The operation is carried out, then the connection ends without an answer.</summary>
    [JsonStringEnumMemberName("commit-then-reset")]
    CommitThenReset,
}

/// <summary>Where a fault acts.</summary>
public enum FaultStage
{
    /// <summary>The operation is not carried out.</summary>
    InPlaceOfOperation,

    BeforeOperation,

    /// <summary>The operation was carried out; its answer suffers.</summary>
    OnDelivery,
}

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
