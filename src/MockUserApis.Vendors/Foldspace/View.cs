using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>
/// A stored user, or subscription, on the wire: every field of the vendor's page in its order, unset ones as null. DOC
/// </summary>
internal static class View
{
    public static readonly Rule NestedNulls = new(
        "view/nested",
        ASSUMED,
        "location and products show their unset keys as null too: one serialiser writes both"
    );

    public static readonly Rule SubscriptionNulls = new(
        "view/subscription",
        ASSUMED,
        "that its unset keys are null is seen in a user alone: one serialiser writes both"
    );

    private static readonly string[] LocationKeys = ["country", "region", "state", "city", "postalCode", "countryCode"];
    private static readonly string[] ProductKeys = ["product", "environment"];

    public static byte[] Of(Document user) =>
        RawJson.Write(
            user,
            static (json, u) =>
            {
                json.WriteStartObject();
                foreach (var field in u.Shape.Fields)
                {
                    json.WritePropertyName(field);
                    if (field is "location" or "products" && !RawJson.IsNothing(u[field]))
                        Nested(json, u.Element(field));
                    else
                        json.WriteRawValue(
                            RawJson.IsNothing(u[field]) ? RawJson.Null : u[field],
                            skipInputValidation: true
                        );
                }

                json.WriteEndObject();
            }
        );

    private static void Nested(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            Keys(json, value, LocationKeys);
        else
        {
            json.WriteStartArray();
            // The list has no two that read the same, whatever else was sent with them. ASSUMED
            foreach (
                var product in value.EnumerateArray().DistinctBy(p => (Raw(p, ProductKeys[0]), Raw(p, ProductKeys[1])))
            )
                Keys(json, product, ProductKeys);
            json.WriteEndArray();
        }
    }

    private static string Raw(JsonElement value, string key) =>
        value.TryGetProperty(key, out var set) ? set.ToString() : "";

    private static void Keys(Utf8JsonWriter json, JsonElement value, string[] keys)
    {
        json.WriteStartObject();
        foreach (var key in keys)
        {
            json.WritePropertyName(key);
            if (value.TryGetProperty(key, out var set))
                set.WriteTo(json);
            else
                json.WriteNullValue();
        }

        json.WriteEndObject();
    }
}
