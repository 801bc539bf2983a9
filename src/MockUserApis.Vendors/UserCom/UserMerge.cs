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

/// <summary>Users become one: what the parent has stays, the rest comes from the user of the lowest id.</summary>
internal sealed class UserMerge(Exchange exchange)
{
    private static readonly Rule IdsRule = new(
        "merge/ids",
        ASSUMED,
        "ids that nobody has, one twice, the parent among the merged: the framework's text for a reference"
    );
    private static readonly Rule SampleRule = new("merge/user_list", DOC, "the page's own sample writes user_list");
    private static readonly Rule BothRule = new(
        "merge/both",
        ASSUMED,
        "user_list beside users_list, which the page's table names: ignored"
    );
    private static readonly Rule MovedRule = new(
        "merge/moved",
        ASSUMED,
        "tags, lists, companies, custom attributes and events move; the merged users are gone"
    );

    private static readonly string[] Own = ["id", "key", "user_id", "created_at", "updated_at", "attributes"];

    public async ValueTask<Reply> AnswerAsync(JsonElement body)
    {
        var isSample = body.TryGetProperty("user_list", out var sample);
        if (body.TryGetProperty("users_list", out var list))
        {
            if (isSample)
                Note(sample, BothRule);
        }
        else if (isSample)
        {
            list = sample;
            Note(list, SampleRule);
        }
        else
            return Refuse("users_list", "required", "a list of ids", default);
        var parentId = body.GetProperty("parent").GetInt64();
        var sent = body.GetProperty("parent");
        if (await FindAsync(parentId) is not { } parent)
            return Refuse("parent", "exists", "a user's id", sent);
        var merged = new List<Member>();
        foreach (var id in list.EnumerateArray())
        {
            var other = id.GetInt64() == parentId ? null : await FindAsync(id.GetInt64());
            if (other is not { } user || merged.Exists(m => m.Ordinal == user.Ordinal))
                return Refuse("users_list", "exists", "ids of other users, each once", id);
            merged.Add(user);
        }

        merged.Sort((a, b) => a.Document.Integer("id")!.Value.CompareTo(b.Document.Integer("id")!.Value));
        exchange.Rely(MovedRule);
        return await JoinAsync(parent, merged);
    }

    private async ValueTask<Reply> JoinAsync(Member parent, List<Member> merged)
    {
        var context = new MergeContext(exchange.Sandbox, exchange.Api, parent.Ordinal, exchange);
        Document? joined = null;
        var (document, _) = await exchange.Users.ChangeAsync(
            parent,
            stored => joined = exchange.Current(stored).With(draft => Fill(draft, merged, context))
        );
        if (document is null)
            return Errors.NotFound;
        // It would have grown too large: refused as a whole.
        if (!ReferenceEquals(document, joined))
            return Errors.NotFound;
        // Past the journal: what it shows is the parent before and after.
        Collection users = exchange.Users;
        foreach (var user in merged)
        {
            await users.DeleteAsync(user, context.Now, revivable: false);
            await new Events(exchange).MoveAsync(user, parent);
            await ProductEvents.MoveAsync(exchange.Members(UserCom.ProductEvents), user, parent);
        }

        if (RawJson.IsNothing(document["user_id"]) && merged.Find(HasOwnId) is { Document: { } first })
        {
            await exchange.Users.ChangeAsync(
                parent,
                stored => stored.With(draft => draft.Set("user_id", first.Text("user_id")))
            );
        }

        return Reply.Text(200, """{"success":true}""");
    }

    private static bool HasOwnId(Member user) => !RawJson.IsNothing(user.Document["user_id"]);

    private static void Fill(Draft draft, List<Member> merged, MergeContext context)
    {
        foreach (var user in merged)
        {
            var document = context.Exchange!.Current(user.Document);
            foreach (var field in document.Shape.Fields)
            {
                if (Own.Contains(field) || RawJson.IsNothing(document[field]))
                    continue;
                var value = document.Element(field);
                if (value.ValueKind == JsonValueKind.Array)
                    draft.Set(field, Joined(draft[field], value, field == "companies" ? "id" : "name"));
                else if (RawJson.IsNothing(draft[field]))
                    draft.Set(field, value);
            }

            draft.Set("attributes", Filled(draft["attributes"], document.Element("attributes")));
        }

        UserFields.Stamp(draft, context);
    }

    // Entries of one name are one; the parent's is kept.
    private static byte[] Joined(ReadOnlySpan<byte> list, JsonElement more, string member) =>
        KeyedList.Add(
            list,
            member,
            Entries(more).Select(e => (e.GetProperty(member).ToString(), e)),
            static (json, entry) => entry.WriteTo(json)
        );

    // An attribute that is null has no value: that of another user takes its place.
    private static byte[] Filled(ReadOnlySpan<byte> list, JsonElement more)
    {
        var own = RawJson.IsNothing(list) ? default : RawJson.Parse(list);
        var valued = Entries(own).Where(HasValue).Select(NameOf).ToHashSet();
        return KeyedList.Set(
            list,
            "name_std",
            Entries(more).Where(e => !valued.Contains(NameOf(e))).Select(e => (NameOf(e), e)),
            static (json, entry) => entry.WriteTo(json)
        );
    }

    private static IEnumerable<JsonElement> Entries(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static bool HasValue(JsonElement entry) =>
        entry.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null;

    private static string NameOf(JsonElement entry) => entry.GetProperty("name_std").GetString()!;

    private ValueTask<Member?> FindAsync(long id) =>
        exchange.Users.FindAsync(Seed.ById, id.ToString(CultureInfo.InvariantCulture));

    private void Note(JsonElement list, Rule rule)
    {
        exchange.Rely(rule);
        var shown = ShownValue.Of(list);
        var finding = new Finding("body", "/user_list", "misnamed", "users_list", shown, rule);
        exchange.Note(finding with { Breaks = false });
    }

    private Reply Refuse(string member, string keyword, string expected, JsonElement sent) =>
        exchange.Refuse(
            new Finding("body", "/" + member, keyword, expected, ShownValue.Of(sent), IdsRule) { Value = sent }
        );
}
