using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What the keys of a new event become.</summary>
internal static class EventFields
{
    private const string Made = "an event is made and never changed";

    /// <param name="user">What the version calls User.com's id of the user.</param>
    /// <param name="whenNull">What null in its place does.</param>
    public static UpdateRules Rules(string user, Effect whenNull) =>
        new UpdateRules { Of = "events" }
            .AbsentKeeps(ASSUMED, Made)
            .Field(
                user,
                (whenNull, ASSUMED, "the user is named by the path or by another key, or nobody is"),
                (Replace, DOC, "User.com's id"),
                into: "client"
            )
            .Field(
                "name",
                (Refuse, ASSUMED, "an event has a name"),
                (Effect.Convert, DOC, "with the id of all events of that name"),
                into: "event",
                conversion: static (sent, draft, context) => Call(sent.GetString()!, draft, context)
            )
            .Field(
                "timestamp",
                (Refuse, ASSUMED, "left out it is now; null says nothing"),
                (Effect.Convert, DOC, "UNIX seconds"),
                conversion: static (sent, draft, _) => draft.Set("timestamp", Date(Instant(sent.GetDouble())))
            )
            .Field("data", (Clear, CODE, "a client sends null: it is none"), (Replace, DOC, ""));

    public static void Call(string name, Draft draft, MergeContext context) =>
        draft.Set("event", name).Set("event_id", context.Named(EventNames.Kind, name).Id);

    /// <summary>UTC in seconds, and with microseconds where there are some. CODE</summary>
    public static string Date(DateTimeOffset at)
    {
        var isWhole = at.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond;
        return isWhole
            ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : View.Date(at);
    }

    /// <summary>When a stored event happened.</summary>
    public static DateTimeOffset TimeOf(Document happened) =>
        DateTimeOffset.TryParse(
            happened.Text("timestamp"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : DateTimeOffset.MinValue;

    // The contract check has held it to the bounds of time.
    private static DateTimeOffset Instant(double seconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(Math.Clamp(seconds, 0, Filter.LastSecond) * TimeSpan.TicksPerSecond));
}
