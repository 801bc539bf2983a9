using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>A sandbox's time.</summary>
internal static class ClockOperations
{
    public static ValueTask<ClockView> ShowAsync(Sandbox sandbox) => new(View(sandbox.Clock));

    /// <summary>Sets, freezes or advances it.</summary>
    public static async ValueTask<ClockView> MoveAsync(Sandbox sandbox, ClockRequest ask)
    {
        var advance = ask.Advance is { } text ? Given.Duration(text, "advance") : (TimeSpan?)null;
        try
        {
            await sandbox.Clock.ChangeAsync(ask.Now, ask.Freeze, advance);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw RefusedException.Bad("That moves the clock out of the years 1 to 9999.");
        }

        return View(sandbox.Clock);
    }

    private static ClockView View(SandboxClock clock) => new(clock.GetUtcNow(), clock.Frozen);
}
