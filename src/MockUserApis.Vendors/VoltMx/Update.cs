using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>What an update does, field by field.</summary>
internal static class Update
{
    private const string Clears = "the pages do not mention null; it unsets what is optional";

    public static readonly UpdateRules Rules = new UpdateRules { Changed = Stamp, Unknown = DynamicValues.Put }
        .AbsentKeeps(ASSUMED, "optional: what is not sent stays")
        .Fields(["firstName", "lastName", "country", "email"], (Refuse, ASSUMED, "required"), (Replace, SEED, ""))
        .Field(
            "state",
            (Keep, ASSUMED, "required in the USA alone; elsewhere what is not sent stays"),
            (Refuse, ASSUMED, "the table requires it"),
            (Replace, SEED, "")
        )
        .Field(
            "mobileNumber",
            (Effect.Convert, ASSUMED, Clears),
            (Effect.Convert, SEED, "number or text, shown as text"),
            conversion: Mobile
        )
        .Fields(
            ["smsSubscription", "voiceSubscription", "emailSubscription"],
            (Clear, ASSUMED, Clears),
            (Replace, SEED, "")
        )
        .Field(
            "lastActiveDateStr",
            (Effect.Convert, ASSUMED, Clears),
            (Effect.Convert, SEED, "shown with time and zone"),
            conversion: LastActive
        )
        .Field(
            "lastActiveDate",
            (Effect.Convert, ASSUMED, Clears),
            (Effect.Convert, SEED, "the sample's name of lastActiveDateStr"),
            into: "lastActiveDateStr",
            conversion: LastActiveBySample
        )
        .Field(
            "active",
            (Effect.Convert, ASSUMED, "unset it is true, the default"),
            (Replace, DOC, "of POST's sample; PUT follows (ASSUMED)"),
            conversion: Active
        )
        .Fields(
            ["id", "createdDateStr", "lastModifiedDateStr"],
            (Ignore, ASSUMED, "part of the view alone"),
            (Ignore, ASSUMED, "part of the view alone")
        );

    private static readonly Rule DateForm = new(
        "update/lastActiveDateStr/form",
        ASSUMED,
        "two forms are DOC; UTC may stand behind, as GET shows it, and \"\" unsets the date"
    );

    /// <summary>A new member made of a create's body, under this number.</summary>
    public static Document Create(JsonElement body, long id, MergeContext context) =>
        Document.Build(
            Seed.Fields,
            draft =>
            {
                draft
                    .Set("id", id)
                    .Set("active", true)
                    .Set("mobileNumber", "")
                    .Set("state", "")
                    .Set("createdDateStr", WireDate.Of(context.Now));
                Merge.Into(draft, Rules, body, context);
                Stamp(draft, context);
            }
        );

    private static void Active(JsonElement sent, Draft draft, MergeContext context) => draft.Set("active", true);

    private static void Mobile(JsonElement sent, Draft draft, MergeContext context) =>
        MobileNumber.Put(draft, MobileNumber.TextOf(sent));

    private static void LastActive(JsonElement sent, Draft draft, MergeContext context)
    {
        if (sent.ValueKind == JsonValueKind.String && !WireDate.IsDocumented(sent.GetString()!))
            context.Exchange?.Rely(DateForm);
        draft.Set("lastActiveDateStr", WireDate.Convert(sent)!);
    }

    // Should both names come, the table's wins. ASSUMED
    private static void LastActiveBySample(JsonElement sent, Draft draft, MergeContext context)
    {
        if (context.Exchange?.Body.TryGetProperty("lastActiveDateStr", out _) != true)
            LastActive(sent, draft, context);
    }

    private static void Stamp(Draft draft, MergeContext context)
    {
        if (context.Exchange is { } exchange)
            MemberRules.RelyOnState(exchange, draft["country"], draft["state"]);
        draft.Set("lastModifiedDateStr", WireDate.Of(context.Now));
    }
}
