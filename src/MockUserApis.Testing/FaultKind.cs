namespace MockUserApis.Testing;

/// <summary>What a fault does.</summary>
public enum FaultKind
{
    /// <summary>The vendor answers with a status of your choice, and nothing is changed.</summary>
    Status,

    /// <summary>The answer comes late.</summary>
    Latency,

    /// <summary>The connection breaks and nothing is changed.</summary>
    Reset,

    /// <summary>Half of the body, then the connection breaks; of an answer without a body, nothing.</summary>
    Truncate,

    /// <summary>A body that is not quite JSON; an answer without a body stays as it is.</summary>
    Malformed,

    /// <summary>The body comes in small pieces; an answer without a body comes at once.</summary>
    Drip,

    /// <summary>The change is made, then the connection breaks before the answer.</summary>
    CommitThenReset,
}
