using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>The user of a product event: by User.com's id, by your own, or by the browser's key.</summary>
internal static class EventUser
{
    private static readonly Rule UserRule = new(
        "product_event/user",
        ASSUMED,
        "either id will do; nobody's, none at all, and two that are not one user's are refused"
    );
    private static readonly Rule KeyRule = new(
        "product_event/user_key",
        ASSUMED,
        "the vendor's plugin sends user_id null and the browser's key: that user, with a finding"
    );

    public static async ValueTask<(Reply? Refused, Member User)> FindAsync(RequestBody body, Exchange exchange)
    {
        var (theirs, yours) = (exchange.UserReference, exchange.OwnReference);
        Member? user = null;
        foreach (var (name, index) in ((string, MemberIndex)[])[(theirs, Seed.ById), (yours, Seed.ByCustomId)])
        {
            if (!IsSent(body, name, out var sent))
                continue;
            var found = await exchange.Users.FindAsync(index, UserFields.TextOf(sent));
            if (found is null || (user is { } other && other.Ordinal != found.Value.Ordinal))
                return (Refuse(name, "exists", sent, exchange), default);
            user = found;
        }

        if (user is null && body.Text("user_key") is { } key)
        {
            user = await exchange.Users.FindAsync(Seed.ByKey, key);
            var shown = ShownValue.Of(body.Json.GetProperty("user_key"));
            exchange.Rely(KeyRule);
            exchange.Note(
                new Finding("body", "/user_key", "misnamed", $"{theirs} or {yours}", shown, KeyRule) { Breaks = false }
            );
        }

        return user is null ? (Refuse(theirs, "required", default, exchange), default) : (null, user.Value);
    }

    private static bool IsSent(RequestBody body, string name, out JsonElement sent) =>
        body.Json.TryGetProperty(name, out sent) && sent.ValueKind is JsonValueKind.String or JsonValueKind.Number;

    private static Reply Refuse(string member, string keyword, JsonElement sent, Exchange exchange)
    {
        var shown = sent.ValueKind == JsonValueKind.Undefined ? "absent" : ShownValue.Of(sent);
        return exchange.Refuse(
            new Finding("body", "/" + member, keyword, "the id of a user that exists", shown, UserRule) { Value = sent }
        );
    }
}
