using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>The user that a body names, by User.com's id, by your own, or by both.</summary>
internal static class MemberReference
{
    private static readonly Rule UserRule = new(
        "company/member",
        ASSUMED,
        "either id will do; nobody's, none at all, and two that are not one user's are refused"
    );

    public static async ValueTask<(Reply? Refused, Member User)> FindAsync(RequestBody body, Exchange exchange)
    {
        var (theirs, yours) = (exchange.UserReference, exchange.OwnReference);
        var (byTheirs, byYours) = (Sent(body, theirs), Sent(body, yours));
        if (byTheirs is null && byYours is null)
            return (Refuse(theirs, "required", default, exchange), default);
        var first = byTheirs is { } id ? await exchange.Users.FindAsync(Seed.ById, Digits(id)) : null;
        if (byTheirs is { } sent && first is null)
            return (Refuse(theirs, "exists", sent, exchange), default);
        if (byYours is not { } own)
            return (null, first!.Value);
        var second = await exchange.Users.FindKeyAsync(UserFields.TextOf(own));
        var isOne = second is not null && (first is null || first.Value.Ordinal == second.Value.Ordinal);
        return isOne ? (null, second!.Value) : (Refuse(yours, "exists", own, exchange), default);
    }

    private static JsonElement? Sent(RequestBody body, string name) =>
        body.Json.TryGetProperty(name, out var sent) && sent.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? sent
            : null;

    private static string Digits(JsonElement id) => id.GetInt64().ToString(CultureInfo.InvariantCulture);

    private static Reply Refuse(string member, string keyword, JsonElement sent, Exchange exchange) =>
        exchange.Refuse(
            new Finding("body", "/" + member, keyword, "a user's id", ShownValue.Of(sent), UserRule) { Value = sent }
        );
}
