using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// The attributes of the application, <c>{"content_type","name_std","value_type","id","name"}</c>, by themselves. DOC
/// </summary>
internal sealed class AttributeActions(Exchange exchange)
{
    private const string Noun = "an attribute";

    // ASSUMED: as a user's.
    private static readonly Reply Deleted = new(204) { StatesLength = true };

    private static readonly Rule TakenRule = new(
        "attribute/taken",
        ASSUMED,
        "two of one content type have not one name_std: the framework's text for a unique field"
    );
    private static readonly Rule UntypedRule = new(
        "attribute/untyped",
        ASSUMED,
        "one that was given null alone has no type yet: string"
    );

    public async ValueTask<Reply> ListAsync(Place place)
    {
        var all = new List<Entry>();
        foreach (var type in ContentType.All)
            all.AddRange(await OfAsync(type));
        return place.Of(all, a => a.Thing.Id, Write);
    }

    public async ValueTask<Reply> CreateAsync(RequestBody body)
    {
        var (name, asked) = (body.Text("name")!, body.Text("content_type"));
        var content = ContentType.All.First(t => t.Asked == asked);
        if (await content.AttributesOf(exchange.Sandbox, exchange.Vendor).CreateAsync(name) is not { } made)
            return Errors.Taken("name", TakenRule);
        var key = ContentType.TypeKey(CustomAttributes.Standard(name), made.Id, made.IsChanged);
        var types = content.TypesOf(exchange.Sandbox, exchange.Vendor);
        var typed = await types.GetAsync($"{body.Text("value_type")} {key}");
        return Reply.Json(201, RawJson.Write(new Entry(content, made, AttributeType.Before(typed.Spelling)), Write));
    }

    public async ValueTask<Reply> ReadAsync(long id) =>
        await FindAsync(id) is { } entry
            ? Reply.Json(200, RawJson.Write(entry, Write))
            : NotFound.Of(exchange, Noun, id);

    public async ValueTask<Reply> DeleteAsync(long id)
    {
        if (await FindAsync(id) is not { } entry)
            return NotFound.Of(exchange, Noun, id);
        await entry.Content.AttributesOf(exchange.Sandbox, exchange.Vendor).DeleteAsync(id);
        return Deleted;
    }

    /// <summary>The type of the attribute of that name_std.</summary>
    public async ValueTask<Reply> TypeAsync(ContentType content, string standard)
    {
        var found = await content.AttributesOf(exchange.Sandbox, exchange.Vendor).FindAsync(standard);
        if (found is not { Id: var id } || await FindAsync(id) is not { } entry)
            return NotFound.Of(exchange, Noun, standard);
        return Reply.Json(
            200,
            RawJson.Write(
                entry.Type,
                static (json, type) =>
                {
                    json.WriteStartObject();
                    json.WriteString("value_type", type);
                    json.WriteEndObject();
                }
            )
        );
    }

    private async ValueTask<Entry?> FindAsync(long id)
    {
        foreach (var content in ContentType.All)
        {
            if (await content.AttributesOf(exchange.Sandbox, exchange.Vendor).AtAsync(id) is not { } thing)
                continue;
            var types = content.TypesOf(exchange.Sandbox, exchange.Vendor);
            var typed = await types.FindAsync($"{AttributeType.Text} {KeyOf(thing)}");
            return new Entry(content, thing, TypeOf(typed?.Spelling));
        }

        return null;
    }

    private async ValueTask<IEnumerable<Entry>> OfAsync(ContentType content)
    {
        var types = new Dictionary<string, string>();
        foreach (var typed in await content.TypesOf(exchange.Sandbox, exchange.Vendor).AllAsync())
            types.TryAdd(typed[(typed.IndexOf(' ', StringComparison.Ordinal) + 1)..], typed);
        var things = await content.AttributesOf(exchange.Sandbox, exchange.Vendor).AllAsync();
        return things.Select(t => new Entry(content, t, TypeOf(types.GetValueOrDefault(KeyOf(t)))));
    }

    private string TypeOf(string? typed)
    {
        if (typed is not null)
            return AttributeType.Before(typed);
        exchange.Rely(UntypedRule);
        return AttributeType.Text;
    }

    private static string KeyOf(SharedThing thing) =>
        ContentType.TypeKey(CustomAttributes.Standard(thing.Name), thing.Id, thing.IsChanged);

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("content_type", entry.Content.Shown);
        json.WriteString("name_std", CustomAttributes.Standard(entry.Thing.Name));
        json.WriteString("value_type", entry.Type);
        json.WriteNumber("id", entry.Thing.Id);
        json.WriteString("name", entry.Thing.Name);
        json.WriteEndObject();
    }

    private readonly record struct Entry(ContentType Content, SharedThing Thing, string Type);
}
