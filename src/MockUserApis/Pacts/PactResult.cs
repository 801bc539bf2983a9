namespace MockUserApis.Pacts;

/// <summary>What verifying one interaction came to.</summary>
internal enum Verdict
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold, or could not be tried.</summary>
    Failed,

    /// <summary>It does not hold, and its consumer marked it as pending: shown, and no reason to fail.</summary>
    Pending,

    /// <summary>Its provider is not one of the mock's vendors, and such pacts were to be left out.</summary>
    Ignored,
}

internal sealed record PactResult(PactCase Case, Verdict Verdict, IReadOnlyList<string> Reasons, TimeSpan Duration);

/// <summary>A run's results. Table, JUnit file and exit code are all read from here, so that they agree.</summary>
/// <param name="Source">Where the pacts are from: a folder, a file or a broker.</param>
internal sealed record PactResults(string Source, IReadOnlyList<PactResult> All)
{
    public int Count(Verdict verdict) => All.Count(r => r.Verdict == verdict);

    /// <summary>Why a run that nothing failed in is a failure all the same; null when it is not one.</summary>
    public string? NothingVerified
    {
        get
        {
            if (Count(Verdict.Passed) + Count(Verdict.Failed) > 0)
                return null;
            if (All.Count == 0)
                return $"{Source} holds no pact: nothing was verified, so this is a failure.";
            return Count(Verdict.Pending) == 0
                ? "Every pact was left out: nothing was verified, so this is a failure."
                : "Whatever was not left out is pending and does not hold: nothing was verified, so this is a failure.";
        }
    }

    public int ExitCode => Count(Verdict.Failed) == 0 && NothingVerified is null ? 0 : 1;
}
