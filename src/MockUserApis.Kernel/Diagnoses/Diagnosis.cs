using System.Text;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Secrets;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>Explains a journal entry: what was wrong, whose fault it was, and the request put right.</summary>
internal sealed class Diagnosis
{
    private readonly JournalEntry entry;
    private readonly Sandbox sandbox;
    private readonly Api api;
    private readonly Vendor vendor;
    private readonly Credentials credentials;
    private readonly Addresses addresses;
    private readonly Operation operation;
    private readonly string[] values;
    private readonly Rehearsal rehearsal;
    private readonly bool isMeant;
    private readonly string context;

    /// <param name="addresses">Those of who reads it, who is to run the curl.</param>
    public Diagnosis(
        JournalEntry entry, Sandbox sandbox, Vendor vendor, Credentials credentials, Addresses addresses,
        Rehearsal rehearsal)
    {
        (this.entry, this.sandbox, this.vendor) = (entry, sandbox, vendor);
        api = vendor.ApiOf(entry.Api);
        (this.credentials, this.addresses, this.rehearsal) = (credentials, addresses, rehearsal);
        context = api.Contract.Prefixes.FirstOrDefault(p => p.Strip(Path) is not null)?.Prefix ?? "";
        var path = Path[context.Length..];
        var route = api.Contract.Find(path, entry.Method);
        var known = route.Found ? route.Operations : api.Contract.Operations;
        var meant = known.Where(o => (route.Found || Closest.IsSlip(path, o)) && MayStandFor(entry.Method, o)).ToList();
        isMeant = (entry.Operation is not null && route.Found) || meant.Count > 0;
        (operation, values) = entry.Operation is { } id && route.Found
            ? (api.Contract[id], route.Values)
            : Closest.Operation(path, entry.Method, entry.RequestBody.Length > 0, meant.Count > 0 ? meant : known);
    }

    /// <summary>Null when there is nothing to explain.</summary>
    public async ValueTask<DiagnosisView?> ViewAsync() => entry.IsAccepted() ? null : await ExplainAsync();

    // The path without the prefixes of ours: /~sandbox and /slug, in either order.
    private string Path
    {
        get
        {
            var path = entry.Target.Split('?')[0];
            foreach (var prefix in (string[])[$"/~{sandbox.Name}", "/" + vendor.Slug, $"/~{sandbox.Name}"])
            {
                if (path.StartsWith(prefix + "/", StringComparison.Ordinal)) path = path[prefix.Length..];
            }

            return path;
        }
    }

    private CallersCredential Credential => new(entry, vendor, credentials);

    private bool Injected => entry.Refusal is Refusal.Injected || entry.Fault is not null;

    // Who asked to read did not ask to change, and who asked to change did not ask to delete.
    private static bool MayStandFor(string method, Operation operation) =>
        method == operation.Method || (method == "HEAD" && operation.Method == "GET")
        || (IsChange(method) && IsChange(operation.Method));

    private static bool IsChange(string method) => method is "PUT" or "PATCH" or "POST";

    private async ValueTask<DiagnosisView> ExplainAsync()
    {
        if (entry.Lacks is { } lacks) return new NotMockedDiagnosis(entry, api, Path).View(lacks);
        var problems = entry.Findings.Where(f => f.Breaks || f.Keyword != "readOnly").Select(Problem).ToList();
        // What was let pass is not why it was refused.
        var isElse = entry.Status >= 400 && !entry.Findings.Any(f => f.Refused);
        if ((problems.Count == 0 || isElse) && await ReasonAsync() is { } reason) problems.Insert(0, reason);
        var party = Injected ? "mock assumption" : problems.Select(p => p.Party).OrderBy(p => p switch { "client" => 0, "mock assumption" => 1, _ => 2 }).FirstOrDefault() ?? "client";
        var closest = entry.Operation is null ? new OperationView(operation.Id, operation.Method, operation.Path, operation.Rule.Evidence.ToString(), operation.Summary) : null;
        var corrected = await CorrectedAsync(party);
        var summary = Summary(problems);
        if (corrected?.Note is { } note) summary += " " + note;
        if (Credential.OnlyReads(operation)) summary += " " + CallersCredential.NeedsToWrite;
        var curl = corrected?.Request.Curl(addresses.Url(vendor));
        return new DiagnosisView(summary, party, problems, closest, $"specs/{api.Spec}.yaml:{Line()}", curl);
    }

    private string Summary(List<ProblemView> problems) =>
        entry is { Status: 0, Aborted: { } after } ? Left(after)
        : Injected ? $"An armed fault ({entry.Fault}) made this answer. Disarm it with DELETE /_mock/sandboxes/{sandbox.Name}/faults."
        : problems is [var first, ..] ? $"{(first.Pointer.Length > 0 ? $"{first.In} {first.Pointer}" : first.In)}: expected {first.Expected}, got {first.Actual}.{(first.Suggestion is { } s ? " " + s : "")}"
        : $"{vendor.Title} answered {entry.Status}: {Encoding.UTF8.GetString(entry.ResponseBody.Span)}";

