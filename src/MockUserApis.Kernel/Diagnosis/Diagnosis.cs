using System.Text;

namespace MockUserApis.Kernel;

/// <summary>Explains a journal entry: what was wrong, whose fault it was, and the request put right.</summary>
internal sealed class Diagnosis
{
    private readonly JournalEntry entry;
    private readonly Sandbox sandbox;
    private readonly Vendor vendor;
    private readonly VendorDirectory directory;
    private readonly Operation operation;
    private string[] values;

    public Diagnosis(JournalEntry entry, Sandbox sandbox, Vendor vendor, VendorDirectory directory)
    {
        (this.entry, this.sandbox, this.vendor, this.directory) = (entry, sandbox, vendor, directory);
        var route = vendor.Contract.Router.Find(Path);
        (operation, values) = entry.Operation is { } id && route.Found
            ? (vendor.Contract[id], route.Values)
            : Closest.Operation(Path, entry.Method, entry.RequestBody.Length > 0, route.Found ? route.Operations : vendor.Contract.Operations);
        if (!route.Found) UnknownUser();
    }

    /// <summary>Null when there is nothing to explain.</summary>
    public DiagnosisView? View => entry.Status < 400 && entry.Findings.All(f => !f.Breaks && f.Keyword == "readOnly") ? null : Explain();

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

    private CallersCredential Credential => new(entry, vendor, directory.Credentials);

    private bool Injected => entry.Refusal is Refusal.Injected || entry.Fault is not null;

    private DiagnosisView Explain()
    {
        var problems = entry.Findings.Where(f => f.Breaks || f.Keyword == "undeclared").Select(Problem).ToList();
        if (problems.Count == 0 && Reason() is { } reason) problems.Add(reason);
        var party = Injected ? "mock assumption" : problems.Select(p => p.Party).OrderBy(p => p switch { "client" => 0, "mock assumption" => 1, _ => 2 }).FirstOrDefault() ?? "client";
        var closest = entry.Operation is null ? new OperationView(operation.Id, operation.Method, operation.Path, operation.Rule.Evidence.ToString(), operation.Summary) : null;
        var curl = Corrected();
        var summary = Summary(problems);
        if (Credential.OnlyReads(operation)) summary += " " + CallersCredential.NeedsToWrite;
        return new DiagnosisView(summary, party, problems, closest, $"specs/{vendor.Name}.yaml:{Line()}", curl);
    }

    private string Summary(List<ProblemView> problems) =>
        Injected ? $"An armed fault ({entry.Fault}) made this answer. Disarm it with DELETE /_mock/sandboxes/{sandbox.Name}/faults."
        : problems is [var first, ..] ? $"{(first.Pointer.Length > 0 ? $"{first.In} {first.Pointer}" : first.In)}: expected {first.Expected}, got {first.Actual}.{(first.Suggestion is { } s ? " " + s : "")}"
        : $"{vendor.Title} answered {entry.Status}: {Encoding.UTF8.GetString(entry.ResponseBody.Span)}";

    // A rule that nobody outside the vendor knows is ours to answer for; a key that the documents are silent about is a gap
    // in them, unless it is plainly a misspelling of one that they have.
    private static ProblemView Problem(Finding f)
    {
        var meant = f.Keyword is "undeclared" or "additionalProperties" ? Closest.Word(f.Field, f.Schema?.Properties.Names ?? [])
            : f.Keyword == "enum" ? Closest.Word(f.Actual.Trim('"'), f.Schema?.Enum.Select(e => e.ToString()) ?? []) : null;
        var party = f.Party is { } told ? told
            : f.Keyword == "undeclared" ? (meant is null ? "spec gap" : "client")
            : f.Rule.Evidence == Evidence.ASSUMED && f.Schema is null ? "mock assumption" : "client";
        return new ProblemView(f.In, f.Pointer, f.Expected, f.Actual, f.Rule.Name, f.Rule.Evidence.ToString(), f.Rule.Reason is { Length: > 0 } r ? r : null, party, meant is null ? null : $"Did you mean \"{meant}\"?");
    }

