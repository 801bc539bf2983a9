using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Products: what is kept of one, and how it is shown. Any other key is an attribute of the product.</summary>
internal sealed class ProductResource(VersionedApi api) : Resource(api, UserCom.Products)
{
    private static readonly UpdateRules Rules = new UpdateRules
    {
        Unknown = static (sent, draft, _) => PutMore(draft, sent),
    }
        .AbsentKeeps(ASSUMED, "an event overwrites the attributes that it brings; the others stay")
        .Field(
            "custom_id",
            (Refuse, ASSUMED, "cleared, the product would be gone from the path of its event"),
            (Effect.Convert, CODE, "stored as a string"),
            conversion: static (sent, draft, _) => draft.Set("custom_id", UserFields.TextOf(sent))
        )
        .Fields(["name", "price"], (Clear, ASSUMED, "as of a user"), (Replace, CODE, ""))
        .Fields(
            ["id", "created_at", "updated_at"],
            (Ignore, ASSUMED, "the server's own: let pass and not stored"),
            (Ignore, ASSUMED, "the server's own: let pass and not stored")
        );

    public override UpdateRules UpdateRules => Rules;

    public override string UpdateOperation => "createProduct";

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => RawJson.Write(member, Write);

    public static void Write(Utf8JsonWriter json, Document product)
    {
        json.WriteStartObject();
        foreach (var field in (string[])["id", "custom_id", "name", "price", "created_at", "updated_at"])
        {
            json.WritePropertyName(field);
            var value = product[field];
            json.WriteRawValue(RawJson.IsNothing(value) ? RawJson.Null : value, skipInputValidation: true);
        }

        if (product.Element("more") is { ValueKind: JsonValueKind.Object } more)
        {
            foreach (var attribute in more.EnumerateObject())
                attribute.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>The attributes that an event brings, in the place of the product's own.</summary>
    public static Document Overwritten(Document product, JsonElement data, MergeContext context) =>
        product.With(draft =>
        {
            var more = new List<KeyValuePair<string, JsonElement>>();
            foreach (var member in data.EnumerateObject())
            {
                if (Fits(member))
                    draft.Set(member.Name, member.Value);
                else if (member.Name != ProductEvents.Custom && !Rules.Names(member.Name))
                    more.Add(new(member.Name, member.Value));
            }

            PutMore(draft, more);
            draft.Set("updated_at", View.Date(context.Now));
        });

    // What a product cannot be called, or cost, changes nothing.
    private static bool Fits(JsonProperty member) =>
        member.Name switch
        {
            "name" => member.Value.ValueKind is JsonValueKind.String,
            "price" => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number,
            _ => false,
        };

    private static void PutMore(Draft draft, IReadOnlyList<KeyValuePair<string, JsonElement>> sent)
    {
        if (sent.Count == 0)
            return;
        var all = new OrderedDictionary<string, JsonElement>();
        var old = RawJson.IsNothing(draft["more"]) ? default : RawJson.Parse(draft["more"]);
        if (old.ValueKind == JsonValueKind.Object)
        {
            foreach (var attribute in old.EnumerateObject())
                all[attribute.Name] = attribute.Value;
        }

        foreach (var (name, value) in sent)
            all[name] = value;
        draft.Set(
            "more",
            RawJson.Write(
                all,
                static (json, all) =>
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in all)
                    {
                        json.WritePropertyName(name);
                        value.WriteTo(json);
                    }

                    json.WriteEndObject();
                }
            )
        );
    }
}
