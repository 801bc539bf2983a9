using Microsoft.AspNetCore.WebUtilities;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>
/// How Foldspace says no: <c>{"error":"…"}</c> in every status. The vendor's own sample reads JSON without looking at
/// the status. DOC
/// </summary>
internal sealed class Errors : VendorErrors
{
    private const string OfSubscriptions = "/v1/subscription";

    private static readonly Rule BadRequestRule = new(
        "errors/BadRequest",
        ASSUMED,
        "400 is SEED; the text \"<field>: <what is wrong>\" is ours"
    );
    private static readonly Rule DuplicateRule = new(
        "errors/Duplicate",
        ASSUMED,
        "no page says so; an identifyId names one user, or one subscription"
    );
    private static readonly Rule UnauthorizedRule = new("errors/Unauthorized", DOC);
    private static readonly Rule NotFoundRule = new("errors/UserNotFound", DOC);
    private static readonly Rule SubscriptionNotFoundRule = new("errors/SubscriptionNotFound", DOC);
    private static readonly Rule ThrottledRule = new("errors/RateLimit", SEED);
    private static readonly Rule ThrottledMedia = new(
        "errors/RateLimit/mediaType",
        ASSUMED,
        "the pages give 429 the media type */* and all other answers JSON: JSON too"
    );
    private static readonly Rule ServerRule = new("errors/ServerError", DOC);
    private static readonly Rule OtherRule = new(
        "errors/Other",
        ASSUMED,
        "documented nowhere: what any server says, in the shape of the other errors"
    );

    private static readonly Reply NoUser = Error(404, "User not found", NotFoundRule);
    private static readonly Reply NoSubscription = Error(404, "Subscription not found", SubscriptionNotFoundRule);
    private static readonly Reply NoKey = Error(401, "Unauthorized", UnauthorizedRule);
    private static readonly Reply TooMany = Error(429, "Rate limit exceeded for subscription", ThrottledRule);
    private static readonly Reply Failed = Error(500, "Internal server error", ServerRule);

    public static Reply Duplicate { get; } = Error(400, "identifyId: is already in use", DuplicateRule);

    public static Reply UserNotFound(Exchange exchange) => As(NoUser, exchange);

    public static Reply SubscriptionNotFound(Exchange exchange) => As(NoSubscription, exchange);

    // A text that a page has, of an operation that none has, is known as well as the operation.
    private static Reply As(Reply reply, Exchange exchange)
    {
        if (exchange.Operation?.AnswerFor(reply.Status) is { } answer)
            exchange.Rely(answer.Rule);
        return reply;
    }

    private static Reply Unauthorized(Exchange exchange) => As(NoKey, exchange);

    private static Reply RateLimited(Exchange exchange)
    {
        exchange.Rely(ThrottledMedia);
        return As(TooMany, exchange);
    }

    protected override Reply NoCredential(Exchange exchange) => Unauthorized(exchange);

    protected override Reply BadCredential(Exchange exchange) => Unauthorized(exchange);

    protected override Reply ReadOnlyCredential(Exchange exchange) => Unauthorized(exchange);

    protected override Reply NoSuchPath(string path, Exchange exchange) => Error(404, "Not found", OtherRule);

    protected override Reply WrongMethod(string method, Exchange exchange) =>
        Error(405, "Method not allowed", OtherRule);

    protected override Reply TooLarge(long limit, Exchange exchange) => Error(413, "Payload too large", OtherRule);

    protected override Reply WrongMediaType(string? sent, Exchange exchange) =>
        Error(415, "Unsupported media type", OtherRule);

    protected override Reply WrongEncoding(string sent, Exchange exchange) =>
        Error(415, "Unsupported content encoding", OtherRule);

    protected override Reply Malformed(Refusal.Malformed refusal, Exchange exchange) =>
        Error(400, $"body: {refusal.Problem} (line {refusal.Line}, column {refusal.Column})", BadRequestRule);

    protected override Reply Broken(IReadOnlyList<Finding> findings, Exchange exchange) =>
        Error(400, Sentence(findings[0]), BadRequestRule);

    protected override Reply Throttled(long seconds, Exchange exchange) => RateLimited(exchange);

    private static string Sentence(Finding finding) =>
        (finding.Pointer.Length == 0 ? "body" : finding.Dotted)
        + ": "
        + (
            finding.Keyword switch
            {
                "required" => "is required",
                "nullable" => "must not be null",
                "minLength" => "must not be empty",
                _ => "must be " + finding.Expected,
            }
        );

    protected override Reply Injected(int status, Exchange exchange) =>
        status switch
        {
            400 => Error(400, "body: must be valid", BadRequestRule),
            401 => Unauthorized(exchange),
            404 => exchange.Operation?.Path.StartsWith(OfSubscriptions, StringComparison.Ordinal) == true
                ? SubscriptionNotFound(exchange)
                : UserNotFound(exchange),
            429 => RateLimited(exchange),
            500 => As(Failed, exchange),
            _ => Error(status, Phrase(status), OtherRule),
        };

    private static string Phrase(int status) =>
        ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase
            ? phrase[0] + phrase[1..].ToLowerInvariant()
            : $"Status {status}";

    private static Reply Error(int status, string text, Rule rule) =>
        Reply
            .Json(
                status,
                RawJson.Write(
                    text,
                    static (json, t) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("error", t);
                        json.WriteEndObject();
                    }
                )
            )
            .Because(rule);
}
