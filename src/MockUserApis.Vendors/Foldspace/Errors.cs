using Microsoft.AspNetCore.WebUtilities;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>How Foldspace says no: <c>{"error":"…"}</c> in every status. The vendor's own sample reads JSON without looking at the status. DOC</summary>
internal static class Errors
{
    private static readonly Rule BadRequestRule = new("errors/BadRequest", ASSUMED, "400 is SEED; the text \"<field>: <what is wrong>\" is ours");
    private static readonly Rule DuplicateRule = new("errors/Duplicate", ASSUMED, "creation is on no page; an identifyId names one user");
    private static readonly Rule UnauthorizedRule = new("errors/Unauthorized", DOC);
    private static readonly Rule NotFoundRule = new("errors/UserNotFound", DOC);
    private static readonly Rule ThrottledRule = new("errors/RateLimit", SEED);
    private static readonly Rule ServerRule = new("errors/ServerError", DOC);
    private static readonly Rule OtherRule = new("errors/Other", ASSUMED, "documented nowhere: what any server says, in the shape of the other errors");

    public static IEnumerable<Rule> All => [BadRequestRule, DuplicateRule, UnauthorizedRule, NotFoundRule, ThrottledRule, ServerRule, OtherRule];

    public static Reply UserNotFound { get; } = Error(404, "User not found", NotFoundRule);

    public static Reply Duplicate { get; } = Error(400, "identifyId: is already in use", DuplicateRule);

    private static Reply Unauthorized { get; } = Error(401, "Unauthorized", UnauthorizedRule);

    private static Reply RateLimited { get; } = Error(429, "Rate limit exceeded for subscription", ThrottledRule);

    public static Reply Of(Refusal refusal) => refusal switch
    {
        Refusal.NoCredential or Refusal.BadCredential or Refusal.ReadOnlyCredential => Unauthorized,
        Refusal.NoSuchPath => Error(404, "Not found", OtherRule),
        Refusal.WrongMethod no => Error(405, "Method not allowed", OtherRule).With("Allow", string.Join(", ", no.Allowed)),
        Refusal.TooLarge => Error(413, "Payload too large", OtherRule),
        Refusal.WrongMediaType => Error(415, "Unsupported media type", OtherRule),
        Refusal.WrongEncoding => Error(415, "Unsupported content encoding", OtherRule),
        Refusal.Malformed no => Error(400, $"body: {no.Problem} (line {no.Line}, column {no.Column})", BadRequestRule),
        Refusal.Broken no => Error(400, Sentence(no.Findings[0]), BadRequestRule),
        Refusal.Throttled => RateLimited,
        Refusal.Injected no => Injected(no.Status),
        _ => throw new InvalidOperationException($"No wording for {refusal}."),
    };

    private static string Sentence(Finding finding) => (finding.Pointer.Length == 0 ? "body" : finding.Dotted) + ": " + (finding.Keyword switch
    {
        "required" => "is required",
        "nullable" => "must not be null",
        "minLength" => "must not be empty",
        _ => "must be " + finding.Expected,
    });

    private static Reply Injected(int status) => status switch
    {
        400 => Error(400, "body: must be valid", BadRequestRule),
        401 => Unauthorized,
        404 => UserNotFound,
        429 => RateLimited,
        500 => Error(500, "Internal server error", ServerRule),
        _ => Error(status, Phrase(status), OtherRule),
    };

    private static string Phrase(int status) =>
        ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase[0] + phrase[1..].ToLowerInvariant() : $"Status {status}";

    private static Reply Error(int status, string text, Rule rule) => Reply.Json(status, RawJson.Write(text, static (json, t) =>
    {
        json.WriteStartObject();
        json.WriteString("error", t);
        json.WriteEndObject();
    })).Because(rule);
}
