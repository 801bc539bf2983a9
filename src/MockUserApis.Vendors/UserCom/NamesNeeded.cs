using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// Looks up the tags, companies and attributes that a change needs, in the order in which the request has them: those
/// that are new get the next ids.
/// </summary>
/// <param name="of">Whose attributes are meant; null: the users'.</param>
internal sealed class NamesNeeded(Sandbox sandbox, Vendor vendor, ContentType? of = null)
{
    private readonly ContentType content = of ?? ContentType.Users;

    /// <summary>What was looked up; null: nothing.</summary>
    public SharedNames? Names { get; private set; }

    /// <summary>Of an update or a creation.</summary>
    public static async ValueTask<SharedNames?> OfUpdateAsync(JsonElement body, Exchange exchange)
    {
        var api = (VersionedApi)exchange.Api;
        var needed = new NamesNeeded(exchange.Sandbox, exchange.Vendor);
        var hint = 0;
        foreach (var member in body.EnumerateObject())
        {
            var rule = RuleOf(member, api, ref hint);
            if (rule is null)
                await needed.AttributeAsync(member.Name, member.Value);
            else if (rule.Name == "tags")
                await needed.TagsOfAsync(member.Value);
            else if (rule.Into == "companies" && rule.Name != rule.Into)
            {
                await api.LookUpAsync(needed, rule.Name, member.Value);
            }
        }

        return needed.Names;
    }

    /// <summary>Of a view that the control plane is sent. What does not fit the view is refused behind this.</summary>
    public static async ValueTask<SharedNames?> OfSeedAsync(JsonElement body, Sandbox sandbox, Api api)
    {
        var needed = new NamesNeeded(sandbox, api.Vendor);
        var unknown = new List<JsonProperty>();
        foreach (var member in body.EnumerateObject())
        {
            var rule = api.UpdateRules.Find(member.Name);
            switch (member.Name)
            {
                case "chat_id" or "name":
                    break;
                case "tags":
                    await needed.TagsOfAsync(member.Value);
                    break;
                case "companies":
                    await needed.CompaniesOfAsync(member.Value);
                    break;
                case "attributes":
                    await needed.AttributesOfAsync(member.Value);
                    break;
                case "company_id":
                    await needed.CompanyOfAsync(member.Value);
                    break;
                case var name
                    when rule is not { Value.Effect: Effect.Convert } && Seed.Fields.Find(rule?.Into ?? name) < 0:
                    unknown.Add(member);
                    break;
            }
        }

        foreach (var member in unknown)
            await needed.AttributeAsync(member.Name, member.Value);
        return needed.Names;
    }

