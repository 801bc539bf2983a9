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
