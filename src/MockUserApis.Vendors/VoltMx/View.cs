using System.Text.Json;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>A stored member on the wire, in the order of the vendor's GET; what is unset is null. DOC, null ASSUMED</summary>
internal static class View
{
    public static byte[] Of(Document member) => RawJson.Write(member, static (json, m) => Write(json, m, listed: false));

    /// <summary>A page of the list, whose elements have no voiceSubscription. DOC</summary>
    public static byte[] Page(long total, IReadOnlyList<StoredUser> members) => RawJson.Write((total, members), static (json, p) =>
    {
        json.WriteStartObject();
        json.WriteNumber("total", p.total);
        json.WriteStartArray("audience");
        foreach (var member in p.members) Write(json, member.Document, listed: true);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Document member, bool listed)
    {
        json.WriteStartObject();
        foreach (var field in member.Shape.Fields)
        {
            if (field == MobileNumber.Digits || (listed && field == "voiceSubscription")) continue;
            json.WritePropertyName(field);
            json.WriteRawValue(RawJson.IsNothing(member[field]) ? RawJson.Null : member[field], skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