    /// <summary>Of a company's update, creation or seed.</summary>
    /// <param name="isSeed">It may have fields that the vendor's clients do not send.</param>
    public static async ValueTask<SharedNames?> OfCompanyAsync(
        JsonElement body,
        Resource companies,
        Sandbox sandbox,
        bool isSeed = false
    )
    {
        var needed = new NamesNeeded(sandbox, companies.Vendor, ContentType.Companies);
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name == "tags")
                await needed.TagsOfAsync(member.Value);
            else if (member.Name == "attributes")
                await needed.AttributesOfAsync(member.Value);
            else if (
                !companies.UpdateRules.Names(member.Name) && !(isSeed && CompanySeed.Fields.Find(member.Name) >= 0)
            )
                await needed.AttributeAsync(member.Name, member.Value);
        }

        return needed.Names;
    }

    public async ValueTask<SharedName> TagAsync(string name) =>
        Add(ApplicationNames.TagKind, name, await ApplicationNames.Tags(sandbox, vendor).GetAsync(name));

    public async ValueTask AttributeAsync(string name, JsonElement value)
    {
        var attribute = await content.AttributesOf(sandbox, vendor).GetAsync(name);
        Add(ApplicationNames.AttributeKind, name, attribute);
        var isChanged = NameChanges.Of(sandbox, vendor)[content.Attributes.Name].ContainsKey(attribute.Id);
        var standard = CustomAttributes.Standard(name);
        var kept = AttributeType.Typed(ContentType.TypeKey(standard, attribute.Id, isChanged), value);
        var types = content.TypesOf(sandbox, vendor);
        // Of null an attribute gets no type.
        var type = value.ValueKind == JsonValueKind.Null ? await types.FindAsync(kept) : await types.GetAsync(kept);
        if (type is { } found)
            Add(ApplicationNames.TypeKind, AttributeType.Typed(standard, value), found);
    }

    private async ValueTask TagsOfAsync(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return;
        foreach (var tag in sent.EnumerateArray())
        {
            if (Tags.NameOf(tag) is { } name)
                await TagAsync(name);
        }
    }

    /// <summary>By your id; made if it is not there.</summary>
    public async ValueTask CompanyOfAsync(JsonElement sent)
    {
        if (sent.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return;
        var id = UserFields.TextOf(sent);
        // ASSUMED: a company made by an update has no other name than the id it was named by.
        await CompanyAsync(id, id);
    }

    /// <summary>By your id, where it is there.</summary>
    public async ValueTask KnownCompanyAsync(string id)
    {
        if (await All.FindKeyAsync(id) is { } found)
            Add(ApplicationNames.CompanyKind, id, NameOf(found));
    }

    /// <summary>By User.com's id, where it is there.</summary>
    public async ValueTask KnownCompanyAsync(long id)
    {
        var digits = id.ToString(CultureInfo.InvariantCulture);
        if (await All.FindAsync(CompanySeed.ById, digits) is { } found)
            Add(ApplicationNames.CompanyIdKind, digits, NameOf(found));
    }

    private async ValueTask CompaniesOfAsync(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return;
        foreach (var company in sent.EnumerateArray())
        {
            if (TextOf(company, "name") is { } name)
                await CompanyOfViewAsync(ApplicationNames.IdOfCompany(name), name);
        }
    }

    private async ValueTask AttributesOfAsync(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return;
        foreach (var attribute in sent.EnumerateArray())
        {
            if (TextOf(attribute, "name") is not { } name || !attribute.TryGetProperty("value", out var value))
                continue;
            await AttributeAsync(name, value);
        }
    }

    // A view shows a company's name, and not your id.
    private async ValueTask CompanyOfViewAsync(string id, string name)
    {
        foreach (var company in await All.ChangedAsync())
        {
            if (company.Document.Text("name") != name)
                continue;
            Add(ApplicationNames.CompanyKind, id, NameOf(company));
            return;
        }

        await CompanyAsync(id, name);
    }

    private async ValueTask CompanyAsync(string id, string name)
    {
        if (await All.FindKeyAsync(id) is { } found)
        {
            Add(ApplicationNames.CompanyKind, id, NameOf(found));
            return;
        }

        var (made, conflict) = await All.AddAsync(ordinal =>
            Document.Build(
                CompanySeed.Fields,
                draft =>
                {
                    CompanySeed.Identify(draft, ordinal, sandbox.Clock.GetUtcNow());
                    draft.Set("custom_id", id).Set("name", name);
                }
            )
        );
        // Somebody else may have been faster.
        Add(ApplicationNames.CompanyKind, id, NameOf(conflict?.Holder ?? made, isNew: conflict is null));
    }

    private Collection All => sandbox.Collection(vendor, UserCom.Companies);

    private static SharedName NameOf(Member company, bool isNew = false) =>
        new(company.Document.Integer("id") ?? 0, company.Document.Text("name") ?? "", isNew);

    private SharedName Add(string kind, string name, SharedName found)
    {
        (Names ??= new SharedNames()).Add(kind, name, found);
        return found;
    }

    private static FieldRule? RuleOf(JsonProperty member, Api api, ref int hint) =>
        api.UpdateRules.Find(JsonMarshal.GetRawUtf8PropertyName(member), ref hint) ?? api.UpdateRules.Find(member.Name);

    private static string? TextOf(JsonElement sent, string member) =>
        sent.ValueKind == JsonValueKind.Object
        && sent.TryGetProperty(member, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
