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
internal sealed class UserActions(Exchange exchange, Member? found)
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

    public Reply Read() => found is { } user ? Reply.Json(200, exchange.Shown(user.Document)) : Errors.NotFound;

    public ValueTask<Reply> UpdateAsync(RequestBody body) =>
        exchange.Departs(CustomAttributes.Departures(body.Json, exchange.Api)) is { } refused
            ? refused
            : ChangeAsync(
                () => NamesNeeded.OfUpdateAsync(body.Json, exchange),
                (stored, context) => Merge.Apply(exchange.Api.UpdateRules, stored, body.Json, context),
                user => Reply.Json(200, exchange.Shown(user))
            );

    public async ValueTask<Reply> DeleteAsync()
    {
        if (found is not { } user)
            return Errors.NotFound;
        var now = exchange.Sandbox.Clock.GetUtcNow();
        if (!await users.DeleteAsync(user, now, revivable: false))
            return Errors.NotFound;
        await new Events(exchange).ForgetAsync(user);
        await ProductEvents.ForgetAsync(exchange.Members(UserCom.ProductEvents), user, now);
        return Deleted;
    }

    public ValueTask<Reply> SetAttributeAsync(RequestBody body)
    {
        List<KeyValuePair<string, JsonElement>> sent = [new(body.Text("attribute")!, body.Json.GetProperty("value"))];
        return EditAsync(
            (draft, context) =>
                CustomAttributes.Set(sent, static _ => "/attribute", draft, context, CustomAttributes.NewAlone),
            async needed =>
            {
                foreach (var (name, value) in sent)
                    await needed.AttributeAsync(name, value);
            }
        );
    }

    public ValueTask<Reply> SetAttributesAsync(RequestBody body)
    {
        if (exchange.Departs(CustomAttributes.Departures(body.Json, exchange.Api)) is { } refused)
            return refused;
        var sent = body.Json.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, m.Value)).ToList();
        return EditAsync(
            (draft, context) =>
                CustomAttributes.Set(
                    sent,
                    static name => "/" + JsonPointer.Escape(name),
                    draft,
                    context,
                    CustomAttributes.New
                ),
            async needed =>
            {
                foreach (var (name, value) in sent)
                    await needed.AttributeAsync(name, value);
            }
        );
    }

    public async ValueTask<Reply> AddTagAsync(RequestBody body)
    {
        var name = body.Text("name")!;
        if (found is null)
            return Errors.NotFound;
        var (id, _, isNew) = await new NamesNeeded(exchange.Sandbox, exchange.Vendor).TagAsync(name);
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
        return await EditAsync(
            (draft, context) => Tags.Add([name], draft, context),
            async needed => await needed.TagAsync(name),
            reply
        );
    }

    public ValueTask<Reply> AddTagsAsync(RequestBody body)
    {
        var names = body.Json.GetProperty("tag_names").EnumerateArray().Select(n => n.GetString()!).ToList();
        return EditAsync(
            (draft, context) => Tags.Add(names, draft, context),
            async needed =>
            {
                foreach (var name in names)
                    await needed.TagAsync(name);
            }
        );
    }

    public ValueTask<Reply> RemoveTagAsync(RequestBody body) =>
        Missing(body, "name") is { } missing
            ? missing
            : EditAsync((draft, _) => Tags.Remove(body.Text("name")!, draft));

    public ValueTask<Reply> RemoveAttributeAsync(RequestBody body) =>
        Missing(body, "attribute") is { } missing
            ? missing
            : EditAsync((draft, _) => CustomAttributes.Remove(body.Text("attribute")!, draft));

    public async ValueTask<Reply> AddToListAsync(RequestBody body)
    {
        if (found is null)
            return Errors.NotFound;
        var (refused, list) = await Lists.NamedAsync(body, exchange);
        if (refused is not null)
            return refused;
        return await EditAsync(
            (draft, _) => Lists.Add(list, draft),
            answer: Reply.Json(200, RawJson.Write(list, Lists.Write))
        );
    }

    public async ValueTask<Reply> RemoveFromListAsync(RequestBody body)
    {
        if (Missing(body, "list") is { } missing)
            return missing;
        if (found is null)
            return Errors.NotFound;
        var (refused, list) = await Lists.NamedAsync(body, exchange);
        return refused ?? await EditAsync((draft, _) => Lists.Remove(list, draft));
    }

    // ASSUMED: DELETE without a body is a key that is missing; with one the contract check has seen to it.
    private Reply? Missing(RequestBody body, string member)
    {
        if (body.Json.ValueKind == JsonValueKind.Object)
            return null;
        if (found is null)
            return Errors.NotFound;
        var finding = new Finding("body", "/" + member, "required", "required: any value", "absent", MissingRule);
        return exchange.Refuse(finding);
    }

    private ValueTask<Reply> EditAsync(
        Action<Draft, MergeContext> change,
        Func<NamesNeeded, ValueTask>? names = null,
        Reply? answer = null
    ) =>
        ChangeAsync(
            () => NamesAsync(names),
            (stored, context) =>
                stored.With(draft =>
                {
                    change(draft, context);
                    exchange.Api.UpdateRules.Changed!(draft, context);
                }),
            _ => answer ?? Done
        );

    private async ValueTask<SharedNames?> NamesAsync(Func<NamesNeeded, ValueTask>? look)
    {
        if (look is null)
            return null;
        var needed = new NamesNeeded(exchange.Sandbox, exchange.Vendor);
        await look(needed);
        return needed.Names;
    }

    private async ValueTask<Reply> ChangeAsync(
        Func<ValueTask<SharedNames?>> names,
        Func<Document, MergeContext, Document> change,
        Func<Document, Reply> answer
    )
    {
        if (found is not { } user)
            return Errors.NotFound;
        // Where the user is refused for want of room, no name is made.
        users.MakeSure(user);
        var context = new MergeContext(exchange.Sandbox, exchange.Api, user.Ordinal, exchange, await names());
        var (document, conflict) = await users.ChangeAsync(user, stored => change(exchange.Current(stored), context));
        if (conflict is not null)
            return Errors.Taken(conflict, exchange);
        return document is null ? Errors.NotFound : answer(document);
    }
}
