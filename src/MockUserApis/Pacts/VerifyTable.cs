using System.Globalization;

namespace MockUserApis.Pacts;

/// <summary>The results for people: a row an interaction, reasons under the row.</summary>
internal static class VerifyTable
{
    public static void Write(TextWriter output, PactResults results, TimeSpan took)
    {
        var wide = Wide(results.All, r => r.Case.Description, 60);
        var vendors = Wide(results.All, r => r.Case.Provider, 20);
        foreach (var file in results.All.GroupBy(r => (r.Case.File, r.Case.Consumer)))
        {
            output.WriteLine($"{Terminal.Bold(file.Key.Consumer)} {Terminal.Dim(file.Key.File)}");
            foreach (var result in file)
                Row(output, result, vendors, wide);
            output.WriteLine();
        }

        if (results.NothingVerified is { } sentence)
            output.WriteLine(sentence);
        var pending = results.Count(Verdict.Pending) is > 0 and var open ? $", {open} pending (does not hold)" : "";
        var ignored = results.Count(Verdict.Ignored) is > 0 and var others ? $", {others} left out" : "";
        var (passed, failed) = (results.Count(Verdict.Passed), results.Count(Verdict.Failed));
        var seconds = took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine($"{passed} verified, {failed} failed{pending}{ignored} in {seconds} s");
    }

    private static void Row(TextWriter output, PactResult result, int vendors, int wide)
    {
        var mark = result.Verdict switch
        {
            Verdict.Passed => "ok  ",
            Verdict.Failed => Terminal.Warn("FAIL"),
            Verdict.Pending => "pend",
            _ => "-   ",
        };
        var given = result.Case.Given is { Length: > 0 } state ? Terminal.Dim("given " + state) : "";
        output.WriteLine(
            $"  {mark}  {result.Case.Provider.PadRight(vendors)}  {result.Case.Description.PadRight(wide)}  {given}".TrimEnd()
        );
        if (result.Verdict == Verdict.Pending)
            output.WriteLine("          pending, does not hold:");
        foreach (var reason in result.Reasons)
            output.WriteLine("          " + reason);
    }

    private static int Wide(IReadOnlyList<PactResult> results, Func<PactResult, string> text, int most) =>
        Math.Min(most, results.Select(r => text(r).Length).DefaultIfEmpty().Max());
}
