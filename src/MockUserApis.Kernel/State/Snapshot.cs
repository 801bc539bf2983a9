using System.Text.Json;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// A sandbox's changes as JSON: members that differ from the population, shared names, the clock. Same snapshot, same
/// seed: same bytes on the wire.
/// </summary>
internal static class Snapshot
{
    /// <summary>Users alone.</summary>
    private const int OfUsers = 1;

    /// <summary>Other collections too. A reader refuses a newer version.</summary>
    internal const int Newest = 2;

    /// <summary>Reads all of it, and then writes it: what is asked of a store may wait, a writer may not.</summary>
    /// <returns>What writes it.</returns>
    public static async ValueTask<Action<Utf8JsonWriter>> TakeAsync(Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        var contents = new List<Content>(vendors.Count);
        foreach (var vendor in vendors)
            contents.Add(await Content.OfAsync(sandbox, vendor));
        return json => Write(json, sandbox, contents);
    }

    private static void Write(Utf8JsonWriter json, Sandbox sandbox, List<Content> contents)
    {
        json.WriteStartObject();
        json.WriteNumber("version", contents.TrueForAll(c => c.Others.Count == 0) ? OfUsers : Newest);
        json.WriteNumber("seed", sandbox.Seed);
        json.WriteNumber("population", sandbox.Options.Population);
        if (sandbox.Clock.Frozen)
            json.WriteString("frozenAt", sandbox.Clock.GetUtcNow());
        json.WriteStartObject("vendors");
        foreach (var content in contents)
            Write(json, sandbox, content);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>
    /// Replaces the sandbox's state by the snapshot's.
    /// </summary>
    /// <exception cref="SeedException">It cannot be taken; nothing was changed.</exception>
    /// <exception cref="StoreFullException">There is no room for it; nothing was changed.</exception>
    public static async ValueTask ReadAsync(JsonElement json, Sandbox sandbox, IReadOnlyList<Vendor> vendors)
    {
        var parts = SnapshotPart.Parse(json, sandbox, vendors);
        var frozenAt = SnapshotPart.FrozenAt(json);
        sandbox.MakeSure(parts.Sum(p => p.Members), parts.Sum(p => p.Bytes));
        await sandbox.ResetAsync();
        foreach (var part in parts)
        {
            foreach (var (name, choice) in part.Settings)
                await sandbox.SetAsync(part.Vendor, name, choice);
            foreach (var (kind, list) in part.Names)
                await sandbox.RememberAsync(part.Vendor, kind, list);
            foreach (var (recipe, changes) in part.Collections)
            {
                await sandbox.Collection(part.Vendor, recipe).RestoreAsync(changes);
            }
        }

        if (frozenAt is { } at)
            await sandbox.Clock.ChangeAsync(at, freeze: true, advance: null);
    }

    private static void Write(Utf8JsonWriter json, Sandbox sandbox, Content content)
    {
        var vendor = content.Vendor;
        json.WriteStartObject(vendor.Slug);
        json.WriteStartObject("settings");
        foreach (var setting in vendor.Settings)
        {
            json.WritePropertyName(setting.Name);
            setting.Write(json, sandbox.Setting(vendor, setting));
        }

        json.WriteEndObject();
        json.WriteStartObject("names");
        foreach (var (kind, added) in content.Names)
        {
            json.WriteStartArray(kind);
            foreach (var name in added)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        Write(json, "users", content.Users);
        if (content.Others.Count > 0)
        {
            json.WriteStartObject("collections");
            foreach (var (recipe, changes) in content.Others)
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

    /// <summary>What a sandbox has of a vendor.</summary>
    /// <param name="Others">Of the collections beside the users, those that have content.</param>
    private sealed record Content(
        Vendor Vendor,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Names,
        IEnumerable<MemberChange> Users,
        IReadOnlyList<(Recipe Recipe, List<MemberChange> Changes)> Others
    )
    {
        public static async ValueTask<Content> OfAsync(Sandbox sandbox, Vendor vendor)
        {
            var names = await sandbox.NamesOfAsync(vendor);
            var users = await sandbox.Users(vendor).ChangesAsync();
            var others = new List<(Recipe, List<MemberChange>)>();
            foreach (var recipe in vendor.Recipes.Skip(1))
            {
                // One look, which decides the version too: the sandbox may change meanwhile.
                var changes = (await sandbox.Collection(vendor, recipe).ChangesAsync()).ToList();
                if (changes.Count > 0)
                    others.Add((recipe, changes));
            }

            return new Content(vendor, names, users, others);
        }
    }
}
