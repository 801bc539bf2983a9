using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// A kind of things that users share: what the names are kept under, and what the population has of it.
/// </summary>
/// <param name="Same">Which names mean the same thing; null: those of the same characters.</param>
internal sealed record NameKind(
    string Name,
    long FirstId,
    IReadOnlyList<string> Known,
    IEqualityComparer<string>? Same = null
)
{
    public bool Equal(string a, string b) => Same?.Equals(a, b) ?? a == b;
}

/// <summary>A tag, a list or an attribute of the application, as it is called now.</summary>
/// <param name="IsChanged">It is not what it was made as: another one may have been called so before.</param>
internal readonly record struct SharedThing(long Id, string Name, string? Description, bool IsChanged);

/// <summary>
/// The things of one kind, as they are called now: the names as they were first given, under what was renamed and
/// deleted since. An id is given once.
/// </summary>
internal sealed class NameRegister(Sandbox sandbox, Vendor vendor, NameKind kind)
{
    // Keeps a name apart from an earlier one that was given up. A client's own text with it is a name like any other.
    private const char Again = '\u001f';

    private References Given => sandbox.References(vendor, kind.Name, kind.FirstId, kind.Known, kind.Same);

    private IReadOnlyDictionary<long, CurrentName?> Changes => NameChanges.Of(sandbox, vendor)[kind.Name];

    /// <summary>The one of that name, made if new.</summary>
    public async ValueTask<SharedName> GetAsync(string name)
    {
        if (Changes is not { Count: > 0 } changes)
            return await Given.GetAsync(name);
        if (Renamed(changes, name) is { } renamed)
            return renamed;
        var found = await Given.GetAsync(name);
        return found.IsNew || !changes.ContainsKey(found.Id) ? found : await MakeAgainAsync(name, changes.Count);
    }

    /// <summary>Null: there is none, and none is made.</summary>
    public async ValueTask<SharedName?> FindAsync(string name)
    {
        if (Renamed(Changes, name) is { } renamed)
            return renamed;
        return await Given.FindAsync(name) is { } found && !Changes.ContainsKey(found.Id) ? found : null;
    }

    /// <summary>Null: none has this id.</summary>
    public async ValueTask<SharedThing?> AtAsync(long id) =>
        await Given.AtAsync(id) is { } given ? Current(given.Id, given.Spelling, Changes) : null;

    /// <summary>In the order of their ids.</summary>
    public async ValueTask<List<SharedThing>> AllAsync()
    {
        var (given, changes) = (await Given.AllAsync(), Changes);
        var all = new List<SharedThing>(given.Count);
        for (var i = 0; i < given.Count; i++)
            if (Current(kind.FirstId + i, given[i], changes) is { } thing)
                all.Add(thing);
        return all;
    }

    /// <summary>Null: the name is another's.</summary>
    public async ValueTask<SharedThing?> CreateAsync(string name, string? description = null)
    {
        var made = await GetAsync(name);
        if (!made.IsNew)
            return null;
        if (description is { Length: > 0 })
            await AlterAsync(made.Id, _ => new CurrentName(name, description));
        return new SharedThing(made.Id, name, description, Changes.ContainsKey(made.Id));
    }

    /// <summary>Null: it is gone.</summary>
    /// <param name="name">Null: it stays. It is no other one's: <see cref="FindAsync"/> says so.</param>
    /// <param name="description">Null: it stays.</param>
    public async ValueTask<SharedThing?> ChangeAsync(SharedThing thing, string? name, string? description = null)
    {
        await AlterAsync(
            thing.Id,
            newest =>
                newest is { IsDeleted: true }
                    ? null
                    : new CurrentName(
                        name ?? newest.Now?.Name ?? thing.Name,
                        description ?? newest.Now?.Description ?? thing.Description
                    )
        );
        return await AtAsync(thing.Id);
    }

    public ValueTask DeleteAsync(long id) => AlterAsync(id, _ => null);

    private static SharedThing? Current(long id, string given, IReadOnlyDictionary<long, CurrentName?> changes)
    {
        if (!changes.TryGetValue(id, out var now))
            return new SharedThing(id, given, null, IsChanged: false);
        return now is null ? null : new SharedThing(id, now.Name, now.Description, IsChanged: true);
    }

    private SharedName? Renamed(IReadOnlyDictionary<long, CurrentName?> changes, string name)
    {
        foreach (var (id, now) in changes)
            if (now is not null && kind.Equal(now.Name, name))
                return new SharedName(id, now.Name, IsNew: false);
        return null;
    }

    // Who had the name first gave it up, but is told by it still.
    private async ValueTask<SharedName> MakeAgainAsync(string name, int after)
    {
        // What has no room makes no name.
        Altered(NameChanges.Of(sandbox, vendor), long.MaxValue, new CurrentName(name));
        while (true)
        {
            var made = await Given.GetAsync(FormattableString.Invariant($"{name}{Again}{after++}"));
            if (!made.IsNew)
                continue;
            await AlterAsync(made.Id, _ => new CurrentName(name));
            return new SharedName(made.Id, name, IsNew: true);
        }
    }

    private ValueTask AlterAsync(long id, Func<(CurrentName? Now, bool IsDeleted), CurrentName?> change) =>
        sandbox.AlterAsync(
            vendor,
            NameSetting.Instance,
            text =>
            {
                var newest = NameSetting.Instance.Of(text);
                var isKnown = newest[kind.Name].TryGetValue(id, out var now);
                return Altered(newest, id, change((now, isKnown && now is null)));
            }
        );

    private string Altered(NameChanges newest, long id, CurrentName? now) =>
        NameSetting.Of(newest.With(kind.Name, id, now));
}
