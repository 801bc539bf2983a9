using Microsoft.AspNetCore.WebUtilities;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>How Channel Talk says no: no body is documented, so one shape for all, always JSON because clients parse every body.</summary>
internal static class Errors
{
    private static readonly Rule BadRequestRule = new("errors/BadRequest", ASSUMED, "400 for malformed JSON and 422 for a refused value: the usual split");
    private static readonly Rule UnauthorizedRule = new("errors/Unauthorized", ASSUMED, "that a Bearer token alone is 401 is CODE; the body is ours");
    private static readonly Rule NotFoundRule = new("errors/NotFound", ASSUMED, "no error body is documented");
    private static readonly Rule RefusedRule = new("errors/UnprocessableEntity", ASSUMED, "one entry for each refused value; the texts are ours");
    private static readonly Rule ThrottledRule = new("errors/TooManyRequests", ASSUMED, "status and headers are DOC; the body is ours");
    private static readonly Rule OtherRule = new("errors/Other", ASSUMED, "undocumented: named after the status's reason phrase");

    public static IEnumerable<Rule> All => [BadRequestRule, UnauthorizedRule, NotFoundRule, RefusedRule, ThrottledRule, OtherRule];

    public static Reply UserNotFound { get; } = Error(404, NotFoundRule, "User not found.");

    private static Reply Unauthorized { get; } = Error(401, UnauthorizedRule, "x-access-key and x-access-secret are both required.");

    private static Reply Throttled { get; } = Error(429, ThrottledRule, "Too many requests.");

    public static Reply Of(Refusal refusal) => refusal switch
    {
        Refusal.NoCredential => Unauthorized,
        Refusal.BadCredential => Error(401, UnauthorizedRule, "x-access-key and x-access-secret do not belong to a channel."),
        Refusal.ReadOnlyCredential => Error(403, OtherRule, "The access key may not write."),
        Refusal.NoSuchPath no => Error(404, NotFoundRule, $"There is nothing at {no.Path}."),
        Refusal.WrongMethod no => Error(405, OtherRule, "The method is not allowed for this path.").With("Allow", string.Join(", ", no.Allowed)),
        Refusal.TooLarge => Error(413, OtherRule, "The request body is too large."),
        Refusal.WrongMediaType => Error(415, OtherRule, "Send the body as application/json."),
        Refusal.WrongEncoding => Error(415, OtherRule, "Send the body without Content-Encoding."),
        Refusal.Malformed => Error(400, BadRequestRule, "The request body is not valid JSON."),
        Refusal.Broken no => Error(422, RefusedRule, [.. no.Findings.Select(Sentence)]),
        Refusal.Throttled => Throttled,
        Refusal.Injected no => Injected(no.Status),
        _ => throw new InvalidOperationException($"No wording for {refusal}."),
    };

    private static Reply Injected(int status) => status switch
    {
        400 => Error(400, BadRequestRule, "The request body is not valid JSON."),
        401 => Unauthorized,
        404 => UserNotFound,
        405 => Error(405, OtherRule, "The method is not allowed for this path."),
        413 => Of(new Refusal.TooLarge(0)),
        415 => Of(new Refusal.WrongMediaType(null)),
        429 => Throttled,
        _ => Error(status, OtherRule, ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase + "." : "Injected fault."),
    };

    private static string Sentence(Finding finding)
    {
        var name = finding.Pointer.Length == 0 ? "The request body" : finding.Dotted;
        return finding.Keyword switch
        {
            "required" => $"{name} is required.",
            "pattern" => $"{name} must be an E.164 number.",
            "uniqueItems" => $"{name} repeats an earlier one.",
            "maxItems" => $"{name} must have {finding.Expected}.",
            "type" or "nullable" => $"{name} must be {Kind(finding.Schema!.Type)}.",
            _ => $"{name} must be {finding.Expected}.",
        };
    }

    private static string Kind(JsonTypes type) => type switch
    {
        JsonTypes.Boolean => "true or false",
        JsonTypes.Integer or JsonTypes.Array or JsonTypes.Object => "an " + type.ToString().ToLowerInvariant(),
        _ => "a " + type.ToString().ToLowerInvariant(),
    };

    private static Reply Error(int status, Rule rule, params string[] messages) =>
        Reply.Json(status, RawJson.Write((status, messages), static (json, e) =>
        {
            json.WriteStartObject();
            json.WriteString("type", string.Concat(ReasonPhrases.GetReasonPhrase(e.status).Where(char.IsAsciiLetter)) + "Exception");
            json.WriteNumber("status", e.status);
            json.WriteStartArray("errors");
            foreach (var message in e.messages)
            {
                json.WriteStartObject();
                json.WriteString("message", message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("language", "en");
            json.WriteEndObject();
        })).Because(rule);
}
