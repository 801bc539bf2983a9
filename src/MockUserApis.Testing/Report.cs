using System.Globalization;
using System.Text;
using MockUserApis.Kernel.Operations;

namespace MockUserApis.Testing;

// The words of a failed assertion.
internal static class Report
{
    private const int MaxShown = 5;
    public const string WhoseTrace =
        "A request is in a trace when it sends traceparent, as HttpClient does where Activity.Current is set.";

    private const string Gone = "the journal had no room for them (JournalEntries, JournalBytes).";

    // Of those refused, so many are not kept.
    public static string Refused(string who, long all, IReadOnlyList<RequestView> refused, long gone)
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{who} did not accept {refused.Count + gone} of {all} request{(all == 1 ? "" : "s")}:\n"
        );
        foreach (var request in refused.Take(MaxShown))
        {
            var why = request.Diagnosis!;
            text.Append(CultureInfo.InvariantCulture, $"\n  #{request.Id} {Line(request)}\n");
            text.Append(CultureInfo.InvariantCulture, $"    {why.Summary}\n");
            foreach (var problem in why.Problems.Skip(1))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"    {problem.In} {problem.Pointer}: expected {problem.Expected}, got {problem.Actual}. "
                        + $"{problem.Suggestion}\n"
                );
            if (request.Body is { } body)
                text.Append(CultureInfo.InvariantCulture, $"    sent:     {body.GetRawText()}\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"    at fault: {why.Party} (rule: {(why.Problems is [var first, ..] ? first.Rule : "none")}, "
                    + $"{why.Spec})\n"
            );
            if (why.Curl is { } curl)
                text.Append(CultureInfo.InvariantCulture, $"    works:    {curl}\n");
        }

        if (refused.Count > MaxShown)
            text.Append(CultureInfo.InvariantCulture, $"\n  and {refused.Count - MaxShown} more.\n");
        if (gone > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n  {gone} of them were dropped: {Gone}\n");
        return text.ToString();
    }

    public static string NotReceived(string who, string operation, AssertView outcome, IReadOnlyList<RequestView> all)
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{who} received {outcome.Found} requests for {operation} that fit; wanted: {outcome.Wanted}.\n"
        );
        if (outcome.Detail is { } detail)
            text.Append(CultureInfo.InvariantCulture, $"  Undecidable: {detail}\n");
        if (all.Count == 0 && outcome.Dropped is null)
            text.Append("  It has received nothing at all.\n");
        foreach (var id in outcome.Matching.Take(MaxShown))
            text.Append(CultureInfo.InvariantCulture, $"  fits:   #{id} {Line(all.First(r => r.Id == id))}\n");
        foreach (var miss in outcome.NearestMisses)
            text.Append(
                CultureInfo.InvariantCulture,
                $"  misses: #{miss.Id} {miss.Method} {miss.Path} -> {miss.Status}: "
                    + $"{string.Join("; ", miss.Differences)}\n"
            );
        return text.ToString();
    }

    public static string WhereToSend(MockScope scope, MockVendor? vendor)
    {
        var example = vendor ?? scope.Vendors[0];
        return $"Does the code under test call {example.BaseAddress} with this sandbox's credential "
            + $"({string.Join(", ", example.Credential.Select(h => $"{h.Key}: {h.Value}"))})?";
    }

    private static string Line(RequestView request) =>
        $"{request.Method} {request.Path} -> "
        + $"{(request.Status == 0 ? "no answer" : request.Status)}"
        + $"{(request.Fault is { } fault ? $" (armed fault: {fault})" : "")}";
}
