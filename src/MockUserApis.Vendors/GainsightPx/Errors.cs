using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>How Gainsight PX says no: one wrapper, <c>externalapierror</c>, in every status.</summary>
internal static class Errors
{
    private static readonly Rule NotFoundRule = new("errors/UserNotFound", CODE);
    private static readonly Rule TypeRule = new("errors/TypeNotFound", CODE, "404 and words are DOC, the shape CODE");
    private static readonly Rule DuplicateRule = new("errors/Duplicate", DOC);
    private static readonly Rule BadRequestRule = new("errors/BadRequest", ASSUMED, "the shape is CODE, the texts are ours");
    private static readonly Rule UnauthorizedRule = new("errors/Unauthorized", ASSUMED, "a client tests for \"Authentication failed in loginAwareAuthentication\" (CODE); the rest is ours");
    private static readonly Rule ForbiddenRule = new("errors/Forbidden", ASSUMED, "a read-only key that writes: the code is documented for a sibling, the body is ours");
    private static readonly Rule ThrottledRule = new("errors/RateLimit", ASSUMED, "429 is SEED; body and Retry-After are ours, real clients obey the header");
    private static readonly Rule OtherRule = new("errors/Other", ASSUMED, "undocumented here: the same wrapper as every other error");

    public static IEnumerable<Rule> All =>
    [
        NotFoundRule, TypeRule, DuplicateRule, BadRequestRule, UnauthorizedRule, ForbiddenRule, ThrottledRule,
        OtherRule, Order.CutRule,
    ];

    public static Reply UserNotFound(string id) =>
        Error(404, "NOT_FOUND", $"User was not found for parameters {{id={id}}}", NotFoundRule);

    private static Reply TypeNotFound { get; } = Error(404, "NOT_FOUND", "Type not found", TypeRule);

    public static Reply Duplicate { get; } = Error(400, "BAD_REQUEST", "Bad request, possible duplicate", DuplicateRule);

    public static Reply BadRequest(string message) => Error(400, "BAD_REQUEST", message, BadRequestRule);

    public static Reply Of(Refusal refusal) => refusal switch
    {
        Refusal.NoCredential or Refusal.BadCredential => Error(401, "UNAUTHORIZED", "Authentication failed in loginAwareAuthentication", UnauthorizedRule),
        Refusal.ReadOnlyCredential => Error(403, "FORBIDDEN", "Access denied", ForbiddenRule),
        Refusal.NoSuchPath no when AttributesController.IsOfNoType(no.Path) => TypeNotFound,
        Refusal.NoSuchPath no => Error(404, "NOT_FOUND", $"No resource at {no.Path}", OtherRule),
        Refusal.WrongMethod no => Error(405, "METHOD_NOT_ALLOWED", $"Request method '{no.Method}' is not supported", OtherRule).With("Allow", string.Join(", ", no.Allowed)),
        Refusal.TooLarge no => Error(413, "PAYLOAD_TOO_LARGE", $"The request body is longer than {no.Limit} bytes", OtherRule),
        Refusal.WrongMediaType no => Error(415, "UNSUPPORTED_MEDIA_TYPE", $"Content-Type '{no.Sent}' is not supported, use application/json", OtherRule),
        Refusal.WrongEncoding no =>
            Error(415, "UNSUPPORTED_MEDIA_TYPE", $"Content-Encoding '{no.Sent}' is not supported", OtherRule),
        Refusal.Malformed no => Error(400, "BAD_REQUEST", $"Malformed JSON request: {no.Problem} at line {no.Line}, column {no.Column}", BadRequestRule),
        Refusal.Broken no => Error(400, "BAD_REQUEST", "Validation error", BadRequestRule, no.Findings),
        Refusal.Throttled no => Error(429, "TOO_MANY_REQUESTS", "Rate limit exceeded", ThrottledRule)
            .With("Retry-After", no.Allowance.RetrySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Refusal.Injected no => Injected(no.Status),
        _ => throw new InvalidOperationException($"No wording for {refusal}."),
    };

    private static Reply Injected(int status) => status switch
    {
        401 => Of(new Refusal.BadCredential()),
        403 => Of(new Refusal.ReadOnlyCredential()),
        404 => UserNotFound("unknown"),
        429 => Of(new Refusal.Throttled(new Allowance(false, 0, 0, TimeSpan.FromSeconds(1), default))),
        _ => Error(status, status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST", $"Injected fault: {status}", OtherRule),
    };

    private static Reply Error(int status, string name, string message, Rule rule, IReadOnlyList<Finding>? findings = null) =>
        Reply.Json(status, RawJson.Write((name, message, findings), static (json, e) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("externalapierror");
            json.WriteString("status", e.name);
            json.WriteString("message", e.message);
            json.WriteNull("debugMessage");
            json.WritePropertyName("subErrors");
            if (e.findings is null) json.WriteNullValue();
            else SubErrors(json, e.findings);
            json.WriteEndObject();
            json.WriteEndObject();
        })).Because(rule);

    private static void SubErrors(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("object", "user");
            json.WriteString("field", finding.Dotted);
            json.WritePropertyName("rejectedValue");
            if (finding.Value.ValueKind == JsonValueKind.Undefined) json.WriteNullValue();
            else finding.Value.WriteTo(json);
            json.WriteString("message", finding.Keyword == "required" ? "must not be null" : $"must be {finding.Expected}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
