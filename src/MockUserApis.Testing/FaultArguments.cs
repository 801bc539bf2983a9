using System.Diagnostics;
using MockUserApis.Kernel.State;

namespace MockUserApis.Testing;

// What a fault must be given, in the words of who calls it from C#.
internal static class FaultArguments
{
    [StackTraceHidden]
    public static void Check(FaultKind kind, int? status, TimeSpan? delay, int? times, double? rate)
    {
        var kinds = string.Join(", ", Enum.GetNames<FaultKind>());
        Refused.Unless(Enum.IsDefined(kind), $"There is no FaultKind {kind}. Give one of {kinds}.");
        var traits = FaultTraits.Of((Kernel.State.FaultKind)kind);
        Refused.Unless(
            !traits.NeedsStatus || status is >= 200 and <= 599,
            $"FaultKind.{kind} needs a status from 200 to 599, e.g. status: 503."
        );
        Refused.Unless(
            !traits.NeedsDelay || delay is not null,
            $"FaultKind.{kind} needs a delay, e.g. delay: TimeSpan.FromSeconds(2)."
        );
        Refused.Unless(
            delay is null || (delay >= TimeSpan.Zero && delay <= Kernel.State.Fault.MaxDelay),
            $"delay is {delay}. Give one from TimeSpan.Zero to {Kernel.State.Fault.MaxDelay.Days} days."
        );
        Refused.Unless(
            times is null or >= 1,
            $"times is {times}. Give 1 or more, or null for a fault that acts until it is disposed."
        );
        Refused.Unless(rate is null or (> 0 and <= 1), $"rate is {rate}. Give more than 0 and at most 1.");
    }
}
