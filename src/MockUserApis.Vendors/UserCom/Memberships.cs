using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Users who join companies and leave them, one by one, or all because of what becomes of a company.</summary>
internal static class Memberships
{
    /// <summary>Adds a user to a company; null: done, or it was a member.</summary>
    public static ValueTask<Reply?> JoinAsync(Member user, Document company, Exchange exchange)
    {
        var joined = new SharedName(company.Integer("id")!.Value, company.Text("name") ?? "", IsNew: false);
        return ChangeAsync(
            user,
            draft => Companies.Join([(joined, View.Date(exchange.Sandbox.Clock.GetUtcNow()))], draft),
            exchange
        );
    }

    /// <summary>Takes a user out of a company; null: done, or it was no member.</summary>
    public static ValueTask<Reply?> LeaveAsync(Member user, long company, Exchange exchange) =>
        ChangeAsync(
            user,
            draft => draft.Set("companies", KeyedList.Without(draft["companies"], "id", Companies.Key(company))),
            exchange
        );

    /// <summary>Takes everybody out of a company that is gone; it is no change of theirs.</summary>
    public static ValueTask LeaveAsync(long company, Exchange exchange) =>
        OfAllAsync(
            company,
            draft => draft.Set("companies", KeyedList.Without(draft["companies"], "id", Companies.Key(company))),
            exchange
        );

    /// <summary>A company's new name, at everybody who belongs to it.</summary>
    public static ValueTask RenameAsync(long company, string name, Exchange exchange) =>
        OfAllAsync(
            company,
            draft =>
            {
                foreach (var membership in RawJson.Parse(draft["companies"]).EnumerateArray())
                {
                    var since = membership.GetProperty("member_since").GetString() ?? "";
                    var isIt = membership.GetProperty("id").GetInt64() == company;
                    if (isIt)
                        draft.Set("companies", Renamed(draft["companies"], (company, name, since)));
                }
            },
            exchange
        );

    private static byte[] Renamed(ReadOnlySpan<byte> list, (long Id, string Name, string Since) company) =>
        KeyedList.Set(list, "id", [(Companies.Key(company.Id), company)], Companies.Write);

    // The user's time moves only where something changed. ASSUMED
    private static async ValueTask<Reply?> ChangeAsync(Member user, Action<Draft> change, Exchange exchange)
    {
        var context = new MergeContext(exchange.Sandbox, exchange.Api, user.Ordinal, exchange);
        var (document, _) = await exchange.Users.ChangeAsync(
            user,
            stored =>
            {
                var changed = stored.With(change);
                var isSame = RawJson.IsNothing(stored["companies"])
                    ? changed["companies"].SequenceEqual("[]"u8)
                    : changed["companies"].SequenceEqual(stored["companies"]);
                return isSame ? stored : changed.With(draft => UserFields.Stamp(draft, context));
            }
        );
        return document is null ? Errors.NotFound : null;
    }

    // Past the journal, which shows one user.
    private static async ValueTask OfAllAsync(long company, Action<Draft> change, Exchange exchange)
    {
        Collection users = exchange.Users;
        foreach (var employee in await Employees.OfAsync(company, exchange.Sandbox, exchange.Vendor))
        {
            if (await users.AtAsync(employee.Ordinal) is { } user)
                await users.ChangeAsync(user, stored => stored.With(change));
        }
    }
}
