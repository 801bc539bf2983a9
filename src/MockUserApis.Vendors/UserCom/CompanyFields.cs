using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What an update does to a company, field by field. Any other key is a custom attribute. CODE</summary>
internal static class CompanyFields
{
    private const string NullClears = "as of a user: the view shows null for what was never set";
    private const string NullRefused = "as of a user: the view never shows null there, or nothing would be named";
    private const string Managed = "shown, and the server's own: not stored";

    /// <param name="own">What the version calls your own id.</param>
    /// <param name="size">What it calls the number of employees.</param>
    /// <param name="names">How it is known that they are called so.</param>
    /// <param name="unknown">What any other key does.</param>
    public static UpdateRules Rules(string own, string size, Evidence names, UnknownKeys unknown) =>
        new UpdateRules
        {
            Of = "companies",
            Changed = StampUnlessSent,
            Unknown = unknown,
        }
            .AbsentKeeps(DOC)
            .Field("name", (Refuse, ASSUMED, NullRefused), (Replace, DOC, ""))
            .Fields(
                ["description", "email", "address", "city", "region", "country", "postal_code", "assigned_to"],
                (Clear, ASSUMED, NullClears),
                (Replace, DOC, "")
            )
            .Field(
                "phone_numbers",
                (Clear, ASSUMED, NullClears),
                (Effect.Convert, DOC, "a list; a client sends one number by itself (CODE): a list of it"),
                conversion: Phones
            )
            .Field(size, (Clear, ASSUMED, NullClears), (Replace, names, ""), into: "size")
            .Field(
                own,
                (Refuse, ASSUMED, NullRefused),
                (Effect.Convert, names, "stored as a string"),
                into: "custom_id",
                conversion: static (sent, draft, _) => draft.Set("custom_id", UserFields.TextOf(sent))
            )
            .Field(
                "tags",
                (Refuse, ASSUMED, NullRefused),
                (Effect.Convert, DOC, "adds, never removes, as of a user"),
                conversion: Tags.AddAll
            )
            .Field(
                "created_at",
                (Refuse, ASSUMED, NullRefused),
                (Effect.Convert, DOC, "stored as the view shows times"),
                conversion: static (sent, draft, _) => draft.Set("created_at", Time(sent))
            )
            .Field(
                "updated_at",
                (Refuse, ASSUMED, NullRefused),
                (Effect.Convert, DOC, "stored as the view shows times; left out it is now"),
                conversion: static (sent, draft, _) => draft.Set("updated_at", Time(sent))
            )
            .Fields(["id", "employees", "attributes"], Kept, Kept);

    /// <summary>A company that is made by a request.</summary>
    public static Document Create(JsonElement body, CompanyResource resource, MergeContext context) =>
        Document.Build(
            CompanySeed.Fields,
            draft =>
            {
                CompanySeed.Identify(draft, context.Ordinal, context.Now);
                Merge.Into(draft, resource.UpdateRules, body, context);
            }
        );

    public static void Stamp(Draft draft, MergeContext context) => draft.Set("updated_at", View.Date(context.Now));

    private static void StampUnlessSent(Draft draft, MergeContext context)
    {
        var isSent = context.Exchange is { } exchange && exchange.Body.TryGetProperty("updated_at", out _);
        if (!isSent)
            Stamp(draft, context);
    }

    // The contract check has held it to the form of a time. Without an offset it is UTC, as every time of the view.
    private static string Time(JsonElement sent) =>
        View.Date(
            DateTimeOffset.Parse(sent.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        );

    private static (Effect, Evidence, string) Kept => (Ignore, ASSUMED, Managed);

    private static void Phones(JsonElement sent, Draft draft, MergeContext context)
    {
        if (sent.ValueKind == JsonValueKind.Array)
            draft.Set("phone_numbers", sent);
        else
            draft.Set("phone_numbers", RawJson.Write(sent, static (json, one) => Only(json, one)));
    }

    private static void Only(Utf8JsonWriter json, JsonElement one)
    {
        json.WriteStartArray();
        one.WriteTo(json);
        json.WriteEndArray();
    }
}
