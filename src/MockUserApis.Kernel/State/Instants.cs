namespace MockUserApis.Kernel.State;

/// <summary>Instants that stay within the years 1 to 9999, where adding throws.</summary>
public static class Instants
{
    /// <summary>So long after, or before; the end of time that is nearest to it, when it lies beyond.</summary>
    public static DateTimeOffset Later(DateTimeOffset at, TimeSpan by)
    {
        if (by > DateTimeOffset.MaxValue - at)
            return DateTimeOffset.MaxValue;
        if (by < DateTimeOffset.MinValue - at)
            return DateTimeOffset.MinValue;
        return at + by;
    }

    /// <summary>
    /// The latest end that is over at an instant. What would end after the year 9999 ends with it, and so never.
    /// </summary>
    public static DateTimeOffset EndedBy(DateTimeOffset now) => now == DateTimeOffset.MaxValue ? now.AddTicks(-1) : now;

    /// <summary>The instant of UTC ticks, or the end of time that is nearest to it.</summary>
    public static DateTimeOffset OfTicks(long ticks) =>
        new(Math.Clamp(ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
}
