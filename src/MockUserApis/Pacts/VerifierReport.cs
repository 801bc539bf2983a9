using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>What the verifier found of one interaction.</summary>
/// <param name="Given">Its states, as the verifier writes them.</param>
/// <param name="Reasons">What differs; nothing when it holds.</param>
internal sealed record Found(
    string Consumer,
    string Description,
    string Given,
    Verdict Verdict,
    IReadOnlyList<string> Reasons
)
{
    /// <summary>A state was refused, so no request was sent.</summary>
    public bool StoppedAtState => Reasons is [{ } only] && only.Contains("state change", StringComparison.Ordinal);
}

/// <summary>The verifier's JSON report.</summary>
/// <param name="Others">What went wrong with no interaction, such as a broker that does not answer.</param>
internal sealed record VerifierReport(IReadOnlyList<Found> Interactions, IReadOnlyList<string> Others)
{
    public static VerifierReport Read(string? json, int exitCode, string said)
    {
        var ended = $"the verifier ended with exit code {exitCode}";
        if (json is null)
            return new VerifierReport([], [$"{ended} and no report: {said.Trim()}"]);
        var report = JsonNode.Parse(json)!;
        List<Error> errors =
        [
            .. Errors(report, "errors", Verdict.Failed),
            .. Errors(report, "pendingErrors", Verdict.Pending),
        ];
        var headings = new Headings(report["output"] as JsonArray ?? []);
        var interactions = report["interactionResults"]!.AsArray().Select(r => One(r!, headings, errors)).ToList();
        var others = errors.SelectMany(e => e.Reasons).Concat(NotPublished(said)).ToList();
        if (exitCode != 0 && others.Count == 0 && interactions.TrueForAll(i => i.Verdict != Verdict.Failed))
        {
            others.Add($"{ended} after {interactions.Count} interactions: {said.Trim()}");
        }

        return new VerifierReport(interactions, others);
    }

    private static Found One(JsonNode result, Headings headings, List<Error> errors)
    {
        var description = result["description"]?.ToString() ?? "(no description)";
        var consumer = headings.Consumer(description);
        if (result["result"]?.ToString() == "OK")
            return new Found(consumer, description, "", Verdict.Passed, []);
        var between = consumer == Headings.Unknown ? "" : $"between {consumer} and ";
        var error = errors.Find(e =>
            e.Interaction.EndsWith(" - " + description, StringComparison.Ordinal)
            && e.Interaction.Contains(between, StringComparison.Ordinal)
        );
        if (error is null)
        {
            return new Found(consumer, description, "", Verdict.Failed, [$"the verifier says: {result["result"]}"]);
        }

        errors.Remove(error);
        return new Found(consumer, description, Given(error.Interaction, description), error.Verdict, error.Reasons);
    }

    private static string Given(string interaction, string description)
    {
        var start = interaction.IndexOf(" Given ", StringComparison.Ordinal);
        var end = interaction.Length - description.Length - " - ".Length;
        return start < 0 || start > end ? "" : interaction[(start + " Given ".Length)..end];
    }

    private static IEnumerable<Error> Errors(JsonNode report, string list, Verdict verdict)
    {
        foreach (var error in report[list] as JsonArray ?? [])
        {
            var mismatch = error!["mismatch"]!;
            List<string> reasons = mismatch["mismatches"] is JsonArray many
                ? [.. many.Select(m => Sentence(m!))]
                : [mismatch["message"]?.ToString() ?? mismatch.ToJsonString()];
            yield return new Error(error["interaction"]?.ToString() ?? "", verdict, reasons);
        }
    }

    // It ends with exit code 0 when the broker refuses the result.
    private static IEnumerable<string> NotPublished(string said) =>
        said.Split('\n')
            .Where(line => line.Contains(" ERROR ", StringComparison.Ordinal))
            .Where(line => line.Contains("Publishing", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("Publishing", StringComparison.Ordinal)..].Trim());

    private static string Sentence(JsonNode mismatch)
    {
        var what = mismatch["type"]!.ToString().Replace("Mismatch", "", StringComparison.Ordinal).ToLowerInvariant();
        var where = mismatch["path"] is { } path ? " " + path : "";
        return JsonNamingPolicy.CamelCase.ConvertName(what) + where + ": " + mismatch["mismatch"];
    }

    // Of results it tells the description alone; what it printed has the consumers, in the same order.
    private sealed class Headings(JsonArray output)
    {
        public const string Unknown = "?";
        private const string Start = "Verifying a pact between ";
        private readonly List<string> lines = [.. output.Select(line => line?.ToString().Trim() ?? "")];
        private int at;

        public string Consumer(string description)
        {
            var found = lines.FindIndex(at, line => line.StartsWith(description + " (", StringComparison.Ordinal));
            if (found < 0)
                return Unknown;
            at = found + 1;
            var heading = lines.FindLastIndex(found, line => line.StartsWith(Start, StringComparison.Ordinal));
            return heading < 0 ? Unknown : lines[heading][Start.Length..].Split(" and ")[0];
        }
    }

    private sealed record Error(string Interaction, Verdict Verdict, IReadOnlyList<string> Reasons);
}
