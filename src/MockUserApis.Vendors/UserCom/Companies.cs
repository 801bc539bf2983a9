using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's memberships, <c>{"id","name","member_since"}</c>, told apart by the company's id.</summary>
internal static class Companies
{
    /// <summary>Adds the user to companies; a member stays one since when it was. ASSUMED</summary>
    public static void Join(IEnumerable<(SharedName Company, string Since)> companies, Draft draft) =>
        draft.Set(
            "companies",
            KeyedList.Add(
                draft["companies"],
                "id",
                companies.Select(c => (Key(c.Company.Id), (c.Company.Id, c.Company.Spelling, c.Since))),
                Write
            )
        );

    /// <summary>Adds the user to the company of your id, which was looked up.</summary>
    /// <param name="whenNew">What a company relies on that was made for it.</param>
    public static void Join(string yours, Draft draft, MergeContext context, Rule whenNew)
    {
        var found = context.Named(ApplicationNames.CompanyKind, yours);
        if (found.IsNew)
            Note("/company_id", RawJson.Parse(RawJson.String(yours)), whenNew, context);
        Join([(found, View.Date(context.Now))], draft);
    }

    /// <summary>Adds a user to a company; null: done, or it was a member.</summary>
    public static ValueTask<Reply?> JoinAsync(Member user, Document company, Exchange exchange)
    {
        var joined = new SharedName(company.Integer("id")!.Value, company.Text("name") ?? "", IsNew: false);
        return ChangeAsync(
            user,
            draft => Join([(joined, View.Date(exchange.Sandbox.Clock.GetUtcNow()))], draft),
            exchange
        );
    }

    /// <summary>Takes a user out of a company; null: done, or it was no member.</summary>
    public static ValueTask<Reply?> LeaveAsync(Member user, long company, Exchange exchange) =>
        ChangeAsync(
            user,
            draft => draft.Set("companies", KeyedList.Without(draft["companies"], "id", Key(company))),
            exchange
        );

    /// <summary>
    /// Takes everybody out of a company that is gone; that is no change by the user, who keeps its time.
    /// </summary>
    public static ValueTask LeaveAsync(long company, Exchange exchange) =>
        OfAllAsync(
            company,
            draft => draft.Set("companies", KeyedList.Without(draft["companies"], "id", Key(company))),
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

    /// <summary>That a company was named that is not there.</summary>
    public static void Note(string pointer, JsonElement sent, Rule rule, MergeContext context)
    {
        if (context.Exchange is not { } exchange)
            return;
        exchange.Rely(rule);
        // A change can run more than once.
        if (exchange.Findings.Any(f => f.Pointer == pointer && f.Rule == rule))
            return;
        var shown = ShownValue.Of(sent);
        exchange.Note(
            new Finding("body", pointer, "exists", "a company that is there", shown, rule) { Breaks = false }
        );
    }

    public static void Write(Utf8JsonWriter json, (long Id, string Name, string Since) company)
    {
        json.WriteStartObject();
        json.WriteNumber("id", company.Id);
        json.WriteString("name", company.Name);
        json.WriteString("member_since", company.Since);
        json.WriteEndObject();
    }

    private static string Key(long company) => company.ToString(CultureInfo.InvariantCulture);

    private static byte[] Renamed(ReadOnlySpan<byte> list, (long Id, string Name, string Since) company) =>
        KeyedList.Set(list, "id", [(Key(company.Id), company)], Write);

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
