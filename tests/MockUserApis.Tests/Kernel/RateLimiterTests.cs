namespace MockUserApis.Tests.Kernel;

public sealed class RateLimiterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Window_UsedUp_OpensAgainWhenItEnds()
    {
        var limiter = new RateLimiter([RateLimit.PerWindow(2, TimeSpan.FromSeconds(10))], true);
        limiter.Take(Start).ShouldBe(new Allowance(true, 2, 1, TimeSpan.Zero, Start.AddSeconds(10)));
        limiter.Take(Start.AddSeconds(4)).Remaining.ShouldBe(0);
        var refused = limiter.Take(Start.AddSeconds(9.5));
        (refused.Granted, refused.Remaining, refused.RetryAfter, refused.RetrySeconds).ShouldBe((false, 0, TimeSpan.FromSeconds(0.5), 1));
        limiter.Take(Start.AddSeconds(10)).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Window_ClockStandingStill_StaysUsedUp()
    {
        var limiter = new RateLimiter([RateLimit.PerWindow(1, TimeSpan.FromSeconds(1))], true);
        limiter.Take(Start);
        for (var i = 0; i < 100; i++) limiter.Take(Start).Granted.ShouldBeFalse();
    }

    [Fact]
    public void Bucket_PartOfATokenLeft_IsWaitedForByTheRestAlone()
    {
        var limiter = new RateLimiter([RateLimit.Bucket(1, 0.25)], true);
        limiter.Take(Start).Granted.ShouldBeTrue();
        var refused = limiter.Take(Start.AddSeconds(2));
        (refused.Granted, refused.RetryAfter).ShouldBe((false, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Window_ClockSetBack_StartsAnew()
    {
        var limiter = new RateLimiter([RateLimit.PerWindow(1, TimeSpan.FromHours(1))], true);
        limiter.Take(Start);
        limiter.Take(Start.AddYears(-1)).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Bucket_Emptied_RefillsWithTime()
    {
        var limiter = new RateLimiter([RateLimit.Bucket(3, 2)], true);
        for (var i = 0; i < 3; i++) limiter.Take(Start).Granted.ShouldBeTrue();
        var refused = limiter.Take(Start);
        (refused.Granted, refused.RetryAfter).ShouldBe((false, TimeSpan.FromSeconds(0.5)));
        limiter.Take(Start.AddSeconds(0.4)).Granted.ShouldBeFalse();
        limiter.Take(Start.AddSeconds(0.5)).Granted.ShouldBeTrue();
        limiter.Peek(Start.AddHours(1)).Remaining.ShouldBe(3);
    }

    [Fact]
    public void Take_Refused_IsNotCounted()
    {
        var limiter = new RateLimiter([RateLimit.PerWindow(5, TimeSpan.FromSeconds(1)), RateLimit.PerWindow(1, TimeSpan.FromDays(1))], true);
        limiter.Take(Start).Granted.ShouldBeTrue();
        for (var i = 0; i < 10; i++) limiter.Take(Start).Granted.ShouldBeFalse();
        limiter.Take(Start.AddDays(1)).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Take_OfSeveralLimits_TellsTheTightest()
    {
        var limiter = new RateLimiter([RateLimit.PerWindow(200, TimeSpan.FromSeconds(1)), RateLimit.PerWindow(3, TimeSpan.FromDays(1))], true);
        limiter.Take(Start).ShouldBe(new Allowance(true, 3, 2, TimeSpan.Zero, Start.AddDays(1)));
    }

    [Fact]
    public void Exhaust_OfAFullLimit_RefusesTheNext()
    {
        foreach (var limit in new[] { RateLimit.PerWindow(100, TimeSpan.FromMinutes(1)), RateLimit.Bucket(100, 1) })
        {
            var limiter = new RateLimiter([limit], true);
            limiter.Exhaust(Start);
            limiter.Take(Start).Granted.ShouldBeFalse();
            limiter.Take(Start.AddMinutes(1)).Granted.ShouldBeTrue();
        }
    }

    [Fact]
    public void Peek_ManyTimes_CountsNothing()
    {
        var limiter = new RateLimiter([RateLimit.PerWindow(2, TimeSpan.FromSeconds(1))], true);
        for (var i = 0; i < 10; i++) limiter.Peek(Start).Remaining.ShouldBe(2);
    }

    [Fact]
    public void Take_SwitchedOffOrWithoutLimits_AlwaysPasses()
    {
        new RateLimiter([RateLimit.PerWindow(0, TimeSpan.FromSeconds(1))], false).Take(Start).Granted.ShouldBeTrue();
        new RateLimiter([], true).Take(Start).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Take_OfZeroRequests_AlwaysRefuses() => new RateLimiter([RateLimit.PerWindow(0, TimeSpan.FromSeconds(1))], true).Take(Start).Granted.ShouldBeFalse();

    [Fact]
    public async Task Take_ByManyAtOnce_GrantsExactlyTheLimit()
    {
        var limiter = new RateLimiter([RateLimit.PerWindow(1000, TimeSpan.FromSeconds(1))], true);
        var granted = 0;
        await Parallel.ForAsync(0, 3000, (_, _) =>
        {
            if (limiter.Take(Start).Granted) Interlocked.Increment(ref granted);
            return ValueTask.CompletedTask;
        });
        granted.ShouldBe(1000);
    }
}
