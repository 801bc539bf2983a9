using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>A user's preferences: only what is sent is replaced, null never overrides. DOC</summary>
internal static class Preferences
{
    /// <summary>Those of version 1, in the order of the page.</summary>
    public static readonly string[] Names = ["guidedTours", "onboardingBot", "productUpdates", "surveys", "trackUsage"];

    /// <summary>Version 2 adds one.</summary>
    public static readonly string[] NamesOfV2 = [.. Names, "trackEmailAnalytics"];

    private static readonly Rule ReadRule = new(
        "preferences/view",
        DOC,
        "null where never set, though the vendor takes that for true (support page)"
    );

    private static readonly Rule TextRule = new(
        "lenient/preferences/text",
        CODE,
        "the vendor's loader sends \"true\" and \"false\" as text"
    );

    /// <summary>What lenient lets pass; before what it lets pass of any text.</summary>
    public static IEnumerable<Waiver> Waivers =>
        NamesOfV2.Select(n => new Waiver("/" + n, "type", TextRule) { Only = TextScalars.IsScalar });

    public static Reply Read(Document user, string[] names) =>
        Reply
            .Json(200, RawJson.Write((user, names), static (json, p) => Write(json, p.user, p.names)))
            .Because(ReadRule);

    /// <summary>The user with those of the body that it names.</summary>
    public static Document Changed(Document user, JsonElement body, string[] names) =>
        user.With(draft => Put(draft, body, names));

    /// <summary>Those that a seeded user is to have.</summary>
    /// <exception cref="SeedException">They are no preferences.</exception>
    public static void Seed(JsonElement value, Draft draft)
    {
        var areGood =
            value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().All(p => NamesOfV2.Contains(p.Name) && IsAnswer(p.Value));
        if (!areGood)
        {
            throw new SeedException(
                $"\"preferences\" takes an object of true, false or null for {string.Join(", ", NamesOfV2)}."
            );
        }

        Put(draft, value, NamesOfV2);
    }

    private static bool IsAnswer(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null;

    private static void Put(Draft draft, JsonElement body, string[] names)
    {
        var sent = RawJson.Write(
            (body, names),
            static (json, s) =>
            {
                json.WriteStartObject();
                foreach (var name in s.names)
                {
                    if (!s.body.TryGetProperty(name, out var value))
                        continue;
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }

                json.WriteEndObject();
            }
        );
        ObjectMerge.Into(draft, "preferences", sent, fill: false, Effect.Keep);
    }

    private static void Write(Utf8JsonWriter json, Document user, string[] names)
    {
        var stored = user.Element("preferences");
        json.WriteStartObject();
        foreach (var name in names)
        {
            json.WritePropertyName(name);
            if (stored.ValueKind == JsonValueKind.Object && stored.TryGetProperty(name, out var value))
                value.WriteTo(json);
            else
                json.WriteNullValue();
        }

        json.WriteEndObject();
    }
}
