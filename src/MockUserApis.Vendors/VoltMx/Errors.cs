using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// How Volt MX says no: 400 with a text, for an unknown id too; 401 and 500. The rest is what a servlet container says.
/// </summary>
internal sealed class Errors : VendorErrors
{
    private const string OfPost = "of POST's page; PUT and subscribeaudience follow";

    private static readonly Rule Shape = new(
        "errors/shape",
        CODE,
        "the pages give texts, never bodies; a demo of the vendor shows `message` of every answer, on a sibling "
            + "operation"
    );

    private static readonly Rule LoginShape = new(
        "errors/shape/401",
        ASSUMED,
        "`message`, as the other refusals have it"
    );
    private static readonly Rule FormatRule = new("errors/InvalidFormat", SEED);
    private static readonly Rule FormatElsewhere = new(
        "errors/InvalidFormat/elsewhere",
        ASSUMED,
        "POST, login and subscribeaudience have no text for what else is wrong with a body: that of PUT"
    );

    private static readonly Rule NothingRule = new(
        "errors/InvalidFormat/nothing",
        ASSUMED,
        "null or \"\" in a required field is refused as an absent one is"
    );

    private static readonly Rule UnknownRule = new("errors/UnknownId", DOC);
    private static readonly Rule UnknownOfPut = new(
        "errors/UnknownId/put",
        ASSUMED,
        "no text is documented: that of GET"
    );
    private static readonly Rule AttributesRule = new("errors/InvalidAttributes", DOC);
    private static readonly Rule AttributesOfPut = new(
        "errors/InvalidAttributes/put",
        ASSUMED,
        OfPost + ", though PUT's own sample sends a key that its table lacks"
    );

    private static readonly Rule MobileRule = new("errors/MobileNumber", DOC);
    private static readonly Rule MobileOfPut = new("errors/MobileNumber/put", ASSUMED, OfPost);
    private static readonly Rule MandatoryRule = new("errors/MandatoryAttribute", DOC);
    private static readonly Rule MandatoryOfPut = new("errors/MandatoryAttribute/put", ASSUMED, OfPost);
    private static readonly Rule TakenRule = new("errors/UserExists", DOC);
    private static readonly Rule TakenOfPut = new("errors/UserExists/put", ASSUMED, OfPost);
    private static readonly Rule TakenAttribute = new(
        "errors/UserExists/attribute",
        ASSUMED,
        "the page has e-mail and mobile number alone: worded as the e-mail's"
    );

    private static readonly Rule TakenId = new(
        "errors/UserExists/id",
        ASSUMED,
        "the existing id comes along (DOC); that it is the text `id` is ours"
    );

    private static readonly Rule UnauthorizedRule = new("errors/Unauthorized", SEED);
    private static readonly Rule ServerRule = new("errors/ServerFailure", SEED);
    private static readonly Rule MethodRule = new(
        "errors/WrongMethod",
        ASSUMED,
        "the text of a sibling page, Create Audience Attribute, which answers 400 too"
    );

    private static readonly Rule OtherRule = new(
        "errors/Other",
        ASSUMED,
        "no 404, 413, 415 or 429 is documented: what a servlet container says, in the shape of the rest"
    );

    // The delete page writes "audience member" small, the GET page does not. DOC
    public static Reply UnknownId(Exchange exchange) =>
        PushErrors.Unknown(exchange) is var (text, rule) ? Error(exchange, 400, text, rule) : UnknownNumber(exchange);

    private static Reply UnknownNumber(Exchange exchange) =>
        Error(
            exchange,
            400,
            exchange.Operation!.Id switch
            {
                "deleteAudience" => "Invalid audience member ID provided or no audience member found with given ID",
                "getBatchStatus" => "Invalid ID provided",
                _ => "Invalid Audience Member ID provided or no audience member found with given ID",
            },
            IsPut(exchange) ? UnknownOfPut : UnknownRule
        );

    public static Reply Taken(Exchange exchange, Conflict conflict)
    {
        exchange.Rely(TakenId);
        var isEmail = ReferenceEquals(conflict.Index, Seed.ByEmail);
        var isMobile = ReferenceEquals(conflict.Index, Seed.ByMobile);
        var standard = IsPut(exchange) ? TakenOfPut : TakenRule;
        var (text, rule) = (isEmail, isMobile) switch
        {
            (true, _) => ("User already exists with this Email " + conflict.Value, standard),
            (_, true) when PushErrors.MobileTaken(exchange) is { } push => (push.Text, push.Rule),
            (_, true) => ("User already exists with this mobile number", standard),
            _ => ("User already exists with this " + DynamicValues.Shown(conflict.Value), TakenAttribute),
        };
        var id = Encoding.UTF8.GetString(conflict.Holder.Document["id"]);
        return Error(exchange, 400, text, rule, id);
    }

