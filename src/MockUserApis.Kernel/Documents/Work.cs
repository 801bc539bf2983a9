namespace MockUserApis.Kernel.Documents;

/// <summary>
/// How many steps this thread has taken in loops whose length a client decides and that allocate nothing. Tests hold
/// their growth, and that of the allocated bytes, against a request's: unlike time, both are the same on every run.
/// </summary>
public static class Work
{
    [ThreadStatic]
    private static long steps;

    public static long Steps => steps;

    internal static void Count(long more) => steps += more;
}
