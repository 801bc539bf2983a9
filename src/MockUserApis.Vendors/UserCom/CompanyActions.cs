using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// What can be done to one company, whichever of its two ids the path named it by; 404 when there is none.
/// </summary>
internal sealed class CompanyActions(Exchange exchange, Member? found)
{
    // As of a user. ASSUMED
    private static readonly Reply Deleted = new(204) { StatesLength = true };
    private static readonly Reply Done = new(200);

    private static readonly Rule EmptyRule = new(
        "company/update/empty",
        ASSUMED,
        "one client sends no body at all: nothing is changed"
    );
    private static readonly Rule NewRule = new(
        "company/attribute/new",
        ASSUMED,
        "an attribute that is not there is created, as of a user; companies have attributes of their own"
    );

    private readonly WatchedCollection companies = exchange.Members(UserCom.Companies);

    private CompanyResource Resource => exchange.Companies;

    public ValueTask<Reply> ReadAsync() => found is { } company ? ShownAsync(company.Document) : Errors.NotFound;

    public async ValueTask<Reply> UpdateAsync(RequestBody body)
    {
        if (found is not { } company)
            return Errors.NotFound;
        if (body.Json.ValueKind != JsonValueKind.Object)
            return (await ShownAsync(company.Document)).Because(EmptyRule);
        if (exchange.Departs(CustomAttributes.Departures(body.Json, Resource.UpdateRules)) is { } refused)
            return refused;
        companies.MakeSure(company);
        var names = await NamesNeeded.OfCompanyAsync(body.Json, Resource, exchange.Sandbox);
        var (before, context) = (company.Document, Context(company, names));
        var (document, conflict) = await companies.ChangeAsync(
            company,
            stored => Merge.Apply(Resource.UpdateRules, exchange.CurrentCompany(before = stored), body.Json, context)
        );
        if (conflict is not null)
            return CompanyCreation.Taken(conflict, Resource);
        if (document is null)
            return Errors.NotFound;
        if (!document["name"].SequenceEqual(before["name"]))
            await Memberships.RenameAsync(CompanySeed.IdOf(document), document.Text("name")!, exchange);
        return await ShownAsync(document);
    }

    public async ValueTask<Reply> DeleteAsync()
    {
        if (found is not { } company)
            return Errors.NotFound;
        if (!await companies.DeleteAsync(company, exchange.Sandbox.Clock.GetUtcNow(), revivable: false))
            return Errors.NotFound;
        await Memberships.LeaveAsync(CompanySeed.IdOf(company.Document), exchange);
        return Deleted;
    }

    public ValueTask<Reply> SetAttributeAsync(RequestBody body) =>
        SetAsync([new(body.Text("attribute")!, body.Json.GetProperty("value"))], static _ => "/attribute");

    public ValueTask<Reply> SetAttributesAsync(RequestBody body) =>
        exchange.Departs(CustomAttributes.Departures(body.Json, Resource.UpdateRules)) is { } refused
            ? refused
            : SetAsync(
                [.. body.Json.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, m.Value))],
                static name => "/" + JsonPointer.Escape(name)
            );

    public async ValueTask<Reply> AddTagAsync(RequestBody body)
    {
        var name = body.Text("name")!;
        if (found is not { } company)
            return Errors.NotFound;
        companies.MakeSure(company);
        var needed = new NamesNeeded(exchange.Sandbox, exchange.Vendor);
        var tag = await needed.TagAsync(name);
        var answer = Reply.Json(
            200,
            RawJson.Write(
                (name, tag),
                static (json, one) =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("created", one.tag.IsNew);
                    json.WritePropertyName("tag");
                    Tags.Write(json, (one.name, one.tag.Id));
                    json.WriteEndObject();
                }
            )
        );
        return await EditAsync((draft, context) => Tags.Add([name], draft, context), needed.Names, answer);
    }

    public ValueTask<Reply> RemoveTagAsync(RequestBody body) =>
        EditAsync((draft, _) => Tags.Remove(body.Text("name")!, draft), null, Done);

    public async ValueTask<Reply> AddMemberAsync(RequestBody body)
    {
        if (found is not { } company)
            return Errors.NotFound;
        var (refused, user) = await MemberReference.FindAsync(body, exchange);
        return refused ?? await Memberships.JoinAsync(user, company.Document, exchange) ?? Done;
    }

    public async ValueTask<Reply> RemoveMemberAsync(RequestBody body)
    {
        if (found is not { } company)
            return Errors.NotFound;
        var (refused, user) = await MemberReference.FindAsync(body, exchange);
        return refused ?? await Memberships.LeaveAsync(user, CompanySeed.IdOf(company.Document), exchange) ?? Done;
    }

    private async ValueTask<Reply> SetAsync(
        IReadOnlyList<KeyValuePair<string, JsonElement>> sent,
        Func<string, string> pointer
    )
    {
        if (found is not { } company)
            return Errors.NotFound;
        companies.MakeSure(company);
        var needed = new NamesNeeded(exchange.Sandbox, exchange.Vendor, ContentType.Companies);
        foreach (var (name, value) in sent)
            await needed.AttributeAsync(name, value);
        return await EditAsync(
            (draft, context) => CustomAttributes.Set(sent, pointer, draft, context, NewRule, Resource.UpdateRules),
            needed.Names,
            Done
        );
    }

    private async ValueTask<Reply> EditAsync(Action<Draft, MergeContext> change, SharedNames? names, Reply answer)
    {
        if (found is not { } company)
            return Errors.NotFound;
        var context = Context(company, names);
        var (document, _) = await companies.ChangeAsync(
            company,
            stored =>
                exchange
                    .CurrentCompany(stored)
                    .With(draft =>
                    {
                        change(draft, context);
                        CompanyFields.Stamp(draft, context);
                    })
        );
        return document is null ? Errors.NotFound : answer;
    }

    private MergeContext Context(Member company, SharedNames? names) =>
        new(exchange.Sandbox, exchange.Api, company.Ordinal, exchange, names);

    // A long look at all changed users has a seat of its own.
    private async ValueTask<Reply> ShownAsync(Document company)
    {
        exchange.Rely(Employees.MostRule);
        var users = exchange.Sandbox.Users(exchange.Vendor);
        return await users.ChangedCountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        async ValueTask<Reply> WorkAsync()
        {
            var employees = await Employees.OfAsync(CompanySeed.IdOf(company), exchange.Sandbox, exchange.Vendor);
            return Reply.Json(200, Resource.View.Of(exchange.CurrentCompany(company), employees));
        }
    }
}
