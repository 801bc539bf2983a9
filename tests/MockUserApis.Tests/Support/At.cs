namespace MockUserApis.Tests.Support;

/// <summary>A clock that stands.</summary>
internal sealed class At(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
