using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What comes first in an update that breaks the contract and whose user is not there.</summary>
internal static class UnknownUser
{
    // DOC: a deleted user is revived, with its history, when created or updated again within this time.
    private static readonly TimeSpan Revivable = TimeSpan.FromDays(7);

    private static readonly Rule BodyFirst = new(
        "update/order/strict",
        ASSUMED,
        "the body is checked before the user is looked for: an incomplete one is 400"
    );

    private static readonly Rule UserFirst = new(
        "update/order/lenient",
        CODE,
        "a script that sends customAttributes alone counts on 404"
    );

    /// <summary>The 404 of an update in lenient; else null.</summary>
    public static async ValueTask<Reply?> AnswerAsync(Exchange exchange)
    {
        if (IdOf(exchange) is not { } id || await IsThereAsync(exchange, id))
            return null;
        var isStrict = exchange.Sandbox.Profile == Profile.Strict;
        exchange.Rely(isStrict ? BodyFirst : UserFirst);
        return isStrict ? null : Errors.UserNotFound(id);
    }

    /// <summary>The user, if it was deleted and may still come back.</summary>
    public static async ValueTask<Member?> GoneAsync(Exchange exchange, string id) =>
        await exchange.Users.FindDeletedAsync(id) is var (user, at)
        && exchange.Sandbox.Clock.GetUtcNow() - at <= Revivable
            ? user
            : null;

    private static async ValueTask<bool> IsThereAsync(Exchange exchange, string id) =>
        await exchange.Users.FindKeyAsync(id) is not null || await GoneAsync(exchange, id) is not null;

    private static string? IdOf(Exchange exchange) =>
        exchange.Operation!.Id switch
        {
            "updateUser" => exchange.Key,
            "updateUserByBody"
                when exchange.Body.ValueKind == JsonValueKind.Object
                    && exchange.Body.TryGetProperty("identifyId", out var id)
                    && id.ValueKind == JsonValueKind.String => id.GetString(),
            _ => null,
        };
}
