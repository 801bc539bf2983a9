using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>What User.com answers where <c>Accept</c> names no version.</summary>
public sealed class UserComApi(UserCom vendor) : VersionedApi(vendor)
{
    private const string Known = "no version or version=1, or version=2: there is no other";

    private static readonly Rule UnknownRule = new(
        "version/unknown",
        ASSUMED,
        "a version that does not exist: the framework's versioning by Accept answers 406"
    );

    private static readonly View Keys = new(
        "chat_id",
        "id",
        "key",
        "name",
        "email",
        "gender",
        "status",
        "phone_number",
        "first_seen",
        "last_seen",
        "page_views",
        "last_ip",
        "timezone",
        "city",
        "region",
        "country",
        "unsubscribed",
        "browser_language",
        "score",
        "browser",
        "os_type",
        "resolution",
        "created_at",
        "updated_at",
        "companies",
        "attributes",
        "gravatar_url",
        "lists",
        "tags",
        "notifications",
        "facebook_url",
        "linkedin_url",
        "twitter_url",
        "google_url",
        "last_contacted",
        "user_id",
        // CODE: today's clients read them; their place is ASSUMED.
        "web_push_subscription",
        "assigned_to"
    );

    private static readonly IReadOnlyList<Waiver> Lenient =
    [
        new("/email", "required", new("lenient/email", CODE, "the Go client leaves an empty e-mail out of a create")),
    ];

    public override UpdateRules UpdateRules => Update.Rules;

    public override IReadOnlyList<Resource> Others =>
        field ??= [
            new EventResource(this, EventFields.Rules("client", Effect.Refuse)),
            CompanyTable.Of(this),
            new ProductResource(this),
            new ProductEventResource(this),
        ];

    internal override string OwnReference => "user_id";

    internal override string UserReference => "client";

    public override IReadOnlyList<Waiver> Waivers => Lenient;

    internal override View View => Keys;

    internal override string Paging => "page";

    internal override ValueTask LookUpAsync(NamesNeeded needed, string key, JsonElement sent) =>
        needed.CompanyOfAsync(sent);

    public override Reply? Precheck(Exchange exchange) =>
        !exchange.Route.Found ? null : OfNoVersion(exchange) ?? base.Precheck(exchange);

    public override bool Prechecks(Exchange exchange) => !IsOfVersion(exchange);

    private static bool IsOfVersion(Exchange exchange) =>
        AcceptedVersion.Of(exchange.Http.Request.Headers.Accept) is [] or "1";

    // What asks for a version that does not exist is asked of the first.
    private static Reply? OfNoVersion(Exchange exchange)
    {
        if (IsOfVersion(exchange))
            return null;
        var accept = exchange.Http.Request.Headers.Accept;
        var shown = ShownValue.Of(RawJson.Parse(RawJson.String(accept.ToString())));
        exchange.Rely(UnknownRule);
        exchange.Note(
            new Finding("header", "/Accept", "version", Known, shown, UnknownRule) { Refused = true, Party = "client" }
        );
        return Errors.NotAcceptable;
    }
}
