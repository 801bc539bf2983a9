using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user that is made, by itself or because an update found none.</summary>
internal sealed class Creation(Exchange exchange)
{
    private readonly WatchedCollection users = exchange.Users;

    public async ValueTask<Reply> CreateAsync(RequestBody body)
    {
        var (refused, user) = await AddAsync(body);
        return refused ?? Reply.Json(201, exchange.Shown(user.Document));
    }

    /// <param name="body">The user's keys.</param>
    /// <param name="own">The key that has your own id, by which the user is looked for; it may be left out.</param>
    public async ValueTask<Reply> UpdateOrCreateAsync(RequestBody body, string own)
    {
        if (await KnownAsync(body, own) is { } known)
            return await UpdateAsync(known, body);
        var (refused, user) = await AddAsync(body);
        if (refused is null)
            return Outcome(created: true, user.Document);
        // Another request was faster.
        return await KnownAsync(body, own) is { } raced ? await UpdateAsync(raced, body) : refused;
    }

    private async ValueTask<Member?> KnownAsync(RequestBody body, string own) =>
        body.Json.TryGetProperty(own, out var id) ? await users.FindKeyAsync(UserFields.TextOf(id)) : null;

    private async ValueTask<Reply> UpdateAsync(Member user, RequestBody body)
    {
        var answer = await new UserActions(exchange, user).UpdateAsync(body);
        return answer.Status == 200 ? Outcome(created: false, user.Document) : answer;
    }

    private async ValueTask<(Reply? Refused, Member User)> AddAsync(RequestBody body)
    {
        var departures = CustomAttributes.Departures(body.Json, exchange.Api);
        if (exchange.Departs(departures) is { } refused)
            return (refused, default);
        var names = await NamesNeeded.OfUpdateAsync(body.Json, exchange);
        var (user, conflict) = await users.AddAsync(ordinal =>
            UserFields.Create(body.Json, new MergeContext(exchange.Sandbox, exchange.Api, ordinal, exchange, names))
        );
        return (conflict is null ? null : Errors.Taken(conflict, exchange), user);
    }

    private static Reply Outcome(bool created, Document user) =>
        Reply.Json(
            200,
            RawJson.Write(
                (created, user),
                static (json, o) =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("created", o.created);
                    json.WritePropertyName("id");
                    json.WriteRawValue(o.user["id"], skipInputValidation: true);
                    json.WriteEndObject();
                }
            )
        );
}
