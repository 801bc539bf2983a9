using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// A sandbox's changes as JSON: users that differ from the population, shared names, the clock. Same snapshot, same seed:
/// same bytes on the wire.
/// </summary>
public static class Snapshot
{
    /// <summary>A reader refuses a newer version.</summary>
    public const int Version = 1;

    public static void Write(Utf8JsonWriter json, Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteNumber("seed", sandbox.Seed);
        json.WriteNumber("population", sandbox.Options.Population);
        if (sandbox.Clock.Frozen) json.WriteString("frozenAt", sandbox.Clock.GetUtcNow());
        json.WriteStartObject("vendors");
        foreach (var vendor in vendors) Vendor(json, sandbox, vendor);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Replaces the sandbox's state by the snapshot's. Throws <see cref="FormatException"/> with a sentence, and then changes nothing.</summary>
    /// <exception cref="StoreFullException">There is no room for it; nothing was changed.</exception>
    public static void Read(JsonElement json, Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        var parsed = Parse(json, sandbox, vendors);
        var frozenAt = FrozenAt(json);
        sandbox.MakeSure(
            parsed.Sum(p => (long)p.Item2.Count),
            parsed.Sum(p => p.Item2.Sum(u => Quota.SizeOf(u.Document)) + p.Item3.Sum(n => n.Item2.Sum(Quota.SizeOf))));
        sandbox.Reset();
        foreach (var (vendor, changes, names, settings) in parsed)
        {
            foreach (var (name, choice) in settings) sandbox.Set(vendor, name, choice);
            foreach (var (kind, list) in names) sandbox.Remember(vendor, kind, list);
            sandbox.Users(vendor).Restore(changes);
        }

        if (frozenAt is { } at) sandbox.Clock.Change(at, freeze: true, advance: null);
    }

    private static DateTimeOffset? FrozenAt(JsonElement json) =>
        json.TryGetProperty("frozenAt", out var at) ? Instant(at, "frozenAt") : null;

    private static DateTimeOffset Instant(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.String && json.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime()
        : throw new FormatException(
            $"The snapshot's {name} is {ShownValue.Of(json)}. Send an instant such as \"2026-01-01T00:00:00Z\".");

    private static void Vendor(Utf8JsonWriter json, Sandbox sandbox, Vendor vendor)
    {
        json.WriteStartObject(vendor.Slug);
        json.WriteStartObject("settings");
        foreach (var setting in vendor.Settings)
        {
            json.WritePropertyName(setting.Name);
            setting.Write(json, sandbox.Setting(vendor, setting));
        }

        json.WriteEndObject();
        json.WriteStartObject("names");
        foreach (var (kind, added) in sandbox.NamesOf(vendor))
        {
            json.WriteStartArray(kind);
            foreach (var name in added) json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartArray("users");
        foreach (var change in sandbox.Users(vendor).Changes)
        {
            json.WriteStartObject();
            json.WriteNumber("ordinal", change.Ordinal);
            if (change.DeletedAt is { } at) json.WriteString("deletedAt", at);
            if (change.Revivable) json.WriteBoolean("revivable", true);
            json.WriteStartObject("fields");
            foreach (var field in change.Document.Shape.Fields)
            {
                if (!change.Document.Has(field)) continue;
                json.WritePropertyName(field);
                json.WriteRawValue(change.Document[field], skipInputValidation: true);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static List<(Vendor, List<MemberChange>, List<(string, List<string>)>, List<(string, string)>)> Parse(JsonElement json, Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        try
        {
            if (Number(json, "version") is var version and not Version)
            {
                throw new FormatException($"The snapshot has version {version}, this program reads version {Version}.");
            }

            if (Number(json, "seed") != sandbox.Seed || Number(json, "population") != sandbox.Options.Population)
            {
                throw new FormatException($"The snapshot was taken with seed {json.GetProperty("seed")} and population {json.GetProperty("population")}; sandbox \"{sandbox.Name}\" has {sandbox.Seed} and {sandbox.Options.Population}. Make a sandbox with the snapshot's.");
            }

            return [.. json.GetProperty("vendors").EnumerateObject().Select(v => Parse(v, vendors))];
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException("That is no snapshot of this program. PUT what GET …/snapshot gave.", error);
        }
    }

    private static (Vendor, List<MemberChange>, List<(string, List<string>)>, List<(string, string)>) Parse(JsonProperty json, IReadOnlyList<Vendor> vendors)
    {
        var vendor = vendors.FirstOrDefault(v => v.Slug == json.Name) ?? throw new FormatException($"The snapshot has users of \"{json.Name}\", a vendor that this server does not serve.");
        var users = json.Value.GetProperty("users").EnumerateArray().Select(u => new MemberChange(
            Number(u, "ordinal"), Fields(u.GetProperty("fields"), vendor),
            u.TryGetProperty("deletedAt", out var at) ? Instant(at, "deletedAt") : null,
            u.TryGetProperty("revivable", out var r) && r.GetBoolean())).ToList();
        if (users.Find(u => u.Ordinal < 1) is { } odd) throw new FormatException($"The snapshot has a user of {vendor.Slug} with the ordinal {odd.Ordinal}. Users are counted from 1.");
        if (users.CountBy(u => u.Ordinal).FirstOrDefault(u => u.Value > 1) is { Value: > 1 } twice) throw new FormatException($"The snapshot has the user {twice.Key} of {vendor.Slug} twice.");
        var names = json.Value.GetProperty("names").EnumerateObject()
            .Select(k => (k.Name, k.Value.EnumerateArray().Select(Text).ToList())).ToList();
        var settings = json.Value.TryGetProperty("settings", out var chosen)
            ? chosen.EnumerateObject().Select(s => Setting(vendor, s)).ToList() : [];
        return (vendor, users, names, settings);
    }

    private static (string, string) Setting(Vendor vendor, JsonProperty sent)
    {
        var setting = vendor.Settings.FirstOrDefault(s => s.Name == sent.Name)
            ?? throw new FormatException($"The snapshot has a setting {sent.Name}, which {vendor.Slug} does not have.");
        try
        {
            return (setting.Name, setting.Read(sent.Value));
        }
        catch (FormatException error)
        {
            throw new FormatException($"The snapshot's setting of {vendor.Slug} cannot be taken: {error.Message}", error);
        }
    }

    private static long Number(JsonElement json, string name)
    {
        var value = json.GetProperty(name);
        return value.TryGetInt64(out var number) ? number
            : throw new FormatException($"The snapshot's {name} is {ShownValue.Of(value)}. Send a whole number.");
    }

    private static string Text(JsonElement json) =>
        json.GetString() ?? throw new InvalidOperationException("A name is null.");

    private static Document Fields(JsonElement fields, Vendor vendor) => Document.Build(vendor.Recipe.Shape, draft =>
    {
        foreach (var field in fields.EnumerateObject())
        {
            if (draft.Shape.Find(field.Name) < 0) throw new FormatException($"The snapshot has a field \"{field.Name}\" that {vendor.Slug} users do not have.");
            draft.Set(field.Name, field.Value);
        }
    });
}
