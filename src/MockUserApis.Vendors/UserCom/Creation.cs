using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user that is made, by itself or because an update found none.</summary>
internal sealed class Creation(Exchange exchange)
{
    private readonly WatchedCollection users = exchange.Users;

    public Reply Create(Sent body) =>
        Add(body, out var user) is { } refused ? refused : Reply.Json(201, exchange.View.Of(user.Document));

    /// <param name="body">The user's keys.</param>
    /// <param name="own">The key that has your own id, by which the user is looked for; it may be left out.</param>
    public Reply UpdateOrCreate(Sent body, string own) =>
        Known(body, own) is { } known ? Update(known, body)
        : Add(body, out var user) is not { } refused ? Outcome(created: true, user.Document)
        // Somebody else was faster.
        : Known(body, own) is { } raced ? Update(raced, body) : refused;

    private Member? Known(Sent body, string own) =>
        body.Json.TryGetProperty(own, out var id) ? users.FindKey(UserFields.TextOf(id)) : null;

    private Reply Update(Member user, Sent body)
    {
        var answer = new OneUser(exchange, user).Update(body);
        return answer.Status == 200 ? Outcome(created: false, user.Document) : answer;
    }

    private Reply? Add(Sent body, out Member user)
    {
        user = default;
        if (exchange.Departs(CustomAttributes.Departures(body.Json, exchange.Api)) is { } refused) return refused;
        var names = NamesNeeded.OfUpdate(body.Json, exchange);
        (user, var conflict) = users.Add(ordinal => UserFields.Create(
            body.Json, new MergeContext(exchange.Sandbox, exchange.Api, ordinal, exchange, names)));
        return conflict is null ? null : Errors.Taken(conflict, exchange);
    }

    private static Reply Outcome(bool created, Document user) =>
        Reply.Json(200, RawJson.Write((created, user), static (json, o) =>
        {
            json.WriteStartObject();
            json.WriteBoolean("created", o.created);
            json.WritePropertyName("id");
            json.WriteRawValue(o.user["id"], skipInputValidation: true);
            json.WriteEndObject();
        }));
}
