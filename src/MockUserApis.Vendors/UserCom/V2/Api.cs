using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>What User.com answers where <c>Accept</c> asks for version 2. DOC, CODE</summary>
public sealed class UserComApi(UserCom vendor) : VersionedApi(vendor)
{
    private static readonly Rule RefusalRule = new(
        "errors/as-version-1",
        ASSUMED,
        "the statuses are documented, their bodies are recorded of version 1 alone"
    );

    // ASSUMED: version 1's order, keys renamed in place, without chat_id.
    private static readonly View Keys = new(
        "id",
        "user_key=key",
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
        "custom_id=user_id",
        "web_push_subscription",
        "assigned_to"
    );

    public override UpdateRules UpdateRules => Update.Rules;

    public override IReadOnlyList<Resource> Others =>
        field ??= [
            new EventResource(this, EventFields.Rules("user_id", Effect.Ignore)),
            CompanyTable.Of(this),
            new ProductResource(this),
            new ProductEventResource(this),
        ];

    internal override string OwnReference => "user_custom_id";

    internal override string UserReference => "user_id";

    internal override View View => Keys;

    internal override string Paging => "cursor";

    internal override ValueTask LookUpAsync(NamesNeeded needed, string key, JsonElement sent) =>
        KnownCompanies.LookUpAsync(needed, key, sent);

    public override bool Answers(Exchange exchange) =>
        exchange.Http.Request.Headers.Accept is { Count: > 0 } accept && AcceptedVersion.Of(accept) is "2";

    public override ValueTask<Reply> DecorateAsync(Reply reply, Exchange exchange)
    {
        // What a client takes for "none" is an operation's own 404. CODE
        var isOwn = exchange.Route.Found && exchange.Fault is null;
        if (reply.Status is 400 or 401 or 403 or 429 || (reply.Status == 404 && !isOwn))
            exchange.Rely(RefusalRule);
        return base.DecorateAsync(reply, exchange);
    }

    public override Finding? Undeclared(Finding finding, Operation operation) =>
        operation.Id is "listUsers" or "searchUsers" && Ignored.Note(finding) is { } ignored
            ? ignored
            : base.Undeclared(finding, operation);
}
