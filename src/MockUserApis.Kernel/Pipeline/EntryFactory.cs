using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Secrets;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Makes the journal entry of an exchange; secrets stop here.</summary>
internal static class EntryFactory
{
    private static readonly string[] Schemes = ["Basic ", "Bearer ", "Bearer,", "Digest ", "Token "];

    /// <param name="reply">Null: there was no answer.</param>
    /// <param name="left">The client is gone, and the reply went nowhere.</param>
    public static JournalEntry Of(
        Exchange exchange,
        Reply? reply,
        TimeSpan duration,
        Credentials credentials,
        bool left = false
    )
    {
        var secrets = Secrets(exchange);
        var found = default(SecretValues);
        var target = SecretText.Target(exchange.Target, exchange.Operation, ref found);
        var headers = Headers(exchange.Http.Request.Headers, exchange.Vendor, ref found);
        var status = reply?.Status ?? 0;
        var isRefused = status is 0 or >= 400;
        var body = exchange.IsCoded
            ? SecretBody.Coded
            : SecretBody.Redact(exchange.BodyBytes, secrets, exchange.Http.Request.ContentType, ref found);
        if (exchange.Form is not null)
            FindInForm(exchange, secrets, ref found);
        var isRedacted = found.Any || secrets.Count > 0 || !body.Equals(exchange.BodyBytes);
        var findings =
            isRedacted && exchange.Findings.Count > 0
                ? Redact(exchange.Findings, secrets.Count > 0, found)
                : exchange.Findings;
        return new()
        {
            Id = exchange.Id,
            At = exchange.Sandbox.Clock.GetUtcNow(),
            Vendor = exchange.Vendor.Slug,
            Api = exchange.Api.IsLater ? exchange.Api.Id : null,
            Operation = exchange.Operation?.Id,
            Trace = TraceOf(exchange),
            Key =
                exchange.Key is { } key && !ReferenceEquals(target, exchange.Target)
                    ? SecretText.Key(key, ref found)
                    : exchange.Key,
            UserMissing = isRefused ? exchange.Missed == exchange.Vendor.Recipe : null,
            MissingFrom =
                IsAbsence(exchange, status) && exchange.Missed is { } other && other != exchange.Vendor.Recipe
                    ? other.Name
                    : null,
            Method = exchange.Method,
            Target = target,
            Protocol = exchange.Http.Request.Protocol,
            Scheme = exchange.Http.Request.IsHttps ? "https" : null,
            Port = exchange.Http.Connection.LocalPort,
            RequestHeaders = headers,
            RequestBody = found.TakenOutOf(body),
            Status = status,
            ContentType = reply?.ContentType,
            ResponseHeaders = Headers(reply?.Headers ?? [], ref found),
            ResponseBody = reply is null
                ? default
                : found.TakenOutOf(SecretBody.Redact(reply.Body, secrets, reply.ContentType, ref found)),
            Evidence = exchange.Evidence,
            Assumed = exchange.Assumed,
            Findings = findings,
            Refusal = isRedacted ? Redact(exchange.Refusal, findings, ref found) : exchange.Refusal,
            Presented = isRefused || exchange.Findings.Count > 0 ? By(exchange, credentials) : null,
            Lacks = reply?.Lacks,
            Fault = exchange.Fault?.Traits.Name,
            Duration = duration,
            Aborted = left ? duration : null,
            Timings = exchange.Timings,
            Before = exchange.Before,
            After = exchange.After,
        };
    }

    // The client's, else one that begins here and is told to who listens.
    private static string? TraceOf(Exchange exchange) =>
        TraceParent.TraceId(exchange.Http.Request.Headers)
        ?? (Telemetry.Source.HasListeners() ? Telemetry.TraceId : null);

    // A vendor without a 404 answers 400 where a path names nothing.
    private static bool IsAbsence(Exchange exchange, int status) =>
        status == 404
        || (
            status == 400
            && exchange is { Key: not null, Refusal: null, Operation: { } operation }
            && !operation.Answers.ContainsKey("404")
        );

    private static Presented? By(Exchange exchange, Credentials credentials) =>
        Presented.By(exchange.Account, exchange.Credential, exchange.Vendor, exchange.Sandbox.Name, credentials);

    // Parts are left out whole where a name in them is a secret's: what it is, the answer and the findings may repeat.
    private static void FindInForm(Exchange exchange, IReadOnlySet<string> secrets, ref SecretValues found)
    {
        if (exchange.Parsed is not { } form)
            return;
        var json = JsonMarshal.GetRawUtf8Value(form.RootElement).ToArray();
        SecretBody.Redact(json, secrets, "application/json", ref found);
    }

    private static KeyValuePair<string, string>[] Headers(
        IHeaderDictionary headers,
        Vendor vendor,
        ref SecretValues found
    )
    {
        var kept = new KeyValuePair<string, string>[headers.Count];
        var i = 0;
        foreach (var (name, value) in headers)
        {
            var shown = vendor.IsCredentialHeader(name)
                ? SecretText.Redacted
                : Shown(name, value.ToString(), ref found);
            kept[i++] = new(name, shown);
        }

        return kept;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Headers(
        IReadOnlyList<KeyValuePair<string, string>> headers,
        ref SecretValues found
    )
    {
        KeyValuePair<string, string>[]? kept = null;
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            var shown = Shown(name, value, ref found);
            if (!ReferenceEquals(shown, value))
                (kept ??= [.. headers])[i] = new(name, shown);
        }

        return kept ?? headers;
    }

    // A credential may have come in another vendor's header, or in one that nobody reads.
    private static string Shown(string name, string value, ref SecretValues found) =>
        SecretName.OfHeader(name) || HasScheme(value) ? SecretText.Redacted : SecretText.Header(value, ref found);

    private static bool HasScheme(string value)
    {
        if (value.Length == 0 || value[0] is not ('B' or 'b' or 'D' or 'd' or 'T' or 't'))
            return false;
        foreach (var scheme in Schemes)
            if (value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    // A body that went to no operation may have been meant for any.
    private static IReadOnlySet<string> Secrets(Exchange exchange) =>
        exchange.Operation?.Secrets ?? exchange.Api.Contract.Secrets;

    private static Refusal? Redact(Refusal? refusal, IReadOnlyList<Finding> findings, ref SecretValues found) =>
        refusal switch
        {
            Refusal.Broken => new Refusal.Broken(findings),
            Refusal.NoSuchPath r => new Refusal.NoSuchPath(SecretText.Target(r.Path, null, ref found)),
            _ => refusal,
        };

    private static List<Finding> Redact(IReadOnlyList<Finding> findings, bool all, SecretValues found)
    {
        var redacted = new List<Finding>(findings.Count);
        foreach (var finding in findings)
        {
            redacted.Add(IsSecret(finding, all, found) ? finding with { Actual = SecretText.Redacted } : finding);
        }

        return redacted;
    }

    private static bool IsSecret(Finding finding, bool all, SecretValues found)
    {
        if (finding.Actual == "absent")
            return false;
        if (found.In(finding.Actual))
            return true;
        if (finding.In == "query")
            return SecretName.OfParameter(finding.Field, null);
        // A value that holds others was shown cut short, so what is secret in it need not be whole. Why a body is not
        // read is told in our own words.
        return finding is { In: "body", Keyword: not "syntax" }
            && (all || finding.Actual is ['{' or '[', ..] || finding.Segments.Any(SecretName.OfMember));
    }
}
