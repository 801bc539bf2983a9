using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// What can be done to one user, whichever of its two ids the path named it by; 404 when there is none.
/// </summary>
internal sealed class OneUser(Exchange exchange, Member? found)
{
    // REC: Content-Length: 0 and no Content-Type.
    private static readonly Reply Deleted = new(204) { StatesLength = true };
    private static readonly Reply Done = new(200);

    private static readonly Rule MissingRule = new(
        "delete/body",
        ASSUMED,
        "a client sends DELETE without a body: the framework's text for a key that is missing"
    );

    private readonly WatchedCollection users = exchange.Users;

    public Reply Read() => found is { } user ? Reply.Json(200, View.Of(user.Document)) : Errors.NotFound;

    public Reply Update(Sent body) =>
        exchange.Departs(CustomAttributes.Departures(body.Json)) is { } refused
            ? refused
            : Change(
                () => NamesNeeded.OfUpdate(body.Json, exchange),
                (stored, context) => Merge.Apply(exchange.Api.UpdateRules, stored, body.Json, context),
                user => Reply.Json(200, View.Of(user))
            );

    public Reply Delete() =>
        found is { } user && users.Delete(user, exchange.Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Deleted
            : Errors.NotFound;

    public Reply SetAttribute(Sent body)
    {
        List<KeyValuePair<string, JsonElement>> sent = [new(body.Text("attribute")!, body.Json.GetProperty("value"))];
        return Edit(
            (draft, context) =>
                CustomAttributes.Set(sent, static _ => "/attribute", draft, context, CustomAttributes.NewAlone),
            needed => sent.ForEach(a => needed.Attribute(a.Key, a.Value))
        );
    }

    public Reply SetAttributes(Sent body)
    {
        if (exchange.Departs(CustomAttributes.Departures(body.Json)) is { } refused)
            return refused;
        var sent = body.Json.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, m.Value)).ToList();
        return Edit(
            (draft, context) =>
                CustomAttributes.Set(
                    sent,
                    static name => "/" + JsonPointer.Escape(name),
                    draft,
                    context,
                    CustomAttributes.New
                ),
            needed => sent.ForEach(a => needed.Attribute(a.Key, a.Value))
        );
    }

    public Reply AddTag(Sent body)
    {
        var name = body.Text("name")!;
        if (found is null)
            return Errors.NotFound;
        var (id, _, isNew) = new NamesNeeded(exchange.Sandbox, exchange.Vendor).Tag(name);
        var reply = Reply.Json(
            200,
            RawJson.Write(
                (name, id, isNew),
                static (json, t) =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("created", t.isNew);
                    json.WritePropertyName("tag");
                    Tags.Write(json, (t.name, t.id));
                    json.WriteEndObject();
                }
            )
        );
        return Edit((draft, context) => Tags.Add([name], draft, context), needed => needed.Tag(name), reply);
    }

    public Reply AddTags(Sent body)
    {
        var names = body.Json.GetProperty("tag_names").EnumerateArray().Select(n => n.GetString()!).ToList();
        return Edit((draft, context) => Tags.Add(names, draft, context), needed => names.ForEach(n => needed.Tag(n)));
    }

    public Reply RemoveTag(Sent body) =>
        Missing(body, "name") ?? Edit((draft, _) => Tags.Remove(body.Text("name")!, draft));

    public Reply RemoveAttribute(Sent body) =>
        Missing(body, "attribute") ?? Edit((draft, _) => CustomAttributes.Remove(body.Text("attribute")!, draft));

    public Reply AddToList(Sent body)
    {
        if (found is null)
            return Errors.NotFound;
        if (Lists.Named(body, exchange, out var list) is { } refused)
            return refused;
        return Edit((draft, _) => Lists.Add(list, draft), answer: Reply.Json(200, RawJson.Write(list, Lists.Write)));
    }

    public Reply RemoveFromList(Sent body)
    {
        if (Missing(body, "list") is { } missing)
            return missing;
        if (found is null)
            return Errors.NotFound;
        return Lists.Named(body, exchange, out var list) ?? Edit((draft, _) => Lists.Remove(list, draft));
    }

    // ASSUMED: DELETE without a body is a key that is missing; with one the contract check has seen to it.
    private Reply? Missing(Sent body, string member)
    {
        if (body.Json.ValueKind == JsonValueKind.Object)
            return null;
        if (found is null)
            return Errors.NotFound;
        var finding = new Finding("body", "/" + member, "required", "required: any value", "absent", MissingRule);
        return exchange.Refuse(finding);
    }

    private Reply Edit(Action<Draft, MergeContext> change, Action<NamesNeeded>? names = null, Reply? answer = null) =>
        Change(
            () => Names(names),
            (stored, context) =>
                stored.With(draft =>
                {
                    change(draft, context);
                    exchange.Api.UpdateRules.Changed!(draft, context);
                }),
            _ => answer ?? Done
        );

    private SharedNames? Names(Action<NamesNeeded>? look)
    {
        if (look is null)
            return null;
        var needed = new NamesNeeded(exchange.Sandbox, exchange.Vendor);
        look(needed);
        return needed.Names;
    }

    private Reply Change(
        Func<SharedNames?> names,
        Func<Document, MergeContext, Document> change,
        Func<Document, Reply> answer
    )
    {
        if (found is not { } user)
            return Errors.NotFound;
        // Where the user is refused for want of room, no name is made.
        users.MakeSure(user);
        var context = new MergeContext(exchange.Sandbox, exchange.Api, user.Ordinal, exchange, names());
        var (document, conflict) = users.Change(user, stored => change(stored, context));
        if (conflict is not null)
            return Errors.Taken(conflict);
        if (document is null)
            return Errors.NotFound;
        return answer(document);
    }
}
