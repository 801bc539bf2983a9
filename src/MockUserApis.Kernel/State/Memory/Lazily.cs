namespace MockUserApis.Kernel.State.Memory;

/// <summary>Things that are made when first touched, by whichever thread comes first.</summary>
internal static class Lazily
{
    /// <summary>What stands in the place; made when nothing does.</summary>
    public static T Make<T>(ref T? place, Func<T> make)
        where T : class => Volatile.Read(ref place) ?? Interlocked.CompareExchange(ref place, make(), null) ?? place;
}
