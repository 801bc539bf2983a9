using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// Seeding from a view: what the test writes is all that the user has, where an update would only add. Ids of tags,
/// companies and attributes are the sandbox's, whatever the view says, because other users share them.
/// </summary>
internal static class SeedTake
{
    public static bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        if (name == "chat_id")
            return true;
        HoldToView(name, value, context);
        if (value.ValueKind == JsonValueKind.Null && name != "name")
            return false;
        switch (name)
        {
            case "name":
                var words = (value.GetString() ?? "").Split(' ', 2);
                draft.Set("first_name", words[0]).Set("last_name", words.Length > 1 ? words[1] : "");
                return true;
            case "tags":
                draft.Remove("tags");
                Tags.AddAll(value, draft, context);
                return true;
            case "companies":
                draft.Remove("companies");
                if (value.GetArrayLength() == 0)
                    return true;
                Companies.Join(value.EnumerateArray().Select(c => (Named(c, context), Since(c, context))), draft);
                return true;
            case "attributes":
                draft.Remove("attributes");
                CustomAttributes.Put([.. value.EnumerateArray().Select(Attribute)], draft, context);
                return true;
            default:
                return false;
        }
    }

    private static SharedName Named(JsonElement company, MergeContext context) =>
        context.Named(
            ApplicationNames.CompanyKind,
            ApplicationNames.IdOfCompany(company.GetProperty("name").GetString()!)
        );

    public static KeyValuePair<string, JsonElement> Attribute(JsonElement attribute) =>
        new(attribute.GetProperty("name").GetString()!, attribute.GetProperty("value"));

    private static string Since(JsonElement company, MergeContext context) =>
        company.TryGetProperty("member_since", out var since) && since.ValueKind == JsonValueKind.String
            ? since.GetString()!
            : View.Date(context.Now);

    // The update's contract lets keys that the server manages pass unlooked at; what is seeded is shown, so it must fit
    // the view.
    private static void HoldToView(string name, JsonElement value, MergeContext context)
    {
        var update = context.Api.Updating.Body!.Properties[name];
        if (update is not { ReadOnly: true })
            return;
        if (context.Api.Contract.Component("UserView").Properties[name] is not { } view)
            return;
        var broken = SchemaCheck
            .Response(view, value)
            .FirstOrDefault(f =>
                f.Breaks && !(f.Keyword == "required" && f.Field is "id" or "name_std" or "member_since")
            );
        if (broken is null)
            return;
        throw new SeedException($"/{name}{broken.Pointer} is {broken.Actual}. Expected: {broken.Expected}.");
    }
}
