namespace MockUserApis.Tests.Support;

/// <summary>Asks a server until it answers as wanted: each look is a request, so nothing sleeps.</summary>
internal static class Until
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static async Task<T> ReachedAsync<T>(Func<Task<T>> look, Func<T, bool> reached, string what)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            var now = await look();
            if (reached(now))
                return now;
            timeout.IsCancellationRequested.ShouldBeFalse($"Never came: {what}; {now}");
        }
    }
}
