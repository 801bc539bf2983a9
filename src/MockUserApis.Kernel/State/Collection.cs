using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>A change that another member's value stands in the way of.</summary>
public sealed record Conflict(MemberIndex Index, string Value, Member Holder);

/// <summary>A member that differs from the population: changed, created, or deleted at an instant.</summary>
public sealed record MemberChange(long Ordinal, Document Document, DateTimeOffset? DeletedAt, bool Revivable);

/// <summary>
/// The members of one of a vendor's collections in one sandbox: the generated population, under the changes made to it.
/// Only changes are kept.
/// </summary>
public abstract class Collection(Population population)
{
    public Recipe Recipe => population.Recipe;

    public Population Population => population;

    /// <summary>How many members are live.</summary>
    public abstract ValueTask<long> CountAsync();

    public ValueTask<Member?> FindKeyAsync(string key) => FindAsync(Recipe.Indexes[0], key);

    public abstract ValueTask<Member?> FindAsync(MemberIndex index, string value);

    /// <summary>A member that was deleted softly, with the instant.</summary>
    public abstract ValueTask<(Member Member, DateTimeOffset DeletedAt)?> FindDeletedAsync(string key);

    public abstract ValueTask<Member?> AtAsync(long ordinal);

    /// <summary>
    /// Live members in order of their ordinals, those after <paramref name="after"/>. Generated as they are read.
    /// </summary>
    public abstract IAsyncEnumerable<Member> ScanAsync(long after = 0);

    /// <summary>
    /// Live members from a position on, counted from 0 in order of their ordinals. What comes before is not generated.
    /// </summary>
    public async IAsyncEnumerable<Member> FromAsync(long position)
    {
        var after = position;
        foreach (var gone in await GoneAsync())
        {
            if (gone > after)
                break;
            after++;
        }

        await foreach (var member in ScanAsync(after))
            yield return member;
    }

    /// <summary>Those of these ordinals that are live, in their order.</summary>
    public virtual async ValueTask<IReadOnlyList<Member>> AtAllAsync(IReadOnlyList<long> ordinals)
    {
        var found = new List<Member>(ordinals.Count);
        foreach (var ordinal in ordinals)
            if (await AtAsync(ordinal) is { } member)
                found.Add(member);
        return found;
    }

    /// <summary>
    /// Live members of a group in order of their ordinals, or the other way round: at most so many of those behind an
    /// ordinal (0, or <see cref="long.MaxValue"/> backwards, is before all). The rest of the collection is not read.
    /// </summary>
    public async ValueTask<IReadOnlyList<Member>> OfAsync(
        MemberGroup group,
        string value,
        long behind,
        int limit,
        bool backwards = false
    )
    {
        var ordinals = new GroupOrdinals(Population.Ordinals(group, value), await KeptAsync(group, value));
        var found = new List<Member>();
        var following = backwards ? ordinals.Before(behind) : ordinals.After(behind);
        foreach (var some in following.Chunk(Math.Max(limit, 1)))
        {
            foreach (var member in await AtAllAsync(some))
            {
                if (found.Count < limit && Population.Has(member.Document, group.Field, value))
                    found.Add(member);
            }

            if (found.Count >= limit)
                break;
        }

        return found;
    }

    /// <summary>
    /// Ordinals of members that were added to a group or came into it by a change, in order; some may have left it.
    /// </summary>
    public abstract ValueTask<IReadOnlyList<long>> KeptAsync(MemberGroup group, string value);

    /// <summary>
    /// Live members that are kept, in no order: all that are not as the population has them, and some that are.
    /// </summary>
    public abstract ValueTask<IEnumerable<Member>> ChangedAsync();

    /// <summary>Whether the member is among <see cref="ChangedAsync"/>, or was deleted.</summary>
    public abstract ValueTask<bool> HasChangedAsync(long ordinal);

    /// <summary>How many members were changed, added or deleted.</summary>
    public abstract ValueTask<long> ChangedCountAsync();

    /// <summary>Throws when a change of the member has no room.</summary>
    /// <exception cref="StoreFullException">There is no room; nothing was changed.</exception>
    public virtual void MakeSure(Member member) { }

    /// <summary>
    /// Replaces the member's document by what <paramref name="change"/> makes of the newest one (it may run more than
    /// once). Null when the member is gone; a conflict leaves everything as it was.
    /// </summary>
    public abstract ValueTask<(Document? Document, Conflict? Conflict)> ChangeAsync(
        Member member,
        Func<Document, Document> change
    );

    /// <summary>
    /// Adds a member; <paramref name="make"/> gets its new ordinal (and may run more than once). A conflict adds
    /// nothing.
    /// </summary>
    public abstract ValueTask<(Member Member, Conflict? Conflict)> AddAsync(Func<long, Document> make);

    /// <summary>
    /// Deletes the member; <paramref name="revivable"/> keeps what it had for <see cref="ReviveAsync"/>. False when it
    /// was gone already.
    /// </summary>
    public abstract ValueTask<bool> DeleteAsync(Member member, DateTimeOffset now, bool revivable);

    /// <summary>Deletes what was added, unless it was changed or deleted since: false then.</summary>
    /// <param name="added">As <see cref="AddAsync"/> gave it.</param>
    public abstract ValueTask<bool> TakeBackAsync(Member added, DateTimeOffset now);

    /// <summary>
    /// Brings a softly deleted member back as <paramref name="document"/>; a conflict or a race leaves it deleted.
    /// </summary>
    public abstract ValueTask<(bool Done, Conflict? Conflict)> ReviveAsync(Member member, Document document);

    /// <summary>Everything that differs from the population, in order of ordinals.</summary>
    public abstract ValueTask<IEnumerable<MemberChange>> ChangesAsync();

    /// <summary>Fills an untouched collection with the changes of another.</summary>
    public abstract ValueTask RestoreAsync(IEnumerable<MemberChange> changes);

    /// <summary>Ordinals of deleted members, in order.</summary>
    protected abstract ValueTask<IEnumerable<long>> GoneAsync();

    protected async ValueTask<Conflict?> ConflictOfAsync(Document document, long ordinal)
    {
        foreach (var index in Recipe.Indexes)
        {
            if (
                index.Unique
                && Population.ValueOf(document, index) is { } value
                && await FindAsync(index, value) is { } holder
                && holder.Ordinal != ordinal
            )
            {
                return new Conflict(index, value, holder);
            }
        }

        return null;
    }

    protected bool SameKeys(Document a, Document b)
    {
        for (var i = 0; i < Recipe.Indexes.Count; i++)
        {
            var field = Recipe.Indexes[i].Field;
            if (!a[field].SequenceEqual(b[field]))
                return false;
        }

        for (var i = 0; i < Recipe.Groups.Count; i++)
        {
            var field = Recipe.Groups[i].Field;
            if (!a[field].SequenceEqual(b[field]))
                return false;
        }

        return true;
    }
}
