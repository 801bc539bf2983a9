namespace MockUserApis.Kernel.State;

/// <summary>
/// The ordinals of a group, without its members: a range of the population, and those kept, in order.
/// </summary>
internal readonly struct GroupOrdinals((long First, long Last) generated, IReadOnlyList<long> kept)
{
    private readonly (long First, long Last) generated = generated;
    private readonly IReadOnlyList<long> kept = kept;

    /// <summary>Those above an ordinal, upwards.</summary>
    public IEnumerable<long> After(long behind)
    {
        if (behind == long.MaxValue)
            yield break;
        var next = Math.Max(generated.First, behind + 1);
        for (var i = CountUpTo(behind); i < kept.Count; i++)
        {
            while (next < kept[i] && next <= generated.Last)
                yield return next++;
            if (next == kept[i])
                next++;
            yield return kept[i];
        }

        while (next <= generated.Last)
            yield return next++;
    }

    /// <summary>Those below an ordinal, downwards.</summary>
    public IEnumerable<long> Before(long behind)
    {
        if (behind <= 0)
            yield break;
        var next = Math.Min(generated.Last, behind - 1);
        for (var i = CountUpTo(behind - 1) - 1; i >= 0; i--)
        {
            while (next > kept[i] && next >= generated.First)
                yield return next--;
            if (next == kept[i])
                next--;
            yield return kept[i];
        }

        while (next >= generated.First)
            yield return next--;
    }

    // How many of those kept are not above the ordinal.
    private int CountUpTo(long ordinal)
    {
        var (low, high) = (0, kept.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (kept[middle] <= ordinal)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
