namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// A limit: either <see cref="Requests"/> in each <see cref="Window"/>, or a bucket of <see cref="Requests"/> tokens
/// refilled by <see cref="RefillPerSecond"/>.
/// </summary>
public sealed record RateLimit(long Requests, TimeSpan? Window, double? RefillPerSecond)
{
    public static RateLimit PerWindow(long requests, TimeSpan window) => new(requests, window, null);

    public static RateLimit Bucket(long capacity, double refillPerSecond) => new(capacity, null, refillPerSecond);
}

/// <summary>What a limit said to one request.</summary>
/// <param name="RetryAfter">How long until a request would pass; zero when this one did.</param>
/// <param name="Reset">When the limit is whole again.</param>
public readonly record struct Allowance(
    bool Granted,
    long Limit,
    long Remaining,
    TimeSpan RetryAfter,
    DateTimeOffset Reset
)
{
    /// <summary>Of a request that nothing limits.</summary>
    internal static Allowance WithoutLimit(DateTimeOffset now) => new(true, 0, 0, TimeSpan.Zero, now);

    /// <summary>Whole seconds for a <c>Retry-After</c> header, at least 1.</summary>
    public long RetrySeconds => Math.Max(1, (long)Math.Ceiling(RetryAfter.TotalSeconds));
}
