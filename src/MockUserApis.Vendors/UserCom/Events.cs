using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What happened to users: they are noted and listed, go with their user, and move with a merge.</summary>
internal sealed class Events(Exchange exchange)
{
    private const string Key = "user_key";

    private static readonly Rule ListRule = new(
        "events/list",
        ASSUMED,
        "the newest first, and every value of data as text: clients read the keys, no page or recording shows a list"
    );
    private static readonly Rule UnknownRule = new(
        "events/user",
        ASSUMED,
        "a user that is not there: the framework's text for a reference"
    );
    private static readonly Rule KeyRule = new(
        "events/user_key",
        ASSUMED,
        "one client sends the key, and null as the id when it found nobody: the key's user"
    );

    private readonly Collection events = exchange.Sandbox.Collection(exchange.Vendor, UserCom.Events);

    /// <summary>Of the user that the path names; null: it names nobody.</summary>
    public async ValueTask<Reply> CreateAsync(RequestBody body, Member? user) =>
        user is { } named ? await AddAsync(body, named) : Errors.NotFound;

    /// <summary>Of the user that the body names.</summary>
    public async ValueTask<Reply> CreateAsync(RequestBody body)
    {
        var by = exchange.UserReference;
        var isNamed = body.Json.TryGetProperty(by, out var id) && id.ValueKind == JsonValueKind.Number;
        if (!isNamed && body.Text(Key) is { } key && await exchange.Users.FindAsync(Seed.ByKey, key) is { } keyed)
        {
            Note(body.Json.GetProperty(Key));
            return await AddAsync(body, keyed);
        }

        if (!isNamed)
            return Refuse(by, id.ValueKind == JsonValueKind.Null ? "nullable" : "required", id);
        var digits = id.GetInt64().ToString(CultureInfo.InvariantCulture);
        return await exchange.Users.FindAsync(Seed.ById, digits) is { } user
            ? await AddAsync(body, user)
            : Refuse(by, "exists", id);
    }

    /// <summary>Those of a user, the newest first.</summary>
    public async ValueTask<List<Member>> OfAsync(Member user)
    {
        exchange.Rely(ListRule);
        var all = await FindAsync(user);
        all.Sort(
            static (a, b) =>
                EventFields.TimeOf(b.Document).CompareTo(EventFields.TimeOf(a.Document)) is var order and not 0
                    ? order
                    : b.Ordinal.CompareTo(a.Ordinal)
        );
        return all;
    }

    /// <summary>A user is gone, and what happened to it too. ASSUMED</summary>
    public async ValueTask ForgetAsync(Member user)
    {
        foreach (var happened in await FindAsync(user))
            await events.DeleteAsync(happened, exchange.Sandbox.Clock.GetUtcNow(), revivable: false);
    }

    /// <summary>What happened to one user has happened to another. ASSUMED</summary>
    public async ValueTask MoveAsync(Member from, Member to)
    {
        foreach (var happened in await FindAsync(from))
        {
            await events.ChangeAsync(
                happened,
                stored => stored.With(draft => draft.Set("client", to.Document.Integer("id")!.Value))
            );
        }
    }

    // What the population has leads back to its user; the others are all looked at.
    private async ValueTask<List<Member>> FindAsync(Member user)
    {
        var (found, id) = (new List<Member>(), user.Document.Integer("id"));
        if (await events.ChangedCountAsync() > 0)
        {
            foreach (var happened in await events.ChangedAsync())
                if (happened.Document.Integer("client") == id)
                    found.Add(happened);
        }

        foreach (var ordinal in EventSeed.OrdinalsOf(user.Ordinal))
        {
            if (ordinal <= events.Population.Size && !await events.HasChangedAsync(ordinal))
                found.Add(new Member(ordinal, events.Population.Generate(ordinal)));
        }

        return found;
    }

    private async ValueTask<Reply> AddAsync(RequestBody body, Member user)
    {
        // Where the event is refused for want of room, no name is made.
        exchange.Sandbox.MakeSure(1, body.Json.GetRawText().Length);
        var (name, names) = await EventNames.LookUpAsync(body.Text("name")!, exchange.Sandbox, exchange.Vendor);
        var rules = exchange.Api.Find(UserCom.Events)!.UpdateRules;
        await exchange
            .Members(UserCom.Events)
            .AddAsync(ordinal =>
            {
                var context = new MergeContext(exchange.Sandbox, exchange.Api, ordinal, exchange, names);
                return Document.Build(
                    EventSeed.Fields,
                    draft =>
                    {
                        EventSeed.Identify(draft, ordinal);
                        draft.Set("timestamp", EventFields.Date(context.Now));
                        Merge.Into(draft, rules, body.Json, context);
                        draft.Set("client", user.Document.Integer("id")!.Value);
                    }
                );
            });
        return Reply.Json(
            201,
            RawJson.Write(
                name,
                static (json, name) =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("id", name.Id);
                    json.WriteBoolean("created", name.IsNew);
                    json.WriteEndObject();
                }
            )
        );
    }

    private void Note(JsonElement key)
    {
        exchange.Rely(KeyRule);
        var expected = exchange.UserReference;
        var finding = new Finding("body", "/" + Key, "misnamed", expected, ShownValue.Of(key), KeyRule);
        exchange.Note(finding with { Breaks = false });
    }

    private Reply Refuse(string member, string keyword, JsonElement sent) =>
        exchange.Refuse(
            new Finding("body", "/" + member, keyword, "a user's id", ShownValue.Of(sent), UnknownRule) { Value = sent }
        );
}
