using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// A sandbox's users, and the members of other collections; one is shown as JSON in the vendor's own shape.
/// </summary>
internal static class MemberOperations
{
    private const int MaxListed = 1000;

    /// <summary>The vendor's collections, the users first.</summary>
    public static async ValueTask<IReadOnlyList<CollectionView>> CollectionsAsync(Sandbox sandbox, Vendor vendor)
    {
        var views = new List<CollectionView>();
        foreach (var recipe in vendor.Recipes)
            views.Add(await ViewAsync(sandbox.Collection(vendor, recipe), vendor.Api.Find(recipe)));
        return views;
    }

    /// <summary>Members in order, after a key.</summary>
    public static async ValueTask<MemberPage> ListAsync(Sandbox sandbox, Resource resource, MemberQuery query)
    {
        var limit = Given.Number(query.Limit, "limit", 25, MaxListed);
        var after = query.After is { } key ? (await FindAsync(sandbox, resource, key)).Ordinal : 0;
        if (query.Search is { Length: > 0 } text)
        {
            return await new MemberSearch(sandbox, resource, text).PageAsync(after, limit);
        }

        var members = resource.In(sandbox);
        var index = members.Recipe.Indexes[0];
        var page = await members.ScanAsync(after).Take(limit + 1).ToListAsync();
        var next = (string?)null;
        if (page.Count > limit)
        {
            page.RemoveAt(limit);
            // A member may have no key to go on from: it opens the next page.
            var named = page.FindLastIndex(m => Population.ValueOf(m.Document, index) is not null);
            if (named >= 0)
            {
                page.RemoveRange(named + 1, page.Count - named - 1);
                next = Population.ValueOf(page[named].Document, index);
            }
        }

        return new MemberPage(await ShownAsync(sandbox, resource, page), await members.CountAsync(), limit, next);
    }

    public static async ValueTask<ReadOnlyMemory<byte>> ShowAsync(Sandbox sandbox, Resource resource, string key) =>
        await resource.ShowAsync((await FindAsync(sandbox, resource, key)).Document, sandbox);

    /// <summary>A generated member under this key, overlaid by the body.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> PutAsync(
        Sandbox sandbox,
        Resource resource,
        string key,
        JsonElement body
    ) => await resource.ShowAsync((await Seeding.PutAsync(sandbox, resource, key, body)).Document, sandbox);

    /// <summary>The member as it is, overlaid by the body.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> PatchAsync(
        Sandbox sandbox,
        Resource resource,
        string key,
        JsonElement body
    )
    {
        var found = await FindAsync(sandbox, resource, key);
        var member = await Seeding.PatchAsync(sandbox, resource, found, key, body);
        return await resource.ShowAsync(member.Document, sandbox);
    }

    /// <summary>Removes a member for good.</summary>
    public static async ValueTask RemoveAsync(Sandbox sandbox, Resource resource, string key)
    {
        var member = await FindAsync(sandbox, resource, key);
        await resource.In(sandbox).DeleteAsync(member, sandbox.Clock.GetUtcNow(), revivable: false);
    }

    internal static async ValueTask<IReadOnlyList<ShownMember>> ShownAsync(
        Sandbox sandbox,
        Resource resource,
        IReadOnlyList<Member> members
    )
    {
        var (complete, all) = (await resource.CompletionAsync(sandbox), resource.In(sandbox));
        var shown = new List<ShownMember>();
        foreach (var member in members)
        {
            var key = Population.ValueOf(member.Document, resource.Recipe.Indexes[0]);
            var json = resource.Show(complete?.Invoke(member.Document) ?? member.Document, sandbox);
            shown.Add(new(key, json, await all.HasChangedAsync(member.Ordinal)));
        }

        return shown;
    }

    private static async ValueTask<CollectionView> ViewAsync(Collection members, Resource? resource) =>
        new(
            members.Recipe.Name,
            await members.CountAsync(),
            await members.ChangedCountAsync(),
            members.Recipe.Noun,
            resource is { Links.Count: > 0 }
                ? [.. resource.Links.Select(l => new LinkView(l.Field, l.To.Name, l.Key))]
                : null
        );

    private static async ValueTask<Member> FindAsync(Sandbox sandbox, Resource resource, string key)
    {
        if (await resource.In(sandbox).FindKeyAsync(key) is { } found)
            return found;
        var noun = resource.Recipe.Noun;
        throw RefusedException.NotFound(
            noun,
            $"Sandbox \"{sandbox.Name}\" has no {resource.Vendor.Slug} {noun} \"{key}\". "
                + "PUT the same address to make one."
        );
    }
}
