using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>A change that another user's value stands in the way of.</summary>
public sealed record Conflict(UserIndex Index, string Value, StoredUser Holder);

/// <summary>A user that differs from the population: changed, created, or deleted at an instant.</summary>
public sealed record UserChange(long Ordinal, Document Document, DateTimeOffset? DeletedAt, bool Revivable);

/// <summary>A vendor's users in one sandbox: the generated population, under the changes made to it. Only changes are kept.</summary>
public abstract class UserStore(Population population)
{
    public Recipe Recipe => population.Recipe;

    public Population Population => population;

    /// <summary>How many users are live.</summary>
    public abstract long Count { get; }

    public StoredUser? FindKey(string key) => Find(Recipe.Indexes[0], key);

    public abstract StoredUser? Find(UserIndex index, string value);

    /// <summary>A user that was deleted softly, with the instant.</summary>
    public abstract (StoredUser User, DateTimeOffset DeletedAt)? FindDeleted(string key);

    public abstract StoredUser? At(long ordinal);

    /// <summary>Live users in order of their ordinals, those after <paramref name="after"/>. Generated as they are read.</summary>
    public abstract IEnumerable<StoredUser> Scan(long after = 0);

    /// <summary>Live users from a position on, counted from 0 in order of their ordinals. What comes before is not generated.</summary>
    public IEnumerable<StoredUser> From(long position)
    {
        var after = position;
        foreach (var gone in Gone)
        {
            if (gone > after) break;
            after++;
        }

        return Scan(after);
    }

    /// <summary>Live users that are kept, in no order: all that are not as the population has them, and some that are.</summary>
    public abstract IEnumerable<StoredUser> Changed();

    /// <summary>Whether the user is among <see cref="Changed"/>, or was deleted.</summary>
    public abstract bool HasChanged(long ordinal);

    /// <summary>
    /// Replaces the user's document by what <paramref name="change"/> makes of the newest one (it may run more than once).
    /// Null when the user is gone; a conflict leaves everything as it was.
    /// </summary>
    public abstract (Document? Document, Conflict? Conflict) Change(StoredUser user, Func<Document, Document> change);

    /// <summary>Adds a user; <paramref name="make"/> gets its new ordinal (and may run more than once). A conflict adds nothing.</summary>
    public abstract (StoredUser User, Conflict? Conflict) Add(Func<long, Document> make);

    /// <summary>Deletes the user; <paramref name="revivable"/> keeps what it had for <see cref="Revive"/>. False when it was gone already.</summary>
    public abstract bool Delete(StoredUser user, DateTimeOffset now, bool revivable);

    /// <summary>Brings a softly deleted user back as <paramref name="document"/>; a conflict or a race leaves it deleted.</summary>
    public abstract (bool Done, Conflict? Conflict) Revive(StoredUser user, Document document);

    /// <summary>Everything that differs from the population, in order of ordinals.</summary>
    public abstract IEnumerable<UserChange> Changes { get; }

    /// <summary>Fills an untouched store with the changes of another.</summary>
    public abstract void Restore(IEnumerable<UserChange> changes);

    /// <summary>Ordinals of deleted users, in order.</summary>
    protected abstract IEnumerable<long> Gone { get; }

    protected Conflict? ConflictOf(Document document, long ordinal)
    {
        foreach (var index in Recipe.Indexes)
        {
            if (index.Unique && Population.ValueOf(document, index) is { } value && Find(index, value) is { } holder && holder.Ordinal != ordinal)
            {
                return new Conflict(index, value, holder);
            }
        }

        return null;
    }

    protected bool SameKeys(Document a, Document b)
    {
        for (var i = 0; i < Recipe.Indexes.Count; i++) if (!a[Recipe.Indexes[i].Field].SequenceEqual(b[Recipe.Indexes[i].Field])) return false;
        return true;
    }

    protected int IndexOf(UserIndex index)
    {
        for (var i = 0; i < Recipe.Indexes.Count; i++) if (ReferenceEquals(Recipe.Indexes[i], index)) return i;
        throw new ArgumentException($"{index.Field} is not an index of this vendor.", nameof(index));
    }
}
