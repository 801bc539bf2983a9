using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What comes first in an update that breaks the contract and whose user or account is not there.</summary>
internal static class UnknownId
{
    // DOC: a deleted user is revived, with its history, when created or updated again within this time.
    private static readonly TimeSpan Revivable = TimeSpan.FromDays(7);

    private static readonly Rule BodyFirst = new(
        "update/order/strict",
        ASSUMED,
        "the body is checked before the user or account is looked for: an incomplete one is 400"
    );

    private static readonly Rule UserFirst = new(
        "update/order/lenient",
        CODE,
        "a script that sends customAttributes alone counts on 404"
    );

    private static readonly Rule AccountFirst = new(
        "account/update/order/lenient",
        ASSUMED,
        "as with users; the vendor's loader goes on to POST after a 404"
    );

    /// <summary>The 404 of an update in lenient; else null.</summary>
    public static ValueTask<Reply?> AnswerAsync(Exchange exchange) =>
        exchange.Operation!.Id switch
        {
            "updateUser" => AnswerAsync(exchange, exchange.Key, UserFirst),
            "updateUserByBody" => AnswerAsync(exchange, Named(exchange, "identifyId"), UserFirst),
            "updateAccount" => AnswerAsync(exchange, exchange.Key, AccountFirst),
            "updateAccountByBody" => AnswerAsync(exchange, Named(exchange, "id"), AccountFirst),
            _ => default,
        };

    /// <summary>The user, if it was deleted and may still come back.</summary>
    public static async ValueTask<Member?> GoneAsync(Exchange exchange, string id) =>
        await exchange.Users.FindDeletedAsync(id) is var (user, at)
        && exchange.Sandbox.Clock.GetUtcNow() - at <= Revivable
            ? user
            : null;

    private static async ValueTask<Reply?> AnswerAsync(Exchange exchange, string? id, Rule first)
    {
        var isAccount = first == AccountFirst;
        if (id is null || await (isAccount ? IsAccountAsync(exchange, id) : IsUserAsync(exchange, id)))
            return null;
        var isStrict = exchange.Sandbox.Profile == Profile.Strict;
        exchange.Rely(isStrict ? BodyFirst : first);
        if (isStrict)
            return null;
        return isAccount ? Errors.AccountNotFound(id) : Errors.UserNotFound(id);
    }

    private static async ValueTask<bool> IsUserAsync(Exchange exchange, string id) =>
        await exchange.Users.FindKeyAsync(id) is not null || await GoneAsync(exchange, id) is not null;

    private static async ValueTask<bool> IsAccountAsync(Exchange exchange, string id) =>
        await exchange.Members(GainsightPx.Accounts).FindKeyAsync(id) is not null;

    private static string? Named(Exchange exchange, string field) =>
        exchange.Body.ValueKind == JsonValueKind.Object
        && exchange.Body.TryGetProperty(field, out var id)
        && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