    private ProblemView? Reason()
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
            Refusal.WrongMediaType no => Said("header", "/Content-Type", "application/json", no.Sent ?? "absent"),
            Refusal.TooLarge no => Said("body", "", $"at most {no.Limit} bytes", "more"),
            Refusal.Malformed no => Said("body", "", "JSON", $"{no.Problem} (line {no.Line}, column {no.Column})"),
            Refusal.Throttled no => Said("rate", "", $"at most {no.Allowance.Limit} requests", "one more", $"Wait {no.Allowance.RetrySeconds} s, or advance the sandbox's clock."),
            _ when entry.Key is { } key && sandbox.Users(vendor).FindKey(key) is null => Said("path", "/" + operation.Parameters.First(p => p.In == "path").Name, "the id of a user that exists", $"\"{key}\""),
            _ => null,
        };
    }

    private string? WrongHeader()
    {
        var sent = entry.RequestHeaders.FirstOrDefault(h => h.Value == Entry.Redacted || h.Key.Contains("key", StringComparison.OrdinalIgnoreCase) || h.Key.Contains("auth", StringComparison.OrdinalIgnoreCase)).Key;
        return sent is null ? null : $"The request sent {sent}, which {vendor.Title} does not read{(vendor.CredentialHeaders.Contains(sent, StringComparer.OrdinalIgnoreCase) ? " in that form" : "")}.";
    }

    private void UnknownUser() => values = [.. values.Select(v => v.Length > 0 ? v : AnyKey())];

    private string AnyKey() => sandbox.Users(vendor).Scan().Select(u => Population.ValueOf(u.Document, vendor.Recipe.Indexes[0])).FirstOrDefault() ?? "1";

    // Null when the caller's credential does not do, or nothing opens the sandbox: then nothing would pass.
    private string? Corrected()
    {
        if (Credential.For(operation, sandbox.Name) is not { } headers) return null;
        var body = entry.RequestBody;
        if (values is [var id, ..] && operation.Path.Contains('{', StringComparison.Ordinal) && NamesUser() && sandbox.Users(vendor).FindKey(id) is null) values = [AnyKey(), .. values[1..]];
        var parameters = operation.Parameters.Where(p => p.In == "path").ToList();
        var path = operation.Path;
        for (var i = 0; i < parameters.Count && i < values.Length; i++) path = path.Replace("{" + parameters[i].Name + "}", Uri.EscapeDataString(values[i]).Replace("%40", "@", StringComparison.Ordinal), StringComparison.Ordinal);
        var repaired = new BodyRepair(operation, values.FirstOrDefault()).Of(body, entry.Findings);
        return Curl.Of(operation.Method, directory.Url(vendor) + path + Query(), repaired is null ? headers : [.. headers, new("Content-Type", "application/json")], repaired);
    }

    private bool NamesUser() => vendor.Contract[vendor.UpdateOperation].Parameters.First(p => p.In == "path").Name is var name && operation.Path.Contains("{" + name + "}", StringComparison.Ordinal);

    // Parameters at fault are left out: every one of them has a default or is a search of its own.
    private string Query()
    {
        var query = entry.Target.Split('?', 2) is [_, var q] ? q.Split('&') : [];
        var bad = entry.Findings.Where(f => f.In == "query").Select(f => f.Field).ToHashSet();
        var kept = query.Where(p => !bad.Contains(Uri.UnescapeDataString(p.Split('=')[0])))
            .Where(p => !p.EndsWith("=" + SecretText.InAddress, StringComparison.Ordinal)).ToList();
        return kept.Count == 0 || entry.Status == 400 && bad.Count == 0 && operation.Body is null ? "" : "?" + string.Join('&', kept);
    }

    private int Line()
    {
        var at = vendor.Contract.Yaml.IndexOf($"operationId: {operation.Id}\n", StringComparison.Ordinal);
        return at < 0 ? 1 : vendor.Contract.Yaml.AsSpan(0, at).Count('\n') + 1;
    }
}
