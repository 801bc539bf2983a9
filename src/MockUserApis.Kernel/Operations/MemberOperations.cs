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
    private const int MostListed = 1000;

    /// <summary>The vendor's collections, the users first.</summary>
    public static ValueTask<IReadOnlyList<CollectionView>> CollectionsAsync(Sandbox sandbox, Vendor vendor) =>
        new([.. vendor.Recipes.Select(r => View(sandbox.Collection(vendor, r)))]);

    /// <summary>Members in order, after a key.</summary>
    public static ValueTask<MemberPage> ListAsync(Sandbox sandbox, Resource resource, MemberQuery query)
    {
        var limit = Given.Number(query.Limit, "limit", 25, MostListed);
        var after = query.After is { } key ? Find(sandbox, resource, key).Ordinal : 0;
        if (query.Search is { Length: > 0 } text)
        {
            return new(new MemberSearch(sandbox, resource, text).Page(after, limit));
        }

        var members = resource.In(sandbox);
        var index = members.Recipe.Indexes[0];
        var page = members.Scan(after).Take(limit + 1).ToList();
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

        return new(new MemberPage([.. page.Select(m => Shown(sandbox, resource, m))], members.Count, limit, next));
    }

    public static ValueTask<ReadOnlyMemory<byte>> ShowAsync(Sandbox sandbox, Resource resource, string key) =>
        new(resource.Show(Find(sandbox, resource, key).Document, sandbox));

    /// <summary>A generated member under this key, overlaid by the body.</summary>
    public static ValueTask<ReadOnlyMemory<byte>> PutAsync(
        Sandbox sandbox,
        Resource resource,
        string key,
        JsonElement body
    ) => new(resource.Show(Seeding.Put(sandbox, resource, key, body).Document, sandbox));

    /// <summary>The member as it is, overlaid by the body.</summary>
    public static ValueTask<ReadOnlyMemory<byte>> PatchAsync(
        Sandbox sandbox,
        Resource resource,
        string key,
        JsonElement body
    )
    {
        var member = Seeding.Patch(sandbox, resource, Find(sandbox, resource, key), key, body);
        return new(resource.Show(member.Document, sandbox));
    }

    /// <summary>Removes a member for good.</summary>
    public static ValueTask RemoveAsync(Sandbox sandbox, Resource resource, string key)
    {
        var member = Find(sandbox, resource, key);
        resource.In(sandbox).Delete(member, sandbox.Clock.GetUtcNow(), revivable: false);
        return ValueTask.CompletedTask;
    }

    internal static ShownMember Shown(Sandbox sandbox, Resource resource, Member member)
    {
        var members = resource.In(sandbox);
        return new(
            Population.ValueOf(member.Document, members.Recipe.Indexes[0]),
            resource.Show(member.Document, sandbox),
            members.HasChanged(member.Ordinal)
        );
    }

    private static CollectionView View(Collection members) =>
        new(members.Recipe.Name, members.Count, members.ChangedCount);

    private static Member Find(Sandbox sandbox, Resource resource, string key)
    {
        if (resource.In(sandbox).FindKey(key) is { } found)
            return found;
        var noun = resource.Recipe.Noun;
        throw RefusedException.NotFound(
            noun,
            $"Sandbox \"{sandbox.Name}\" has no {resource.Vendor.Slug} {noun} \"{key}\". "
                + "PUT the same address to make one."
        );
    }
}
