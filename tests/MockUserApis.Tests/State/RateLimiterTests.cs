namespace MockUserApis.Tests.State;

public sealed class RateLimiterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Window_UsedUp_OpensAgainWhenItEnds()
    {
        var limiter = new MemoryLimiter([RateLimit.PerWindow(2, TimeSpan.FromSeconds(10))], true);
        limiter.Take(Start).ShouldBe(new Allowance(true, 2, 1, TimeSpan.Zero, Start.AddSeconds(10)));
        limiter.Take(Start.AddSeconds(4)).Remaining.ShouldBe(0);
        var refused = limiter.Take(Start.AddSeconds(9.5));
        (refused.Granted, refused.Remaining, refused.RetryAfter, refused.RetrySeconds).ShouldBe(
            (false, 0, TimeSpan.FromSeconds(0.5), 1)
        );
        limiter.Take(Start.AddSeconds(10)).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Window_ClockStandingStill_StaysUsedUp()
    {
        var limiter = new MemoryLimiter([RateLimit.PerWindow(1, TimeSpan.FromSeconds(1))], true);
        limiter.Take(Start);
        for (var i = 0; i < 100; i++)
            limiter.Take(Start).Granted.ShouldBeFalse();
    }

    [Fact]
    public void Bucket_PartOfATokenLeft_IsWaitedForByTheRestAlone()
    {
        var limiter = new MemoryLimiter([RateLimit.Bucket(1, 0.25)], true);
        limiter.Take(Start).Granted.ShouldBeTrue();
        var refused = limiter.Take(Start.AddSeconds(2));
        (refused.Granted, refused.RetryAfter).ShouldBe((false, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Window_ClockSetBack_StartsAnew()
    {
        var limiter = new MemoryLimiter([RateLimit.PerWindow(1, TimeSpan.FromHours(1))], true);
        limiter.Take(Start);
        limiter.Take(Start.AddYears(-1)).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Bucket_Emptied_RefillsWithTime()
    {
        var limiter = new MemoryLimiter([RateLimit.Bucket(3, 2)], true);
        for (var i = 0; i < 3; i++)
            limiter.Take(Start).Granted.ShouldBeTrue();
        var refused = limiter.Take(Start);
        (refused.Granted, refused.RetryAfter).ShouldBe((false, TimeSpan.FromSeconds(0.5)));
        limiter.Take(Start.AddSeconds(0.4)).Granted.ShouldBeFalse();
        limiter.Take(Start.AddSeconds(0.5)).Granted.ShouldBeTrue();
        limiter.Peek(Start.AddHours(1)).Remaining.ShouldBe(3);
    }

    [Fact]
    public void Take_Refused_IsNotCounted()
    {
        var limiter = new MemoryLimiter(
            [RateLimit.PerWindow(5, TimeSpan.FromSeconds(1)), RateLimit.PerWindow(1, TimeSpan.FromDays(1))],
            true
        );
        limiter.Take(Start).Granted.ShouldBeTrue();
        for (var i = 0; i < 10; i++)
            limiter.Take(Start).Granted.ShouldBeFalse();
        limiter.Take(Start.AddDays(1)).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Take_OfSeveralLimits_TellsTheTightest()
    {
        var limiter = new MemoryLimiter(
            [RateLimit.PerWindow(200, TimeSpan.FromSeconds(1)), RateLimit.PerWindow(3, TimeSpan.FromDays(1))],
            true
        );
        limiter.Take(Start).ShouldBe(new Allowance(true, 3, 2, TimeSpan.Zero, Start.AddDays(1)));
    }

    [Fact]
    public void Take_OfLimitsWithTheSameLeft_TellsTheFirst()
    {
        var limiter = new MemoryLimiter(
            [RateLimit.PerWindow(3, TimeSpan.FromSeconds(1)), RateLimit.PerWindow(3, TimeSpan.FromDays(1))],
            true
        );
        limiter.Take(Start).Reset.ShouldBe(Start.AddSeconds(1));
    }

    [Fact]
    public void Take_SeveralLimitsUsedUp_WaitsForTheLast()
    {
        var limiter = new MemoryLimiter(
            [
                RateLimit.PerWindow(1, TimeSpan.FromSeconds(1)),
                RateLimit.PerWindow(1, TimeSpan.FromDays(1)),
                RateLimit.PerWindow(2, TimeSpan.FromDays(2)),
            ],
            true
        );
        limiter.Take(Start);
        var refused = limiter.Take(Start);
        (refused.Granted, refused.RetryAfter, refused.Reset).ShouldBe((false, TimeSpan.FromDays(1), Start.AddDays(1)));
        limiter.Take(Start.AddSeconds(1)).Granted.ShouldBeFalse();
        limiter.Take(Start.AddDays(1)).Granted.ShouldBeTrue();
    }

    [Fact]
    public void Take_LimitsThatOpenTogether_TellsTheFirst()
    {
        var second = TimeSpan.FromSeconds(1);
        var limiter = Exhausted(RateLimit.PerWindow(3, second), RateLimit.PerWindow(5, second));
        limiter.Take(Start).ShouldBe(new Allowance(false, 3, 0, TimeSpan.FromSeconds(1), Start.AddSeconds(1)));
    }

    [Fact]
    public void Bucket_RefilledInMoreTimeThanThereIs_IsWaitedForWithoutEnd()
    {
        var limiter = new MemoryLimiter([RateLimit.Bucket(1, 1 / TimeSpan.MaxValue.TotalSeconds)], true);
        limiter.Take(Start);
        limiter.Take(Start).RetryAfter.ShouldBe(TimeSpan.MaxValue);
    }

    private static MemoryLimiter Exhausted(params RateLimit[] limits) =>
        new(LimitState.Unused(limits, enabled: true).Exhausted(Start));

    [Fact]
    public void Exhaust_OfAFullLimit_RefusesTheNext()
    {
        foreach (var limit in new[] { RateLimit.PerWindow(100, TimeSpan.FromMinutes(1)), RateLimit.Bucket(100, 1) })
        {
            var limiter = Exhausted(limit);
            limiter.Take(Start).Granted.ShouldBeFalse();
            limiter.Take(Start.AddMinutes(1)).Granted.ShouldBeTrue();
        }
    }

    [Fact]
    public void Copy_OfALimitInUse_GoesOnFromThereApart()
    {
        var limiter = new MemoryLimiter([RateLimit.PerWindow(2, TimeSpan.FromDays(1)), RateLimit.Bucket(5, 1)], true);
        limiter.Take(Start);
        var copy = new MemoryLimiter(limiter.State);
        copy.State.Left.ShouldBe(limiter.State.Left);
        copy.State.Since.ShouldBe(limiter.State.Since);
        copy.Take(Start).Granted.ShouldBeTrue();
        copy.Take(Start).Granted.ShouldBeFalse();
        limiter.Peek(Start).Remaining.ShouldBe(1);
    }

    [Fact]
    public void Peek_ManyTimes_CountsNothing()
    {
        var limiter = new MemoryLimiter([RateLimit.PerWindow(2, TimeSpan.FromSeconds(1))], true);
        for (var i = 0; i < 10; i++)
            limiter.Peek(Start).Remaining.ShouldBe(2);
    }

    [Fact]
    public void Take_SwitchedOffOrWithoutLimits_AlwaysPasses()
    {
        var none = new Allowance(true, 0, 0, TimeSpan.Zero, Start);
        new MemoryLimiter([RateLimit.PerWindow(0, TimeSpan.FromSeconds(1))], false).Take(Start).ShouldBe(none);
        new MemoryLimiter([], true).Take(Start).ShouldBe(none);
        new MemoryLimiter([], true).Peek(Start).ShouldBe(none);
    }

    [Fact]
    public void Take_OfZeroRequests_AlwaysRefuses() =>
        new MemoryLimiter([RateLimit.PerWindow(0, TimeSpan.FromSeconds(1))], true).Take(Start).Granted.ShouldBeFalse();

    [Fact]
    public async Task Take_ByManyAtOnce_GrantsExactlyTheLimit()
    {
        var limiter = new MemoryLimiter([RateLimit.PerWindow(1000, TimeSpan.FromSeconds(1))], true);
        var granted = 0;
        await Parallel.ForAsync(
            0,
            3000,
            (_, _) =>
            {
                if (limiter.Take(Start).Granted)
                    Interlocked.Increment(ref granted);
                return ValueTask.CompletedTask;
            }
        );
        granted.ShouldBe(1000);
    }
}
