namespace MockUserApis.Pacts;

/// <summary>The results for people: a row an interaction, reasons under the row.</summary>
internal static class VerifyTable
{
    public static void Write(TextWriter output, string path, IReadOnlyList<PactResult> results, TimeSpan took)
    {
        var wide = Wide(results, r => r.Case.Description, 60);
        var vendors = Wide(results, r => r.Case.Provider, 20);
        foreach (var file in results.GroupBy(r => (r.Case.File, r.Case.Consumer)))
        {
            output.WriteLine($"{Terminal.Bold(file.Key.Consumer)} {Terminal.Dim(file.Key.File)}");
            foreach (var result in file) Row(output, result, vendors, wide);
            output.WriteLine();
        }

        int Count(Verdict verdict) => results.Count(r => r.Verdict == verdict);
        if (results.Count == 0) output.WriteLine($"{path} holds no pact file (*.json): nothing was verified, so this is a failure.");
        else if (Count(Verdict.Passed) + Count(Verdict.Failed) == 0) output.WriteLine("Every pact was left out: nothing was verified, so this is a failure.");
        var ignored = Count(Verdict.Ignored) is > 0 and var n ? $", {n} left out" : "";
        output.WriteLine(FormattableString.Invariant($"{Count(Verdict.Passed)} verified, {Count(Verdict.Failed)} failed{ignored} in {took.TotalSeconds:0.0} s"));
    }

    private static void Row(TextWriter output, PactResult result, int vendors, int wide)
    {
        var mark = result.Verdict switch { Verdict.Passed => "ok  ", Verdict.Failed => Terminal.Warn("FAIL"), _ => "-   " };
        var given = result.Case.Given is { Length: > 0 } state ? Terminal.Dim("given " + state) : "";
        output.WriteLine($"  {mark}  {result.Case.Provider.PadRight(vendors)}  {result.Case.Description.PadRight(wide)}  {given}".TrimEnd());
        foreach (var reason in result.Reasons) output.WriteLine("          " + reason);
    }

    private static int Wide(IReadOnlyList<PactResult> results, Func<PactResult, string> text, int most) =>
        Math.Min(most, results.Select(r => text(r).Length).DefaultIfEmpty().Max());
}
