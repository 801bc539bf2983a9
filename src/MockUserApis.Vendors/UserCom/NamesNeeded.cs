using System.Runtime.InteropServices;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// Looks up the tags, companies and attributes that a change needs, in the order in which the request has them: those
/// that are new get the next ids.
/// </summary>
internal sealed class NamesNeeded(Sandbox sandbox, Vendor vendor)
{
    /// <summary>What was looked up; null: nothing.</summary>
    public SharedNames? Names { get; private set; }

    /// <summary>Of an update or a creation.</summary>
    public static SharedNames? OfUpdate(JsonElement body, Exchange exchange)
    {
        var needed = new NamesNeeded(exchange.Sandbox, exchange.Vendor);
        var hint = 0;
        foreach (var member in body.EnumerateObject())
        {
            var rule =
                Update.Rules.Find(JsonMarshal.GetRawUtf8PropertyName(member), ref hint)
                ?? Update.Rules.Find(member.Name);
            if (rule is null)
                needed.Attribute(member.Name, member.Value);
            else if (rule.Name == "tags")
                needed.TagsOf(member.Value);
            else if (rule.Name == "company_id")
                needed.CompanyOf(member.Value);
        }

        return needed.Names;
    }

    /// <summary>Of a view that the control plane is sent. What does not fit the view is refused behind this.</summary>
    public static SharedNames? OfSeed(JsonElement body, Sandbox sandbox, Vendor vendor)
    {
        var needed = new NamesNeeded(sandbox, vendor);
        var unknown = new List<JsonProperty>();
        foreach (var member in body.EnumerateObject())
        {
            var rule = Update.Rules.Find(member.Name);
            switch (member.Name)
            {
                case "chat_id" or "name":
                    break;
                case "tags":
                    needed.TagsOf(member.Value);
                    break;
                case "companies":
                    needed.CompaniesOf(member.Value);
                    break;
                case "attributes":
                    needed.AttributesOf(member.Value);
                    break;
                case "company_id":
                    needed.CompanyOf(member.Value);
                    break;
                case var name
                    when rule is not { Value.Effect: Effect.Convert } && Seed.Fields.Find(rule?.Into ?? name) < 0:
                    unknown.Add(member);
                    break;
            }
        }

        foreach (var member in unknown)
            needed.Attribute(member.Name, member.Value);
        return needed.Names;
    }

    public SharedName Tag(string name) => Add(Shared.TagKind, name, Shared.Tags(sandbox, vendor).Get(name));

    public void Attribute(string name, JsonElement value)
    {
        Add(Shared.AttributeKind, name, Shared.Attributes(sandbox, vendor).Get(name));
        var typed = AttributeType.Typed(CustomAttributes.Standard(name), value);
        var types = Shared.AttributeTypes(sandbox, vendor);
        // Of null an attribute gets no type.
        var type = value.ValueKind == JsonValueKind.Null ? types.Find(typed) : types.Get(typed);
        if (type is { } found)
            Add(Shared.TypeKind, typed, found);
    }

    private void TagsOf(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return;
        foreach (var tag in sent.EnumerateArray())
        {
            if (Tags.NameOf(tag) is { } name)
                Tag(name);
        }
    }

    private void CompanyOf(JsonElement sent)
    {
        if (sent.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            Company(Update.TextOf(sent));
    }

    private void CompaniesOf(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return;
        foreach (var company in sent.EnumerateArray())
        {
            if (TextOf(company, "name") is { } name)
                Company(Shared.IdOfCompany(name));
        }
    }

    private void AttributesOf(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return;
        foreach (var attribute in sent.EnumerateArray())
        {
            if (TextOf(attribute, "name") is not { } name || !attribute.TryGetProperty("value", out var value))
                continue;
            Attribute(name, value);
        }
    }

    private void Company(string id) => Add(Shared.CompanyKind, id, Shared.Companies(sandbox, vendor).Get(id));

    private SharedName Add(string kind, string name, SharedName found)
    {
        (Names ??= new SharedNames()).Add(kind, name, found);
        return found;
    }

    private static string? TextOf(JsonElement sent, string member) =>
        sent.ValueKind == JsonValueKind.Object
        && sent.TryGetProperty(member, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
