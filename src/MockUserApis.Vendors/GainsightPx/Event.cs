using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What becomes of a custom event that is sent. It is never changed afterwards.</summary>
internal static class Event
{
    public const string Type = "CUSTOM";

    private const string Absent = "reads as absent, as in a user's creation";

    public static readonly UpdateRules Rules = new UpdateRules { Of = "events" }
        .AbsentKeeps(ASSUMED, "of an event: unset")
        .Field("eventId", (Keep, ASSUMED, Absent), (Replace, DOC, ""))
        .Fields(["identifyId", "propertyKey", "userType", "eventName"], (Refuse, DOC, "required"), (Replace, DOC, ""))
        .Field("date", (Refuse, CODE, "the vendor's loader leaves null and empty dates out"), (Replace, DOC, ""))
        .Field("eventType", (Ignore, ASSUMED, Absent), (Ignore, ASSUMED, "what is sent here is a custom event"))
        .Fields(
            ["sessionId", "accountId", "globalContext", "url", "referrer", "remoteHost"],
            (Keep, ASSUMED, Absent),
            (Replace, DOC, "")
        )
        .Field(
            "attributes",
            (Keep, ASSUMED, Absent),
            (Effect.Convert, DOC, "objects and lists in it are kept as text"),
            conversion: Flatten
        );

    public static readonly Rule DefaultsRule = new(
        "event/defaults",
        ASSUMED,
        "without eventId a new uuid, without date the moment of its arrival: both are in answers, and clients send none"
    );

    public static readonly Rule StoredRule = new(
        "event/created",
        ASSUMED,
        "201 (CODE), its body is documented nowhere: none; the user and its dates stay as they are"
    );

    public static readonly Rule DeniedRule = new(
        "event/denied",
        ASSUMED,
        "the vendor ignores the events of a denied user (DOC): answered like any other, and not stored"
    );

    public static readonly Rule DuplicateRule = new(
        "event/duplicate",
        ASSUMED,
        "an eventId that is there already is refused as a user's or account's id is"
    );

    public static readonly Rule RequiredRule = new("event/required", DOC, "in lenient too: its fragments are updates");

    public static Document Create(JsonElement body, MergeContext context) =>
        Document.Build(
            EventSeed.Fields,
            draft =>
            {
                draft
                    .Set("eventId", EventSeed.IdOf(context.Sandbox.Seed, context.Ordinal))
                    .Set("date", context.NowMillis)
                    .Set("eventType", Type);
                Merge.Into(draft, Rules, body, context);
            }
        );

    private static void Flatten(JsonElement sent, Draft draft, MergeContext context) =>
        draft.Set("attributes", sent.ValueKind == JsonValueKind.Object ? RawJson.Write(sent, Flatten) : RawJson.Null);

    private static void Flatten(Utf8JsonWriter json, JsonElement attributes)
    {
        json.WriteStartObject();
        foreach (var attribute in attributes.EnumerateObject())
        {
            if (attribute.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                json.WriteString(attribute.Name, RawJson.Compact(attribute.Value));
            else
                attribute.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
