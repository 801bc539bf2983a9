namespace MockUserApis.Tests.Support;

/// <summary>What of memory something keeps. For tests that run alone: the memory is the whole process's.</summary>
internal static class Retained
{
    private const int Tries = 10;

    /// <summary>
    /// The least in bytes of several times, until it is less than enough: what earlier tests left running in this
    /// process allocates as well.
    /// </summary>
    /// <param name="make">Makes what keeps it.</param>
    public static long By(Func<object> make, long enough)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Tries && least >= enough; i++)
        {
            var before = GC.GetTotalMemory(true);
            var kept = make();
            least = Math.Min(least, GC.GetTotalMemory(true) - before);
            GC.KeepAlive(kept);
        }

        return least;
    }
}
