using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// Product events: an entry of a user's, <c>{"id",USER,"timestamp","event_type","custom_data"}</c>. CODE
/// </summary>
internal sealed class ProductEventResource(VersionedApi api) : Resource(api, UserCom.ProductEvents)
{
    private const string Never = "no operation changes an event: these are the fields that may be seeded";

    private readonly UpdateRules rules = new UpdateRules()
        .AbsentKeeps(ASSUMED, Never)
        .Field(api.UserReference, (Refuse, ASSUMED, Never), (Replace, ASSUMED, Never), into: "user")
        .Field("event_type", (Refuse, ASSUMED, Never), (Replace, ASSUMED, Never))
        .Field(
            "timestamp",
            (Refuse, ASSUMED, Never),
            (Effect.Convert, ASSUMED, "UNIX seconds; shown as a date"),
            conversion: static (sent, draft, _) => draft.Set("timestamp", View.Date(ProductEvents.Time(sent)))
        );

    public override UpdateRules UpdateRules => rules;

    public override string UpdateOperation => "createProductEvent";

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => RawJson.Write(member, Write);

    public void Write(Utf8JsonWriter json, Document entry)
    {
        json.WriteStartObject();
        Value("id", entry["id"]);
        Value(api.UserReference, entry["user"]);
        Value("timestamp", entry["timestamp"]);
        Value("event_type", entry["event_type"]);
        Value(ProductEvents.Custom, entry["custom_data"]);
        json.WriteEndObject();

        void Value(string name, ReadOnlySpan<byte> value)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(RawJson.IsNothing(value) ? RawJson.Null : value, skipInputValidation: true);
        }
    }
}
