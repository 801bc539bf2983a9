using System.Collections.Concurrent;

namespace MockUserApis.Kernel;

/// <summary>A live user of a sandbox.</summary>
public readonly record struct StoredUser(long Ordinal, Document Document);

/// <summary>A change that another user's value stands in the way of.</summary>
public sealed record Conflict(UserIndex Index, string Value, StoredUser Holder);

/// <summary>A user that differs from the population: changed, created, or deleted at an instant.</summary>
public sealed record UserChange(long Ordinal, Document Document, DateTimeOffset? DeletedAt, bool Revivable);

/// <summary>
/// A vendor's users in one sandbox: the generated population, under the changes made to it. Only changes take memory.
/// A user's change is one compare-and-swap; creating, deleting and changing an id or e-mail take the store's lock.
/// </summary>
public sealed class UserStore(Population population)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, UserSlot> slots = new();
    private readonly ConcurrentDictionary<string, UserSlot>[] aliases =
        [.. population.Recipe.Indexes.Select(_ => new ConcurrentDictionary<string, UserSlot>(StringComparer.Ordinal))];

    private long last = population.Size;
    private long count = population.Size;

    public Recipe Recipe => population.Recipe;

    public Population Population => population;

    /// <summary>How many users are live.</summary>
    public long Count => Interlocked.Read(ref count);

    public StoredUser? FindKey(string key) => Find(Recipe.Indexes[0], key);

    public StoredUser? Find(UserIndex index, string value) =>
        Slot(index, value) is { State: { DeletedAt: null } state } slot ? new StoredUser(slot.Ordinal, state.Document)
        : population.Find(index, value) is { } user && !slots.ContainsKey(user.Ordinal) ? user : null;

    /// <summary>A user that was deleted softly, with the instant.</summary>
    public (StoredUser User, DateTimeOffset DeletedAt)? FindDeleted(string key) =>
        Slot(Recipe.Indexes[0], key) is { State: { DeletedAt: { } at, Revivable: true } state } slot ? (new StoredUser(slot.Ordinal, state.Document), at) : null;

    public StoredUser? At(long ordinal) =>
        slots.TryGetValue(ordinal, out var slot) ? slot.State is { DeletedAt: null } state ? new StoredUser(ordinal, state.Document) : null
        : population.At(ordinal);

    /// <summary>Live users in order of their ordinals, those after <paramref name="after"/>. Generated as they are read.</summary>
    public IEnumerable<StoredUser> Scan(long after = 0)
    {
        for (var i = after + 1; i <= Interlocked.Read(ref last); i++) if (At(i) is { } user) yield return user;
    }

    /// <summary>Live users from a position on, counted from 0 in order of their ordinals. What comes before is not generated.</summary>
    public IEnumerable<StoredUser> From(long position)
    {
        var after = position;
        foreach (var gone in slots.Values.Where(s => s.State.DeletedAt is not null).Select(s => s.Ordinal).Order())
        {
            if (gone > after) break;
            after++;
        }

        return Scan(after);
    }

    /// <summary>Live users that are held in memory, in no order: all that are not as the population has them, and some that are.</summary>
    public IEnumerable<StoredUser> Changed()
    {
        foreach (var slot in slots.Values) if (slot.State is { DeletedAt: null } state) yield return new StoredUser(slot.Ordinal, state.Document);
    }

    /// <summary>Whether the user is among <see cref="Changed"/>, or was deleted.</summary>
    public bool HasChanged(long ordinal) => slots.ContainsKey(ordinal);

    /// <summary>
    /// Replaces the user's document by what <paramref name="change"/> makes of the newest one (it may run more than once).
    /// Null when the user is gone; a conflict leaves everything as it was.
    /// </summary>
    public (Document? Document, Conflict? Conflict) Change(StoredUser user, Func<Document, Document> change)
    {
        var slot = Touch(user);
        while (slot.State is { DeletedAt: null } before)
        {
            var after = change(before.Document);
            if (SameKeys(before.Document, after))
            {
                if (slot.Replace(before, new UserState(after))) return (after, null);
                continue;
            }

            lock (gate)
            {
                if (!ReferenceEquals(slot.State, before)) continue;
                if (ConflictOf(after, user.Ordinal) is { } conflict) return (before.Document, conflict);
                Register(slot, after);
                if (slot.Replace(before, new UserState(after))) return (after, null);
            }
        }

        return default;
    }

    /// <summary>Adds a user; <paramref name="make"/> gets its new ordinal. A conflict adds nothing.</summary>
    public (StoredUser User, Conflict? Conflict) Add(Func<long, Document> make)
    {
        lock (gate)
        {
            var ordinal = last + 1;
            var document = make(ordinal);
            if (ConflictOf(document, ordinal) is { } conflict) return (default, conflict);
            var slot = slots[ordinal] = new UserSlot(ordinal, new UserState(document));
            Register(slot, document);
            last = ordinal;
            count++;
            return (new StoredUser(ordinal, document), null);
        }
    }

    /// <summary>Deletes the user; <paramref name="revivable"/> keeps what it had for <see cref="Revive"/>. False when it was gone already.</summary>
    public bool Delete(StoredUser user, DateTimeOffset now, bool revivable)
    {
        lock (gate)
        {
            var slot = Touch(user);
            while (slot.State is { DeletedAt: null } before)
            {
                if (!slot.Replace(before, new UserState(before.Document, now, revivable))) continue;
                Register(slot, before.Document);
                count--;
                return true;
            }

            return false;
        }
    }

    /// <summary>Brings a softly deleted user back as <paramref name="document"/>; a conflict or a race leaves it deleted.</summary>
    public (bool Done, Conflict? Conflict) Revive(StoredUser user, Document document)
    {
        lock (gate)
        {
            var slot = Touch(user);
            if (slot.State is not { DeletedAt: not null } before) return (false, null);
            if (ConflictOf(document, user.Ordinal) is { } conflict) return (false, conflict);
            Register(slot, document);
            slot.Replace(before, new UserState(document));
            count++;
            return (true, null);
        }
    }

    /// <summary>Everything that differs from the population, in order of ordinals.</summary>
    public IEnumerable<UserChange> Changes => slots.OrderBy(s => s.Key).Select(s => new UserChange(s.Key, s.Value.State.Document, s.Value.State.DeletedAt, s.Value.State.Revivable));

    /// <summary>Fills an untouched store with the changes of another.</summary>
    public void Restore(IEnumerable<UserChange> changes)
    {
        lock (gate)
        {
            foreach (var change in changes)
            {
                var slot = slots[change.Ordinal] = new UserSlot(change.Ordinal, new UserState(change.Document, change.DeletedAt, change.Revivable));
                Register(slot, change.Document);
                if (change.Ordinal > population.Size) (last, count) = (Math.Max(last, change.Ordinal), change.DeletedAt is null ? count + 1 : count);
                else if (change.DeletedAt is not null) count--;
            }
        }
    }

    private UserSlot? Slot(UserIndex index, string value)
    {
        if (aliases[IndexOf(index)].TryGetValue(value, out var slot) && Population.Has(slot.State.Document, index, value)) return slot;
        return population.Ordinal(index, value) is { } ordinal && slots.TryGetValue(ordinal, out slot)
            && Population.Has(slot.State.Document, index, value) ? slot : null;
    }

    private UserSlot Touch(StoredUser user) => slots.TryGetValue(user.Ordinal, out var slot) ? slot
        : slots.GetOrAdd(user.Ordinal, static (ordinal, document) => new UserSlot(ordinal, new UserState(document)), user.Document);

    private Conflict? ConflictOf(Document document, long ordinal)
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

    private bool SameKeys(Document a, Document b)
    {
        for (var i = 0; i < Recipe.Indexes.Count; i++) if (!a[Recipe.Indexes[i].Field].SequenceEqual(b[Recipe.Indexes[i].Field])) return false;
        return true;
    }

    // Values that were given up stay as aliases: a look-up compares with the document before it believes one.
    private void Register(UserSlot slot, Document document)
    {
        foreach (var index in Recipe.Indexes)
        {
            if (Population.ValueOf(document, index) is { } value) aliases[IndexOf(index)][value] = slot;
        }
    }

    private int IndexOf(UserIndex index)
    {
        for (var i = 0; i < Recipe.Indexes.Count; i++) if (ReferenceEquals(Recipe.Indexes[i], index)) return i;
        throw new ArgumentException($"{index.Field} is not an index of this vendor.", nameof(index));
    }

    private sealed record UserState(Document Document, DateTimeOffset? DeletedAt = null, bool Revivable = false);

    private sealed class UserSlot(long ordinal, UserState state)
    {
        private UserState state = state;

        public long Ordinal => ordinal;

        public UserState State => Volatile.Read(ref state);

        public bool Replace(UserState before, UserState after) => ReferenceEquals(Interlocked.CompareExchange(ref state, after, before), before);
    }
}
