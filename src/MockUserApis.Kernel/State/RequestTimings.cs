using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MockUserApis.Kernel.State;

/// <summary>
/// The steps of a request, in order. The last one reached before <see cref="Answer"/> decided the answer.
/// </summary>
public enum Step : byte
{
    Address,
    Credentials,
    Fault,
    Limit,
    Check,
    Merge,
    Answer,
}

/// <summary>
/// When each step was reached, in the stopwatch's ticks; 0: never. Kept in place: no allocation a request.
/// </summary>
[InlineArray(Length)]
public struct RequestTimings
{
    private const int Length = 7;
    private long first;

    /// <summary>Since the first step was reached.</summary>
    public readonly TimeSpan Elapsed => Stopwatch.GetElapsedTime(first);

    public void Mark(Step step) => this[(int)step] = Stopwatch.GetTimestamp();

    /// <summary>The steps that were reached, with the time spent in each.</summary>
    public readonly IReadOnlyList<(Step Step, TimeSpan Spent)> Steps(TimeSpan whole)
    {
        var steps = new List<(Step, TimeSpan)>(Length);
        for (var i = 0; i < Length; i++)
        {
            if (this[i] == 0)
                continue;
            var next = i + 1;
            while (next < Length && this[next] == 0)
                next++;
            steps.Add(
                (
                    (Step)i,
                    next < Length
                        ? Stopwatch.GetElapsedTime(this[i], this[next])
                        : whole - Stopwatch.GetElapsedTime(first, this[i])
                )
            );
        }

        return steps;
    }
}
