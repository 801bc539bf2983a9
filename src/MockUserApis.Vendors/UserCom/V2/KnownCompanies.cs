using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>Companies that an update joins: those that are there, by your id or by User.com's. DOC</summary>
internal static class KnownCompanies
{
    private const string ByYours = "company_custom_id";

    private static readonly Rule UnknownRule = new(
        "company/unknown",
        ASSUMED,
        "no page says that an update makes a company: no membership"
    );

    public static async ValueTask LookUpAsync(NamesNeeded needed, string key, JsonElement sent)
    {
        if (sent.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return;
        var id = UserFields.TextOf(sent);
        if (key == ByYours)
            await needed.KnownCompanyAsync(id);
        else if (long.TryParse(id, CultureInfo.InvariantCulture, out var theirs))
            await needed.KnownCompanyAsync(theirs);
    }

    public static void ByYourId(JsonElement sent, Draft draft, MergeContext context)
    {
        var id = UserFields.TextOf(sent);
        Join(context.Names?.Find(ApplicationNames.CompanyKind, id), ByYours, sent, draft, context);
    }

    public static void ById(JsonElement sent, Draft draft, MergeContext context) =>
        Join(
            context.Names?.Find(ApplicationNames.CompanyIdKind, UserFields.TextOf(sent)),
            "company_id",
            sent,
            draft,
            context
        );

    private static void Join(SharedName? found, string key, JsonElement sent, Draft draft, MergeContext context)
    {
        if (found is { } company)
            Companies.Join([(company, View.Date(context.Now))], draft);
        else
            Companies.Note(key, sent, UnknownRule, context);
    }
}
