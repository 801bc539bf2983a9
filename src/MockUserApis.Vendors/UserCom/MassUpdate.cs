using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>One attribute of many users. Ids that nobody has are skipped. DOC, ASSUMED</summary>
/// <param name="find">The user of an id, as the address takes it.</param>
internal sealed class MassUpdate(Exchange exchange, RequestBody body, Func<string, ValueTask<Member?>> find)
{
    private static readonly Rule SkipRule = new("mass/skipped", ASSUMED, "ids that nobody has are skipped");
    private static readonly Rule NameRule = new("mass/attribute", DOC, "one of the update's own list");
    private static readonly Rule ValueRule = new("mass/value", ASSUMED, "what the update would refuse is refused here");
    private static readonly Rule UniqueRule = new(
        "mass/user_id",
        ASSUMED,
        "your own id is one user's: it is set for one, or refused for all"
    );
    private static readonly Rule PostRule = new(
        "mass/post",
        ASSUMED,
        "the page's heading says PUT and its sample POST: taken, with a finding"
    );

    private static readonly Rule WholeRule = new(
        "mass/whole",
        ASSUMED,
        "one id or user at fault refuses it for all: nobody has to find out how far it went"
    );

    private string Attribute => body.Text("attribute")!;

    public async ValueTask<Reply> StandardAsync()
    {
        var name = Attribute;
        var schema = exchange.Api.Updating.Body!;
        var isNone = schema.Properties[name] is not { ReadOnly: false } || name is "tags" or "company_custom_id";
        if (isNone)
            return Refuse("attribute", NameRule);
        var change = One(name, schema.Properties[name]!);
        foreach (var finding in SchemaCheck.Request(schema, change))
        {
            if (finding.Breaks)
                return Refuse("value", ValueRule, finding);
        }

        var users = await UsersAsync();
        var own = exchange.View.NameOf(Seed.ByCustomId.Field);
        if (name == own && users.Count > 1)
            return Errors.Taken("value", UniqueRule);
        return await DoneAsync(
            users,
            () => NamesNeeded.OfUpdateAsync(change, exchange),
            (stored, context) => Merge.Apply(exchange.Api.UpdateRules, stored, change, context)
        );
    }

    public async ValueTask<Reply> CustomAsync(bool isPost)
    {
        if (isPost)
            exchange.Note(new Finding("method", "", "method", "PUT", "POST", PostRule) { Breaks = false });
        KeyValuePair<string, JsonElement>[] sent = [new(Attribute, body.Json.GetProperty("value"))];
        return await DoneAsync(
            await UsersAsync(),
            () => NamesAsync(sent[0]),
            (stored, context) =>
                stored.With(draft =>
                {
                    CustomAttributes.Set(sent, static _ => "/attribute", draft, context, CustomAttributes.NewAlone);
                    UserFields.Stamp(draft, context);
                })
        );
    }

    private async ValueTask<List<Member>> UsersAsync()
    {
        var users = new List<Member>();
        foreach (var id in body.Json.GetProperty("ids").EnumerateArray())
        {
            if (await find(UserFields.TextOf(id)) is { } user)
                users.Add(user);
            else
                exchange.Rely(SkipRule);
        }

        return users;
    }

    // Tried on all first: what one user refuses is refused for all.
    private async ValueTask<Reply> DoneAsync(
        List<Member> users,
        Func<ValueTask<SharedNames?>> look,
        Func<Document, MergeContext, Document> change
    )
    {
        // Without users, no name is made.
        var names = users.Count > 0 ? await look() : null;
        foreach (var user in users)
        {
            if (!exchange.Users.MayBecome(user, change(exchange.Current(user.Document), Context(user, names))))
                return Errors.Outgrown;
        }

        foreach (var user in users)
        {
            Document? made = null;
            var (document, conflict) = await exchange.Users.ChangeAsync(
                user,
                stored => made = change(exchange.Current(stored), Context(user, names))
            );
            if (conflict is not null)
                return Errors.Taken("value", UniqueRule);
            if (document is not null && !ReferenceEquals(document, made))
                return Errors.Outgrown;
        }

        return Reply.Text(200, """{"status":"ok"}""");
    }

    private MergeContext Context(Member user, SharedNames? names) =>
        new(exchange.Sandbox, exchange.Api, user.Ordinal, exchange, names);

    private async ValueTask<SharedNames?> NamesAsync(KeyValuePair<string, JsonElement> attribute)
    {
        var needed = new NamesNeeded(exchange.Sandbox, exchange.Vendor);
        await needed.AttributeAsync(attribute.Key, attribute.Value);
        return needed.Names;
    }

    private JsonElement One(string name, Schema schema)
    {
        var sent = body.Json.GetProperty("value");
        // A form's value is a text, whatever the attribute.
        var value = exchange.Form is null ? sent : FormValue.Of(schema, sent.GetString()!);
        return RawJson.Parse(
            RawJson.Write(
                (name, value),
                static (json, one) =>
                {
                    json.WriteStartObject();
                    json.WritePropertyName(one.name);
                    one.value.WriteTo(json);
                    json.WriteEndObject();
                }
            )
        );
    }

    private Reply Refuse(string member, Rule rule, Finding? of = null)
    {
        var sent = body.Json.GetProperty(member);
        var expected = of?.Expected ?? "one of the attributes that an update takes";
        var shown = ShownValue.Of(sent);
        return exchange.Refuse(
            new Finding("body", "/" + member, of?.Keyword ?? "enum", expected, shown, rule)
            {
                Value = sent,
                Limit = of?.Limit,
                Schema = of?.Schema,
            }
        );
    }
}
