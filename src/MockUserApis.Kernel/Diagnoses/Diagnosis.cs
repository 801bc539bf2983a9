using System.Text;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>Explains a journal entry: what was wrong, whose fault it was, and the request put right.</summary>
internal static class Diagnosis
{
    /// <summary>
    /// What was wrong is as the entry has it; the curl is what would pass at the reading. Null: there is nothing to
    /// explain.
    /// </summary>
    public static async ValueTask<DiagnosisView?> OfAsync(JournalEntry entry, Api api, Reading reading)
    {
        if (entry.IsPreflight())
            return new PreflightDiagnosis(entry, api.Vendor.Title).View;
        if (entry.IsAccepted())
            return null;
        var meant = MeantOperation.By(entry, api, reading.Sandbox.Name);
        if (entry.Lacks is { } lacks)
            return NotMockedDiagnosis.Of(entry, api, meant.Path, lacks);
        var operation = meant.Operation;
        var problems = await CausesAsync(entry, api, operation, reading);
        var party = IsInjected(entry) ? Problems.Assumption : Problems.PartyOf(problems);
        var credential = new CallersCredential(entry, api.Vendor, reading.Credentials);
        var corrected = await CorrectedAsync(entry, api, meant, party, credential, reading);
        var summary = Summary(entry, api.Vendor, problems, reading.Sandbox.Name);
        if (corrected?.Note is { } note)
            summary += " " + note;
        if (credential.OnlyReads(operation))
            summary += " " + CallersCredential.NeedsToWrite;
        return new DiagnosisView(
            summary,
            party,
            problems,
            entry.Operation is null ? View(operation) : null,
            SpecLine.Of(operation, api),
            corrected?.Request.Curl(reading.Addresses.Url(api.Vendor))
        );
    }

    private static async ValueTask<List<ProblemView>> CausesAsync(
        JournalEntry entry,
        Api api,
        Operation operation,
        Reading reading
    )
    {
        var problems = entry
            .Findings.Where(f => f.Breaks || f.Keyword != "readOnly")
            .Select(f => Problems.Of(f, operation))
            .ToList();
        // What was let pass is not why it was refused.
        var isElse = entry.Status >= 400 && !entry.Findings.Any(f => f.Refused);
        if (problems.Count > 0 && !isElse)
            return problems;
        var kind = MissingKind(entry, api.Vendor);
        var isThere =
            entry.Key is { } key
            && (kind is not null || entry.UserMissing is not false)
            && await reading.HasAsync(kind ?? api.Vendor.Recipe, key, operation, api);
        // An older entry does not say: whether the user is there now is all that is known then.
        var wasMissing =
            entry is { Key: not null, Operation: not null } && (kind is not null || (entry.UserMissing ?? !isThere));
        var missing = wasMissing ? kind ?? api.Vendor.Recipe : null;
        var cause = new RefusalCause(entry, api.Vendor, operation, reading.Sandbox.Name).Find(missing);
        if (cause is null)
            return problems;
        var isNew = wasMissing && isThere && cause.In == "path";
        problems.Insert(0, isNew ? cause with { Suggestion = Capital(missing!) + " with this id exists now." } : cause);
        return problems;
    }

    private static Recipe? MissingKind(JournalEntry entry, Vendor vendor) =>
        entry.MissingFrom is { } name ? vendor.Recipes.FirstOrDefault(r => r.Name == name) : null;

    private static string Capital(Recipe recipe) => char.ToUpperInvariant(recipe.OneMember[0]) + recipe.OneMember[1..];

    private static bool IsInjected(JournalEntry entry) => entry.Refusal is Refusal.Injected || entry.Fault is not null;

    private static OperationView View(Operation operation) =>
        new(operation.Id, operation.Method, operation.Path, operation.Rule.Evidence.ToString(), operation.Summary);

    private static string Summary(
        JournalEntry entry,
        Vendor vendor,
        IReadOnlyList<ProblemView> problems,
        string sandbox
    )
    {
        if (entry is { Status: 0, Aborted: { } after })
            return Left(entry, after);
        if (IsInjected(entry))
        {
            return $"An armed fault ({entry.Fault}) made this answer. "
                + $"Disarm it with DELETE /_mock/sandboxes/{sandbox}/faults.";
        }

        if (problems is not [var first, ..])
        {
            return $"{vendor.Title} answered {entry.Status}: {Encoding.UTF8.GetString(entry.ResponseBody.Span)}";
        }

        var place = first.Pointer.Length > 0 ? $"{first.In} {first.Pointer}" : first.In;
        var suggestion = first.Suggestion is { } text ? " " + text : "";
        return $"{place}: expected {first.Expected}, got {first.Actual}.{suggestion}";
    }

    private static string Left(JournalEntry entry, TimeSpan after)
    {
        var fault = entry.Fault is { } name ? $", while an armed fault ({name}) held the answer back" : "";
        return $"No answer: {Departure.Of(after)}{fault}. "
            + "Give the client a longer time-out, or move the sandbox's clock if it is frozen.";
    }

    // None: another operation was meant, the caller's credential does not do, or nothing likely would pass.
    private static async ValueTask<(CorrectedRequest Request, string? Note)?> CorrectedAsync(
        JournalEntry entry,
        Api api,
        MeantOperation meant,
        string party,
        CallersCredential credential,
        Reading reading
    )
    {
        if (!meant.IsPlain || party == NotMockedDiagnosis.Party)
            return null;
        if (credential.For(meant.Operation, reading.Sandbox.Name) is not { } headers)
            return null;
        return await new Correction(entry, reading.Sandbox, api, meant, reading.Rehearsal).FindAsync([
            .. api.AskedBy,
            .. headers,
        ]);
    }
}
