namespace MockUserApis.Tests.Support;

/// <summary>A server's real time, for a test to set.</summary>
internal sealed class RealTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
