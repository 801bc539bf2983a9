namespace MockUserApis.Kernel.Knowledge;

/// <summary>The rules that an answer relies on: the weakest evidence, and which were assumed.</summary>
internal struct Reliance
{
    private const int MostlyAssumed = 8;

    private List<Rule>? assumed;

    /// <summary>Null: it relies on none yet.</summary>
    public Evidence? Weakest { get; private set; }

    public readonly IReadOnlyList<Rule> Assumed => assumed ?? (IReadOnlyList<Rule>)[];

    public void On(Rule rule)
    {
        if (Weakest is not { } weakest || rule.Evidence > weakest)
            Weakest = rule.Evidence;
        if (rule.Evidence == Evidence.ASSUMED && !HasAssumed(rule))
            (assumed ??= new(MostlyAssumed)).Add(rule);
    }

    // Rules are made once: the same rule is the same object.
    private readonly bool HasAssumed(Rule rule)
    {
        if (assumed is null)
            return false;
        foreach (var known in assumed)
            if (ReferenceEquals(known, rule))
                return true;
        return false;
    }
}
