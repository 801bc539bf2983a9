using Microsoft.AspNetCore.WebUtilities;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// How Channel Talk says no: one shape for all, always JSON because clients parse every body. Its keys and their order
/// are those of another service of the vendor (CODE); <c>type</c> is ours for errors without a name of their own.
/// </summary>
internal sealed class Errors : VendorErrors
{
    private static readonly Rule ShapeRule = new(
        "errors/shape",
        CODE,
        "status, type, language, errors: the error handler of another service of the vendor"
    );
    private static readonly Rule LanguageRule = new(
        "errors/language",
        ASSUMED,
        "there it follows who asks; a sandbox has nobody to ask, so en"
    );
    private static readonly Rule BadRequestRule = new(
        "errors/BadRequest",
        ASSUMED,
        "400 for malformed JSON beside 422 for a refused value: the usual split"
    );
    private static readonly Rule UnauthorizedRule = new(
        "errors/Unauthorized",
        ASSUMED,
        "that a Bearer token alone is 401 is CODE; type and text are ours"
    );
    private static readonly Rule NotFoundRule = new(
        "errors/NotFound",
        ASSUMED,
        "the status is DOC, for a delete too; type and text are ours"
    );
    private static readonly Rule RefusedRule = new(
        "errors/UnprocessableEntity",
        ASSUMED,
        "three programs expect 422 (CODE); type and texts are ours"
    );
    private static readonly Rule ThrottledRule = new(
        "errors/TooManyRequests",
        ASSUMED,
        "status and headers are DOC; type and text are ours"
    );
    private static readonly Rule OtherRule = new(
        "errors/Other",
        ASSUMED,
        "undocumented: type is the status's reason phrase"
    );

    public static Reply UserNotFound { get; } = Error(404, NotFoundRule, "User not found.");

    /// <summary>The same of what stands below a user, where the operation's own rule says how it is known.</summary>
    public static Reply NoSuchUser { get; } = UserNotFound with { Rule = null };

    public static Reply EventNotFound { get; } = Error(404, NotFoundRule, "Event not found.");

    private static Reply Unauthorized { get; } =
        Error(401, UnauthorizedRule, "x-access-key and x-access-secret are both required.");

    private static Reply TooMany { get; } = Error(429, ThrottledRule, "Too many requests.");

    private static Reply NotJson { get; } = Error(400, BadRequestRule, "The request body is not valid JSON.");

    private static Reply NoMethod { get; } = Error(405, OtherRule, "The method is not allowed for this path.");

    private static Reply Long { get; } = Error(413, OtherRule, "The request body is too large.");

    private static Reply OtherType { get; } = Error(415, OtherRule, "Send the body as application/json.");

    protected override Reply NoCredential(Exchange exchange) => Unauthorized;

    protected override Reply BadCredential(Exchange exchange) =>
        Error(401, UnauthorizedRule, "x-access-key and x-access-secret do not belong to a channel.");

    protected override Reply ReadOnlyCredential(Exchange exchange) =>
        Error(403, OtherRule, "The access key may not write.");

    protected override Reply NoSuchPath(string path, Exchange exchange) =>
        Error(404, NotFoundRule, $"There is nothing at {path}.");

    protected override Reply WrongMethod(string method, Exchange exchange) => NoMethod;

    protected override Reply TooLarge(long limit, Exchange exchange) => Long;

    protected override Reply WrongMediaType(string? sent, Exchange exchange) => OtherType;

    protected override Reply WrongEncoding(string sent, Exchange exchange) =>
        Error(415, OtherRule, "Send the body without Content-Encoding.");

    protected override Reply Malformed(Refusal.Malformed refusal, Exchange exchange) => NotJson;

    protected override Reply Broken(IReadOnlyList<Finding> findings, Exchange exchange) =>
        Error(422, RefusedRule, [.. findings.Select(Sentence)]);

    protected override Reply Throttled(long seconds, Exchange exchange) => TooMany;

    protected override Reply Injected(int status, Exchange exchange) =>
        status switch
        {
            400 => NotJson,
            401 => Unauthorized,
            404 => UserNotFound,
            405 => NoMethod,
            413 => Long,
            415 => OtherType,
            429 => TooMany,
            _ => Error(
                status,
                OtherRule,
                ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase + "." : "Injected fault."
            ),
        };

    private static string Sentence(Finding finding)
    {
        var name = finding.Pointer.Length == 0 ? "The request body" : finding.Dotted;
        if (finding.In == "path")
            return $"{name} must be 1 to 64 characters without white space.";
        return finding.Keyword switch
        {
            "required" => $"{name} is required.",
            "uniqueItems" => $"{name} repeats an earlier one.",
            "maxItems" => $"{name} must have {finding.Expected}.",
            "type" or "nullable" => $"{name} must be {Kind(finding.Schema!.Type)}.",
            _ => $"{name} must be {finding.Expected}.",
        };
    }

    private static string Kind(JsonTypes type) =>
        type switch
        {
            JsonTypes.Boolean => "true or false",
            JsonTypes.Integer or JsonTypes.Array or JsonTypes.Object => "an " + type.ToString().ToLowerInvariant(),
            _ => "a " + type.ToString().ToLowerInvariant(),
        };

    private static Reply Error(int status, Rule rule, params string[] messages) =>
        Reply
            .Json(
                status,
                RawJson.Write(
                    (status, messages),
                    static (json, e) =>
                    {
                        json.WriteStartObject();
                        json.WriteNumber("status", e.status);
                        json.WriteString("type", Phrase(e.status));
                        json.WriteString("language", "en");
                        json.WriteStartArray("errors");
                        foreach (var message in e.messages)
                        {
                            json.WriteStartObject();
                            json.WriteString("message", message);
                            json.WriteEndObject();
                        }

                        json.WriteEndArray();
                        json.WriteEndObject();
                    }
                )
            )
            .Because(rule);

    private static string Phrase(int status) =>
        ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : $"Status {status}";
}
