using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// A stored member on the wire, in the order of the vendor's GET; what is unset is null. DOC, null ASSUMED
/// </summary>
internal static class View
{
    private const string NotListed = "voiceSubscription";

    private static readonly Rule Unset = new(
        "view/unset",
        ASSUMED,
        "flags and dates that are not set are null; the samples have all set, and \"\" for no mobile number or state"
    );

    /// <summary>Notes what of the member's form no page has.</summary>
    /// <param name="listed">As the list shows it.</param>
    public static void Rely(Exchange exchange, Document member, IReadOnlyList<DynamicAttribute> more, bool listed)
    {
        if (more.Count > 0)
            exchange.Rely(DynamicValues.Order);
        MemberRules.RelyOnState(exchange, member["country"], member["state"]);
        for (var i = 0; i < Seed.Shown; i++)
        {
            if (RawJson.IsNothing(member[i]) && !(listed && member.Shape.Fields[i] == NotListed))
                exchange.Rely(Unset);
        }
    }

    public static byte[] Of(Document member, IReadOnlyList<DynamicAttribute> more) =>
        RawJson.Write((member, more), static (json, m) => Write(json, m.member, m.more, listed: false));

    /// <summary>A page of the list, whose elements have no voiceSubscription. DOC</summary>
    public static byte[] Page(long total, IReadOnlyList<Member> members, IReadOnlyList<DynamicAttribute> more) =>
        RawJson.Write(
            (total, members, more),
            static (json, p) =>
            {
                json.WriteStartObject();
                json.WriteNumber("total", p.total);
                json.WriteStartArray("audience");
                foreach (var member in p.members)
                    Write(json, member.Document, p.more, listed: true);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    private static void Write(Utf8JsonWriter json, Document member, IReadOnlyList<DynamicAttribute> more, bool listed)
    {
        json.WriteStartObject();
        for (var i = 0; i < Seed.Shown; i++)
        {
            var field = member.Shape.Fields[i];
            if (listed && field == NotListed)
                continue;
            json.WritePropertyName(field);
            json.WriteRawValue(RawJson.IsNothing(member[i]) ? RawJson.Null : member[i], skipInputValidation: true);
        }

        DynamicValues.Show(json, member, more);
        json.WriteEndObject();
    }
}
