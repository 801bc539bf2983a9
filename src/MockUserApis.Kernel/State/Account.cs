namespace MockUserApis.Kernel.State;

/// <summary>What a credential opens.</summary>
public sealed record Account(Sandbox Sandbox, bool CanWrite, DateTimeOffset? Until = null)
{
    /// <summary>Its time is over, on the sandbox's clock. One that would end after the year 9999 has no end.</summary>
    public bool IsOver => Until is { } end && end <= Instants.EndedBy(Sandbox.Clock.GetUtcNow());
}
