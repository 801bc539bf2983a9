using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What a tag, a list or an attribute is called now.</summary>
internal sealed record CurrentName(string Name, string? Description = null);

/// <summary>
/// Which tags, lists and attributes are not what their users store any more, by kind and id; null: deleted. A name
/// changes here and in no user: however many there are, it shows on all of them at once.
/// </summary>
internal sealed class NameChanges(IReadOnlyDictionary<string, IReadOnlyDictionary<long, CurrentName?>> kinds)
{
    public static readonly NameChanges None = new(new Dictionary<string, IReadOnlyDictionary<long, CurrentName?>>());

    private static readonly IReadOnlyDictionary<long, CurrentName?> Nothing = new Dictionary<long, CurrentName?>();

    public static NameChanges Of(Sandbox sandbox, Vendor vendor) =>
        NameSetting.Instance.Of(sandbox.Setting(vendor, NameSetting.Instance));

    /// <summary>Those of a kind; empty when there are none.</summary>
    public IReadOnlyDictionary<long, CurrentName?> this[string kind] => kinds.GetValueOrDefault(kind) ?? Nothing;

    public IEnumerable<string> Kinds => kinds.Keys;

    /// <summary>The user as it is shown: names of now, and nothing that was deleted.</summary>
    public Document Current(Document user) => Current(user, ApplicationNames.AttributeKind);

    /// <summary>The same of a company, which is on no list.</summary>
    public Document CurrentCompany(Document company) => Current(company, ContentType.Companies.Attributes.Name);

    private Document Current(Document member, string attributeKind)
    {
        if (kinds.Count == 0)
            return member;
        List<(string Field, byte[] Entries)>? changed = null;
        Take("tags", ApplicationNames.TagKind);
        Take("lists", ApplicationNames.ListKind);
        Take("attributes", attributeKind);
        return changed is null
            ? member
            : member.With(draft =>
            {
                foreach (var (field, entries) in changed)
                    draft.Set(field, entries);
            });

        void Take(string field, string kind)
        {
            if (this[kind] is not { Count: > 0 } changes || member.Shape.Find(field) < 0)
                return;
            if (Renamed(member.Element(field), changes) is { } entries)
                (changed ??= []).Add((field, entries));
        }
    }

    /// <summary>The entries of a list, each with an id, under the names of now; null: none of them changed.</summary>
    private static byte[]? Renamed(JsonElement entries, IReadOnlyDictionary<long, CurrentName?> changes)
    {
        if (changes.Count == 0 || entries.ValueKind != JsonValueKind.Array)
            return null;
        var isChanged = false;
        foreach (var entry in entries.EnumerateArray())
            isChanged |= Find(entry, changes, out _);
        return isChanged
            ? RawJson.Write((entries, changes), static (json, s) => Write(json, s.entries, s.changes))
            : null;
    }

    private static void Write(Utf8JsonWriter json, JsonElement entries, IReadOnlyDictionary<long, CurrentName?> changes)
    {
        json.WriteStartArray();
        foreach (var entry in entries.EnumerateArray())
        {
            if (!Find(entry, changes, out var now))
                entry.WriteTo(json);
            else if (now is not null)
                Write(json, entry, now);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement entry, CurrentName now)
    {
        json.WriteStartObject();
        foreach (var member in entry.EnumerateObject())
        {
            if (member.NameEquals("name"))
                json.WriteString("name", now.Name);
            else if (member.NameEquals("description") && now.Description is not null)
                json.WriteString("description", now.Description);
            else
                member.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static bool Find(JsonElement entry, IReadOnlyDictionary<long, CurrentName?> changes, out CurrentName? now)
    {
        now = null;
        return entry.ValueKind == JsonValueKind.Object
            && entry.TryGetProperty("id", out var sent)
            && sent.ValueKind == JsonValueKind.Number
            && sent.TryGetInt64(out var id)
            && changes.TryGetValue(id, out now);
    }

    /// <summary>The same, and one name more.</summary>
    public NameChanges With(string kind, long id, CurrentName? name)
    {
        var changed = new Dictionary<string, IReadOnlyDictionary<long, CurrentName?>>(kinds)
        {
            [kind] = new Dictionary<long, CurrentName?>(this[kind]) { [id] = name },
        };
        return new NameChanges(changed);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (kind, names) in kinds)
        {
            json.WriteStartObject(kind);
            foreach (var (id, name) in names)
            {
                json.WritePropertyName(id.ToString(CultureInfo.InvariantCulture));
                if (name is null)
                    json.WriteNullValue();
                else
                    Write(json, name);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CurrentName name)
    {
        json.WriteStartObject();
        json.WriteString("name", name.Name);
        if (name.Description is not null)
            json.WriteString("description", name.Description);
        json.WriteEndObject();
    }
}

/// <summary>Users as an exchange shows and changes them.</summary>
internal static class CurrentUsers
{
    extension(Exchange exchange)
    {
        public Document Current(Document user) => NameChanges.Of(exchange.Sandbox, exchange.Vendor).Current(user);

        public Document CurrentCompany(Document company) =>
            NameChanges.Of(exchange.Sandbox, exchange.Vendor).CurrentCompany(company);

        /// <summary>The user in the view of the exchange's version.</summary>
        public byte[] Shown(Document user) => exchange.View.Of(exchange.Current(user));
    }
}
