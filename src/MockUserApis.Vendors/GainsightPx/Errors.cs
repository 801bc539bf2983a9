using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>How Gainsight PX says no: one wrapper, <c>externalapierror</c>, in every status.</summary>
internal sealed class Errors : VendorErrors
{
    private static readonly Rule NotFoundRule = new("errors/UserNotFound", CODE);
    private static readonly Rule NoAccountRule = new(
        "errors/AccountNotFound",
        ASSUMED,
        "404 is DOC, the wrapper CODE; the words are the user's"
    );
    private static readonly Rule TypeRule = new("errors/TypeNotFound", CODE, "404 and words are DOC, the shape CODE");
    private static readonly Rule NoPreferencesRule = new(
        "errors/PreferencesNotFound",
        CODE,
        "404 and words are DOC, the shape CODE"
    );
    private static readonly Rule NoDenialRule = new(
        "errors/DenialNotFound",
        ASSUMED,
        "404 is DOC, the wrapper CODE; the words are those of a user's read"
    );
    private static readonly Rule DuplicateRule = new("errors/Duplicate", CODE, "400 and words are DOC, the shape CODE");
    private static readonly Rule BadRequestRule = new(
        "errors/BadRequest",
        ASSUMED,
        "the shape is CODE, the texts are ours"
    );
    private static readonly Rule UnauthorizedRule = new(
        "errors/Unauthorized",
        ASSUMED,
        "a client tests for \"Authentication failed in loginAwareAuthentication\" (CODE); the rest is ours"
    );
    private static readonly Rule ForbiddenRule = new(
        "errors/Forbidden",
        ASSUMED,
        "a read-only key that writes: the code is documented for a sibling, the body is ours"
    );
    private static readonly Rule ThrottledRule = new(
        "errors/RateLimit",
        ASSUMED,
        "429 is SEED; body and Retry-After are ours, real clients obey the header"
    );
    private static readonly Rule OtherRule = new(
        "errors/Other",
        ASSUMED,
        "undocumented here: the same wrapper as every other error"
    );

    public static Reply UserNotFound(string id) =>
        Error(404, "NOT_FOUND", $"User was not found for parameters {{id={id}}}", NotFoundRule);

    public static Reply AccountNotFound(string id) =>
        Error(404, "NOT_FOUND", $"Account was not found for parameters {{id={id}}}", NoAccountRule);

    /// <summary>Of a user whose preferences are asked for: the page has words of its own.</summary>
    public static Reply PreferencesNotFound { get; } =
        Error(404, "NOT_FOUND", "User not found by id", NoPreferencesRule);

    public static Reply DenialNotFound(string id) => UserNotFound(id).Because(NoDenialRule);

    private static Reply TypeNotFound { get; } = Error(404, "NOT_FOUND", "Type not found", TypeRule);

    public static Reply Duplicate { get; } =
        Error(400, "BAD_REQUEST", "Bad request, possible duplicate", DuplicateRule);

    public static Reply BadRequest(string message) => Error(400, "BAD_REQUEST", message, BadRequestRule);

    protected override Reply NoCredential(Exchange exchange) => Unauthorized();

    protected override Reply BadCredential(Exchange exchange) => Unauthorized();

    protected override Reply ReadOnlyCredential(Exchange exchange) => Forbidden();

    protected override Reply NoSuchPath(string path, Exchange exchange) =>
        AttributesController.IsOfNoType(path)
            ? TypeNotFound
            : Error(404, "NOT_FOUND", $"No resource at {path}", OtherRule);

    protected override Reply WrongMethod(string method, Exchange exchange) =>
        Error(405, "METHOD_NOT_ALLOWED", $"Request method '{method}' is not supported", OtherRule);

    protected override Reply TooLarge(long limit, Exchange exchange) =>
        Error(413, "PAYLOAD_TOO_LARGE", $"The request body is longer than {limit} bytes", OtherRule);

    protected override Reply WrongMediaType(string? sent, Exchange exchange) =>
        Unsupported($"Content-Type '{sent}' is not supported, use application/json");

    protected override Reply WrongEncoding(string sent, Exchange exchange) =>
        Unsupported($"Content-Encoding '{sent}' is not supported");

    protected override Reply Malformed(Refusal.Malformed refusal, Exchange exchange) =>
        BadRequest($"Malformed JSON request: {refusal.Problem} at line {refusal.Line}, column {refusal.Column}");

    protected override Reply Broken(IReadOnlyList<Finding> findings, Exchange exchange) =>
        Error(400, "BAD_REQUEST", "Validation error", BadRequestRule, (About(exchange), findings));

    protected override Reply Throttled(long seconds, Exchange exchange) => Throttled(seconds);

    protected override Reply Injected(int status, Exchange exchange) =>
        status switch
        {
            401 => Unauthorized(),
            403 => Forbidden(),
            404 => NotFound(exchange),
            429 => Throttled(1),
            _ => Error(
                status,
                status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST",
                $"Injected fault: {status}",
                OtherRule
            ),
        };

    // The words of the operation's own 404, with the id that the path asks for: a body has not been read here.
    private static Reply NotFound(Exchange exchange) =>
        (exchange.Operation?.Tag, exchange.Key) switch
        {
            ("Accounts", var id) => AccountNotFound(id ?? "unknown"),
            ("Attributes", _) => TypeNotFound,
            ("Preferences", _) => PreferencesNotFound,
            ("Denylist", { } id) => DenialNotFound(id),
            (_, { } id) => UserNotFound(id),
            _ => UserNotFound("unknown").Because(OtherRule),
        };

    private static Reply Unauthorized() =>
        Error(401, "UNAUTHORIZED", "Authentication failed in loginAwareAuthentication", UnauthorizedRule);

    private static Reply Forbidden() => Error(403, "FORBIDDEN", "Access denied", ForbiddenRule);

    private static Reply Unsupported(string message) => Error(415, "UNSUPPORTED_MEDIA_TYPE", message, OtherRule);

    private static Reply Throttled(long seconds) =>
        Error(429, "TOO_MANY_REQUESTS", "Rate limit exceeded", ThrottledRule)
            .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));

    private static Reply Error(
        int status,
        string name,
        string message,
        Rule rule,
        (string About, IReadOnlyList<Finding> All)? findings = null
    ) =>
        Reply
            .Json(
                status,
                RawJson.Write(
                    (name, message, findings),
                    static (json, e) =>
                    {
                        json.WriteStartObject();
                        json.WriteStartObject("externalapierror");
                        json.WriteString("status", e.name);
                        json.WriteString("message", e.message);
                        json.WriteNull("debugMessage");
                        json.WritePropertyName("subErrors");
                        if (e.findings is var (about, all))
                            SubErrors(json, about, all);
                        else
                            json.WriteNullValue();
                        json.WriteEndObject();
                        json.WriteEndObject();
                    }
                )
            )
            .Because(rule);

    // What a broken field belongs to, as subErrors name it: of accounts and events ASSUMED.
    private static string About(Exchange exchange) =>
        exchange.Operation?.Tag switch
        {
            "Accounts" => "account",
            "Events" => "event",
            _ => "user",
        };

    private static void SubErrors(Utf8JsonWriter json, string about, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("object", about);
            json.WriteString("field", finding.Dotted);
            json.WritePropertyName("rejectedValue");
            if (finding.Value.ValueKind == JsonValueKind.Undefined)
                json.WriteNullValue();
            else
                finding.Value.WriteTo(json);
            json.WriteString(
                "message",
                finding.Keyword == "required" ? "must not be null" : $"must be {finding.Expected}"
            );
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
