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
    public abstract long Count { get; }

    public Member? FindKey(string key) => Find(Recipe.Indexes[0], key);

    public abstract Member? Find(MemberIndex index, string value);

    /// <summary>A member that was deleted softly, with the instant.</summary>
    public abstract (Member Member, DateTimeOffset DeletedAt)? FindDeleted(string key);

    public abstract Member? At(long ordinal);

    /// <summary>
    /// Live members in order of their ordinals, those after <paramref name="after"/>. Generated as they are read.
    /// </summary>
    public abstract IEnumerable<Member> Scan(long after = 0);

    /// <summary>
    /// Live members from a position on, counted from 0 in order of their ordinals. What comes before is not generated.
    /// </summary>
    public IEnumerable<Member> From(long position)
    {
        var after = position;
        foreach (var gone in Gone)
        {
            if (gone > after)
                break;
            after++;
        }

        return Scan(after);
    }

    /// <summary>
    /// Live members that are kept, in no order: all that are not as the population has them, and some that are.
    /// </summary>
    public abstract IEnumerable<Member> Changed();

    /// <summary>Whether the member is among <see cref="Changed"/>, or was deleted.</summary>
    public abstract bool HasChanged(long ordinal);

    /// <summary>How many members were changed, added or deleted.</summary>
    public abstract long ChangedCount { get; }

    /// <summary>Throws when a change of the member has no room.</summary>
    /// <exception cref="StoreFullException">There is no room; nothing was changed.</exception>
    public virtual void MakeSure(Member member) { }

    /// <summary>
    /// Replaces the member's document by what <paramref name="change"/> makes of the newest one (it may run more than
    /// once). Null when the member is gone; a conflict leaves everything as it was.
    /// </summary>
    public abstract (Document? Document, Conflict? Conflict) Change(Member member, Func<Document, Document> change);

    /// <summary>
    /// Adds a member; <paramref name="make"/> gets its new ordinal (and may run more than once). A conflict adds
    /// nothing.
    /// </summary>
    public abstract (Member Member, Conflict? Conflict) Add(Func<long, Document> make);

    /// <summary>
    /// Deletes the member; <paramref name="revivable"/> keeps what it had for <see cref="Revive"/>. False when it was
    /// gone already.
    /// </summary>
    public abstract bool Delete(Member member, DateTimeOffset now, bool revivable);

    /// <summary>
    /// Brings a softly deleted member back as <paramref name="document"/>; a conflict or a race leaves it deleted.
    /// </summary>
    public abstract (bool Done, Conflict? Conflict) Revive(Member member, Document document);

    /// <summary>Everything that differs from the population, in order of ordinals.</summary>
    public abstract IEnumerable<MemberChange> Changes { get; }

    /// <summary>Fills an untouched collection with the changes of another.</summary>
    public abstract void Restore(IEnumerable<MemberChange> changes);

    /// <summary>Ordinals of deleted members, in order.</summary>
    protected abstract IEnumerable<long> Gone { get; }

    protected Conflict? ConflictOf(Document document, long ordinal)
    {
        foreach (var index in Recipe.Indexes)
        {
            if (
                index.Unique
                && Population.ValueOf(document, index) is { } value
                && Find(index, value) is { } holder
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

        return true;
    }
}
