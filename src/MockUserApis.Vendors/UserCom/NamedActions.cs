using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What can be done with tags or lists: listed, made, renamed, deleted; who has one.</summary>
/// <param name="noun">What one is called, for a finding.</param>
/// <param name="field">The user's field that has those that it is under.</param>
internal sealed class NamedActions(
    Exchange exchange,
    NameRegister register,
    string noun,
    string field,
    Action<Utf8JsonWriter, SharedThing> write
)
{
    // ASSUMED: as a user's.
    private static readonly Reply Deleted = new(204) { StatesLength = true };

    private static readonly Rule TakenRule = new(
        "names/taken",
        ASSUMED,
        "two of a kind have not one name: the framework's text for a unique field"
    );

    public static NamedActions OfTags(Exchange exchange) =>
        new(
            exchange,
            ApplicationNames.Tags(exchange.Sandbox, exchange.Vendor),
            "a tag",
            "tags",
            static (json, tag) => Tags.Write(json, (tag.Name, tag.Id))
        );

    public static NamedActions OfLists(Exchange exchange) =>
        new(exchange, ApplicationNames.Lists(exchange.Sandbox, exchange.Vendor), "a list", "lists", Lists.Write);

    public async ValueTask<Reply> ListAsync(Place place) => place.Of(await register.AllAsync(), t => t.Id, write);

    public async ValueTask<Reply> CreateAsync(RequestBody body) =>
        await register.CreateAsync(body.Text("name")!, body.Text("description")) is { } made
            ? Reply.Json(201, RawJson.Write(made, write))
            : Taken();

    /// <summary>What is left out stays.</summary>
    public async ValueTask<Reply> ChangeAsync(long id, RequestBody body)
    {
        if (await register.AtAsync(id) is not { } thing)
            return NotFound.Of(exchange, noun, id);
        var name = body.Text("name");
        if (name is not null && await register.FindAsync(name) is { } other && other.Id != id)
            return Taken();
        // A description that is null is none.
        var description = body.Has("description") ? body.Text("description") ?? "" : null;
        return await register.ChangeAsync(thing, name, description) is { } changed
            ? Reply.Json(200, RawJson.Write(changed, write))
            : NotFound.Of(exchange, noun, id);
    }

    public async ValueTask<Reply> DeleteAsync(long id)
    {
        if (await register.AtAsync(id) is null)
            return NotFound.Of(exchange, noun, id);
        await register.DeleteAsync(id);
        return Deleted;
    }

    public async ValueTask<Reply> UsersAsync(long id, Place place)
    {
        if (await register.AtAsync(id) is null)
            return NotFound.Of(exchange, noun, id);
        return await place.UsersAsync(user => IsUnder(user.Element(field), id));
    }

    /// <summary>Companies that have it: none of the population has any.</summary>
    public async ValueTask<Reply> CompaniesAsync(long id, Place place)
    {
        if (await register.AtAsync(id) is null)
            return NotFound.Of(exchange, noun, id);
        Collection companies = exchange.Members(UserCom.Companies);
        return await companies.ChangedCountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        async ValueTask<Reply> WorkAsync()
        {
            var tagged = (await companies.ChangedAsync())
                .Where(c => IsUnder(c.Document.Element(field), id))
                .OrderBy(c => c.Ordinal)
                .ToList();
            var writer = await CompanyPage.WriterAsync(tagged, exchange);
            return place.Of(tagged, c => c.Document.Integer("id") ?? 0, writer);
        }
    }

    private static bool IsUnder(JsonElement entries, long id)
    {
        if (entries.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var entry in entries.EnumerateArray())
        {
            if (
                entry.ValueKind == JsonValueKind.Object
                && entry.TryGetProperty("id", out var own)
                && own.ValueKind == JsonValueKind.Number
                && own.TryGetInt64(out var number)
                && number == id
            )
                return true;
        }

        return false;
    }

    private static Reply Taken() => Errors.Taken("name", TakenRule);
}

/// <summary>404 of something else than a user: the finding says what.</summary>
internal static class NotFound
{
    private static readonly Rule MissingRule = new(
        "errors/missing",
        ASSUMED,
        "a reference in the path to what does not exist: as for a user"
    );

    /// <param name="noun">What was looked for, with its article.</param>
    /// <param name="id">Its id, as the path has it.</param>
    public static Reply Of(Exchange exchange, string noun, object id)
    {
        var parameter = exchange.Operation!.Parameters.First(p => p.In == "path").Name;
        var shown = ShownValue.Of(RawJson.Parse(RawJson.String(FormattableString.Invariant($"{id}"))));
        var expected = $"the id of {noun} that exists";
        return exchange.Refuse(new Finding("path", "/" + parameter, "exists", expected, shown, MissingRule));
    }
}
