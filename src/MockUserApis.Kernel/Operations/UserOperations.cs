using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A sandbox's users; one is shown as JSON in the vendor's own shape.</summary>
internal static class UserOperations
{
    private const int MostListed = 1000;

    /// <summary>Users in order, after a key.</summary>
    public static ValueTask<UserPage> ListAsync(Sandbox sandbox, Vendor vendor, UserQuery query)
    {
        var limit = Given.Number(query.Limit, "limit", 25, MostListed);
        var after = query.After is { } key ? Find(sandbox, vendor, key).Ordinal : 0;
        var store = sandbox.Users(vendor);
        var index = store.Recipe.Indexes[0];
        var page = store.Scan(after).Take(limit + 1).ToList();
        var next = (string?)null;
        if (page.Count > limit)
        {
            page.RemoveAt(limit);
            // A user may have no key to go on from: it opens the next page.
            var named = page.FindLastIndex(u => Population.ValueOf(u.Document, index) is not null);
            if (named >= 0)
            {
                page.RemoveRange(named + 1, page.Count - named - 1);
                next = Population.ValueOf(page[named].Document, index);
            }
        }

        var shown = page.Select(u =>
            new ShownUser(Population.ValueOf(u.Document, index), vendor.Api.Show(u.Document, sandbox))).ToList();
        return new(new UserPage(shown, store.Count, limit, next));
    }

    public static ValueTask<ReadOnlyMemory<byte>> ShowAsync(Sandbox sandbox, Vendor vendor, string key) =>
        new(vendor.Api.Show(Find(sandbox, vendor, key).Document, sandbox));

    /// <summary>A generated user under this key, overlaid by the body.</summary>
    public static ValueTask<ReadOnlyMemory<byte>> PutAsync(
        Sandbox sandbox, Vendor vendor, string key, JsonElement body) =>
        new(vendor.Api.Show(Seeding.Put(sandbox, vendor, key, body).Document, sandbox));

    /// <summary>The user as it is, overlaid by the body.</summary>
    public static ValueTask<ReadOnlyMemory<byte>> PatchAsync(
        Sandbox sandbox, Vendor vendor, string key, JsonElement body)
    {
        var user = Seeding.Patch(sandbox, vendor, Find(sandbox, vendor, key), key, body);
        return new(vendor.Api.Show(user.Document, sandbox));
    }

    /// <summary>Removes a user for good.</summary>
    public static ValueTask RemoveAsync(Sandbox sandbox, Vendor vendor, string key)
    {
        var user = Find(sandbox, vendor, key);
        sandbox.Users(vendor).Delete(user, sandbox.Clock.GetUtcNow(), revivable: false);
        return ValueTask.CompletedTask;
    }

    private static Member Find(Sandbox sandbox, Vendor vendor, string key) =>
        sandbox.Users(vendor).FindKey(key) ?? throw RefusedException.NotFound(
            "user",
            $"Sandbox \"{sandbox.Name}\" has no {vendor.Slug} user \"{key}\". PUT the same address to make one.");
}
