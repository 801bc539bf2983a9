using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>How Volt MX says no: 400 with a text, for an unknown id too; 401 and 500. The rest is what a servlet container says.</summary>
internal static class Errors
{
    private static readonly Rule Shape = new("errors/shape", ASSUMED, "the pages give texts, never bodies; as `message`, like the answers of success");
    private static readonly Rule FormatRule = new("errors/InvalidFormat", SEED);
    private static readonly Rule UnknownRule = new("errors/UnknownId", DOC, "for GET and delete; PUT follows GET (ASSUMED)");
    private static readonly Rule AttributesRule = new("errors/InvalidAttributes", DOC, "for POST; PUT follows (ASSUMED)");
    private static readonly Rule MobileRule = new("errors/MobileNumber", DOC, "for POST; PUT follows (ASSUMED)");
    private static readonly Rule TakenRule = new("errors/UserExists", DOC, "for POST; PUT follows (ASSUMED). That the existing id travels as text `id` is ASSUMED");
    private static readonly Rule UnauthorizedRule = new("errors/Unauthorized", SEED);
    private static readonly Rule ServerRule = new("errors/ServerFailure", SEED);
    private static readonly Rule OtherRule = new("errors/Other", ASSUMED, "no 404, 405, 413, 415 or 429 is documented: what a servlet container says, in the shape of the rest");

    public static IEnumerable<Rule> All => [Shape, FormatRule, UnknownRule, AttributesRule, MobileRule, TakenRule, UnauthorizedRule, ServerRule, OtherRule];

    // The delete page writes "audience member" small, the GET page does not. DOC
    public static Reply UnknownId(Exchange exchange) => Error(exchange, 400, exchange.Operation is { Id: "deleteAudience" }
        ? "Invalid audience member ID provided or no audience member found with given ID"
        : "Invalid Audience Member ID provided or no audience member found with given ID", UnknownRule);

    public static Reply Taken(Exchange exchange, Conflict conflict) => Error(exchange, 400,
        ReferenceEquals(conflict.Index, Seed.ByEmail) ? $"User already exists with this Email {conflict.Value}" : "User already exists with this mobile number",
        TakenRule, Encoding.UTF8.GetString(conflict.Holder.Document["id"]));

    public static Reply Unauthorized(Exchange exchange) => Error(exchange, 401, "Unauthorized request", UnauthorizedRule);

    public static Reply Of(Refusal refusal, Exchange exchange) => refusal switch
    {
        Refusal.NoCredential or Refusal.BadCredential or Refusal.ReadOnlyCredential => Unauthorized(exchange),
        Refusal.NoSuchPath => Error(exchange, 404, "Not found", OtherRule),
        Refusal.WrongMethod no => Error(exchange, 405, "Method not allowed", OtherRule).With("Allow", string.Join(", ", no.Allowed)),
        Refusal.TooLarge => Error(exchange, 413, "Request entity too large", OtherRule),
        Refusal.WrongMediaType or Refusal.WrongEncoding => Error(exchange, 415, "Unsupported media type", OtherRule),
        Refusal.Malformed => InvalidFormat(exchange),
        Refusal.Broken no => Broken(no.Findings[0], exchange),
        Refusal.Throttled => Error(exchange, 429, "Too many requests", OtherRule),
        Refusal.Injected no => Injected(no.Status, exchange),
        _ => throw new InvalidOperationException($"No wording for {refusal}."),
    };

    private static Reply Broken(Finding finding, Exchange exchange) => finding switch
    {
        { In: "path" } => UnknownId(exchange),
        { Keyword: "additionalProperties" } => Error(exchange, 400, "The request contains invalid attributes", AttributesRule),
        { Keyword: Core.MobileForm } => Error(exchange, 400, "Mobile number should have country code followed by ten digit number", MobileRule),
        _ => InvalidFormat(exchange),
    };

    private static Reply InvalidFormat(Exchange exchange) => Error(exchange, 400, "Invalid request format", FormatRule);

    private static Reply Injected(int status, Exchange exchange) => status switch
    {
        400 => InvalidFormat(exchange),
        401 => Unauthorized(exchange),
        500 => Error(exchange, 500, "Server failure to process request", ServerRule),
        _ => Error(exchange, status, Phrase(status), OtherRule),
    };

    private static string Phrase(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase
        ? phrase[0] + phrase[1..].ToLowerInvariant() : "Status " + status.ToString(CultureInfo.InvariantCulture);

    private static Reply Error(Exchange exchange, int status, string text, Rule rule, string? id = null)
    {
        exchange.Rely(Shape);
        return Reply.Json(status, RawJson.Write((text, id), static (json, e) =>
        {
            json.WriteStartObject();
            json.WriteString("message", e.text);
            if (e.id is not null) json.WriteString("id", e.id);
            json.WriteEndObject();
        })).Because(rule);
    }
}