    private string Left(TimeSpan after) =>
        $"No answer: {Departure.Of(after)}{(entry.Fault is null ? "" : $", while an armed fault ({entry.Fault}) held "
        + "the answer back")}. Give the client a longer time-out, or move the sandbox's clock if it is frozen.";

    // A rule that nobody outside the vendor knows is ours to answer for; a key that the documents are silent about is a gap
    // in them, unless it is plainly a misspelling of one that they have.
    private ProblemView Problem(Finding f)
    {
        var meant = f.In == "query" && f.Keyword == "undeclared" ? Closest.Parameter(f.Field, operation)
            : f.Keyword is "undeclared" or "additionalProperties"
                ? Closest.Word(f.Field, f.Schema?.Properties.Names ?? [])
            : f.Keyword == "enum" ? Closest.Word(f.Actual.Trim('"'), f.Schema?.Enum.Select(e => e.ToString()) ?? []) : null;
        var party = f.Party is { } told ? told
            : f.Keyword == "undeclared" ? (meant is null ? "spec gap" : "client")
            : f.Rule.Evidence == Evidence.ASSUMED && f.Schema is null ? "mock assumption" : "client";
        return new ProblemView(f.In, f.Pointer, f.Expected, f.Actual, f.Rule.Name, f.Rule.Evidence.ToString(), f.Rule.Reason is { Length: > 0 } r ? r : null, party, meant is null ? null : $"Did you mean \"{meant}\"?");
    }

    private async ValueTask<ProblemView?> ReasonAsync()
    {
        ProblemView Said(string place, string pointer, string expected, string actual, string? suggestion = null) =>
            new(place, pointer, expected, actual, operation.Rule.Name, operation.Rule.Evidence.ToString(), null, "client", suggestion);
        var credential = string.Join(" and ", vendor.CredentialHeaders);
        return entry.Refusal switch
        {
            Refusal.NoCredential => Said("header", "/" + vendor.CredentialHeaders[0], $"the credential in {credential}", "absent", WrongHeader()),
            Refusal.BadCredential => Said("header", "/" + vendor.CredentialHeaders[0], $"a credential of sandbox \"{sandbox.Name}\" in {credential}", "one that opens nothing"),
            Refusal.ReadOnlyCredential => Said("header", "/" + vendor.CredentialHeaders[0], "a credential that may write", "one that may only read"),
            Refusal.NoSuchPath no => Said("path", "", operation.Path, no.Path, $"Closest: {operation.Method} {operation.Path}."),
            Refusal.WrongMethod no => Said("method", "", string.Join(", ", no.Allowed), no.Method),
            Refusal.WrongMediaType no => Said("header", "/Content-Type", MediaTypes(), no.Sent ?? "absent"),
            Refusal.TooLarge no => Said("body", "", $"at most {no.Limit} bytes", "more"),
            Refusal.Malformed no => Malformed(no),
            Refusal.Throttled no => Said("rate", "", $"at most {no.Allowance.Limit} requests", "one more", $"Wait {no.Allowance.RetrySeconds} s, or advance the sandbox's clock."),
            _ when entry.Key is { } key && await sandbox.Users(vendor).FindKeyAsync(key) is null => Said("path", "/" + operation.Parameters.First(p => p.In == "path").Name, "the id of a user that exists", $"\"{key}\""),
            _ => null,
        };
    }

    private ProblemView Malformed(Refusal.Malformed no)
    {
        var rule = no.Rule ?? operation.Rule;
        return new(
            "body", "", operation.Form is null ? "JSON" : "JSON or a form",
            $"{no.Problem} (line {no.Line}, column {no.Column})",
            rule.Name, rule.Evidence.ToString(), rule.Reason is { Length: > 0 } reason ? reason : null,
            no.Rule is null ? "client" : "mock assumption", null);
    }

    private string MediaTypes() =>
        FormBody.TakenBy(operation) is { } forms ? "application/json or " + forms : "application/json";

    private string? WrongHeader()
    {
        var sent = entry.RequestHeaders.FirstOrDefault(h => h.Value == SecretText.Redacted
            || h.Key.Contains("key", StringComparison.OrdinalIgnoreCase)
            || h.Key.Contains("auth", StringComparison.OrdinalIgnoreCase)).Key;
        return sent is null ? null : $"The request sent {sent}, which {vendor.Title} does not read{(vendor.CredentialHeaders.Contains(sent, StringComparer.OrdinalIgnoreCase) ? " in that form" : "")}.";
    }

    // None: another operation was meant, the caller's credential does not do, or nothing likely would pass.
    private async ValueTask<(CorrectedRequest Request, string? Note)?> CorrectedAsync(string party) =>
        isMeant && party != NotMockedDiagnosis.Party && Credential.For(operation, sandbox.Name) is { } headers
            ? await new Correction(entry, sandbox, api, operation, values, rehearsal) { Context = context }.FindAsync([.. api.AskedBy, .. headers])
            : null;

    private int Line()
    {
        var at = api.Contract.Yaml.IndexOf($"operationId: {operation.Id}\n", StringComparison.Ordinal);
        return at < 0 ? 1 : api.Contract.Yaml.AsSpan(0, at).Count('\n') + 1;
    }
}