    public static Reply Unauthorized(Exchange exchange)
    {
        exchange.Rely(LoginShape);
        return Error(exchange, 401, "Unauthorized request", UnauthorizedRule);
    }

    /// <summary>A wrong method is a 400 here.</summary>
    protected override bool StatesAllow => false;

    protected override Reply NoCredential(Exchange exchange) => Unauthorized(exchange);

    protected override Reply BadCredential(Exchange exchange) => Unauthorized(exchange);

    protected override Reply ReadOnlyCredential(Exchange exchange) => Unauthorized(exchange);

    protected override Reply NoSuchPath(string path, Exchange exchange) => Error(exchange, 404, "Not found", OtherRule);

    protected override Reply WrongMethod(string method, Exchange exchange) =>
        Error(exchange, 400, "Invalid Request. Request Method not allowed", MethodRule);

    protected override Reply TooLarge(long limit, Exchange exchange) =>
        Error(exchange, 413, "Request entity too large", OtherRule);

    protected override Reply WrongMediaType(string? sent, Exchange exchange) => Unsupported(exchange);

    protected override Reply WrongEncoding(string sent, Exchange exchange) => Unsupported(exchange);

    protected override Reply Malformed(Refusal.Malformed refusal, Exchange exchange) => InvalidFormat(exchange);

    protected override Reply Broken(IReadOnlyList<Finding> findings, Exchange exchange) =>
        Broken(findings[0], exchange);

    protected override Reply Throttled(long seconds, Exchange exchange) =>
        Error(exchange, 429, "Too many requests", OtherRule);

    private static Reply Broken(Finding finding, Exchange exchange) =>
        PushErrors.Broken(finding, exchange) is var (text, rule)
            ? Error(exchange, 400, text, rule)
            : OfMember(finding, exchange);

    private static Reply OfMember(Finding finding, Exchange exchange) =>
        finding switch
        {
            { In: "path" } => UnknownId(exchange),
            { Keyword: "additionalProperties" } when exchange.Operation!.Tag is "Audience" or "Push" => Error(
                exchange,
                400,
                "The request contains invalid attributes",
                IsPut(exchange) ? AttributesOfPut : AttributesRule
            ),
            { Keyword: MemberRules.MobileForm } => Error(
                exchange,
                400,
                "Mobile number should have country code followed by ten digit number",
                IsPut(exchange) ? MobileOfPut : MobileRule
            ),
            { Keyword: DynamicValues.Mandatory } => Error(
                exchange,
                400,
                $"Attribute ‘{finding.Field}’ is a mandatory field. Please provide a valid value for the same",
                IsPut(exchange) ? MandatoryOfPut : MandatoryRule
            ),
            { Keyword: "nullable" or "minLength" } => InvalidFormat(exchange, NothingRule),
            _ => InvalidFormat(exchange),
        };

    private static bool IsPut(Exchange exchange) => exchange.Operation is { Id: VoltMxApi.Put or PushErrors.Post };

    private static Reply InvalidFormat(Exchange exchange, Rule? also = null)
    {
        if (also is not null)
            exchange.Rely(also);
        if (exchange.Operation is { Id: "createAudience" or "login" or PushErrors.Post })
            exchange.Rely(FormatElsewhere);
        return Error(exchange, 400, "Invalid request format", FormatRule);
    }

    private static Reply Unsupported(Exchange exchange) => Error(exchange, 415, "Unsupported media type", OtherRule);

    protected override Reply Injected(int status, Exchange exchange) =>
        status switch
        {
            400 => InvalidFormat(exchange),
            401 => Unauthorized(exchange),
            500 => Error(exchange, 500, "Server failure to process request", ServerRule),
            _ => Error(exchange, status, Phrase(status), OtherRule),
        };

    private static string Phrase(int status) =>
        ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase
            ? phrase[0] + phrase[1..].ToLowerInvariant()
            : "Status " + status.ToString(CultureInfo.InvariantCulture);

    private static Reply Error(Exchange exchange, int status, string text, Rule rule, string? id = null)
    {
        exchange.Rely(Shape);
        return Reply
            .Json(
                status,
                RawJson.Write(
                    (text, id),
                    static (json, e) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("message", e.text);
                        if (e.id is not null)
                            json.WriteString("id", e.id);
                        json.WriteEndObject();
                    }
                )
            )
            .Because(rule);
    }
}
