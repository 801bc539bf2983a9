using System.Text.Json;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// A sandbox's changes as JSON: members that differ from the population, shared names, the clock. Same snapshot, same
/// seed: same bytes on the wire.
/// </summary>
public static class Snapshot
{
    /// <summary>Users alone.</summary>
    private const int OfUsers = 1;

    /// <summary>Other collections too. A reader refuses a newer version.</summary>
    internal const int Newest = 2;

    public static void Write(Utf8JsonWriter json, Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        // One look at what decides the version: it is written first, and the sandbox may change meanwhile.
        var others = vendors.ToDictionary(v => v, v => Others(sandbox, v));
        json.WriteStartObject();
        json.WriteNumber("version", others.Values.All(o => o.Count == 0) ? OfUsers : Newest);
        json.WriteNumber("seed", sandbox.Seed);
        json.WriteNumber("population", sandbox.Options.Population);
        if (sandbox.Clock.Frozen)
            json.WriteString("frozenAt", sandbox.Clock.GetUtcNow());
        json.WriteStartObject("vendors");
        foreach (var vendor in vendors)
            Write(json, sandbox, vendor, others[vendor]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>
    /// Replaces the sandbox's state by the snapshot's.
    /// </summary>
    /// <exception cref="SeedException">It cannot be taken; nothing was changed.</exception>
    /// <exception cref="StoreFullException">There is no room for it; nothing was changed.</exception>
    public static void Read(JsonElement json, Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        var parts = SnapshotPart.Parse(json, sandbox, vendors);
        var frozenAt = SnapshotPart.FrozenAt(json);
        sandbox.MakeSure(parts.Sum(p => p.Members), parts.Sum(p => p.Bytes));
        sandbox.Reset();
        foreach (var part in parts)
        {
            foreach (var (name, choice) in part.Settings)
                sandbox.Set(part.Vendor, name, choice);
            foreach (var (kind, list) in part.Names)
                sandbox.Remember(part.Vendor, kind, list);
            foreach (var (recipe, changes) in part.Collections)
            {
                sandbox.Collection(part.Vendor, recipe).Restore(changes);
            }
        }

        if (frozenAt is { } at)
            sandbox.Clock.Change(at, freeze: true, advance: null);
    }

    // What has content of the collections beside the users.
    private static List<(Recipe Recipe, List<MemberChange> Changes)> Others(Sandbox sandbox, Vendor vendor) =>
        [
            .. vendor
                .Recipes.Skip(1)
                .Select(r => (r, sandbox.Collection(vendor, r).Changes.ToList()))
                .Where(c => c.Item2.Count > 0),
        ];

    private static void Write(
        Utf8JsonWriter json,
        Sandbox sandbox,
        Vendor vendor,
        List<(Recipe Recipe, List<MemberChange> Changes)> others
    )
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
            foreach (var name in added)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        Write(json, "users", sandbox.Users(vendor).Changes);
        if (others.Count > 0)
        {
            json.WriteStartObject("collections");
            foreach (var (recipe, changes) in others)
                Write(json, recipe.Name, changes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<MemberChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteNumber("ordinal", change.Ordinal);
            if (change.DeletedAt is { } at)
                json.WriteString("deletedAt", at);
            if (change.Revivable)
                json.WriteBoolean("revivable", true);
            json.WriteStartObject("fields");
            foreach (var field in change.Document.Shape.Fields)
            {
                if (!change.Document.Has(field))
                    continue;
                json.WritePropertyName(field);
                json.WriteRawValue(change.Document[field], skipInputValidation: true);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
