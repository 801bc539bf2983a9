using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Filters that somebody keeps in the vendor's panel; here there are three, and nobody changes them.</summary>
internal static class Segments
{
    private static readonly Rule KnownRule = new(
        "segments/known",
        ASSUMED,
        "a segment is a filter kept in the panel, which no operation shows: the application has three"
    );

    private static readonly IReadOnlyList<Segment> All =
    [
        new(31, "Registered", "status is user", static user => user.Text("status") == "user"),
        new(32, "Unsubscribed", "unsubscribed is true", static user => user["unsubscribed"].SequenceEqual("true"u8)),
        new(33, "Engaged", "score is 50 or more", static user => user.Integer("score") >= 50),
    ];

    public static Reply List(Exchange exchange, Place place)
    {
        exchange.Rely(KnownRule);
        return place.Of(All, s => s.Id, static (json, segment) => Write(json, segment, isWhole: false));
    }

    public static async ValueTask<Reply> UsersAsync(Exchange exchange, long id, Place place)
    {
        foreach (var segment in All)
        {
            if (segment.Id != id)
                continue;
            exchange.Rely(KnownRule);
            return await place.UsersAsync(segment.Fits);
        }

        return NotFound.Of(exchange, "a segment", id);
    }

    /// <summary>Those that the user is in.</summary>
    public static Reply Of(Exchange exchange, Document user, Place place)
    {
        exchange.Rely(KnownRule);
        return place.Of(
            [.. All.Where(s => s.Fits(user))],
            s => s.Id,
            static (json, segment) => Write(json, segment, isWhole: true)
        );
    }

    private static void Write(Utf8JsonWriter json, Segment segment, bool isWhole)
    {
        json.WriteStartObject();
        json.WriteNumber("id", segment.Id);
        json.WriteString("name", segment.Name);
        if (isWhole)
            json.WriteString("description", segment.Description);
        json.WriteEndObject();
    }

    private sealed record Segment(long Id, string Name, string Description, Func<Document, bool> Fits);
}
