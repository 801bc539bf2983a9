using System.Collections.Concurrent;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// A user's change is one compare-and-swap; creating, deleting and changing an id or e-mail take the store's lock. Room
/// is taken before anything is changed.
/// </summary>
public sealed class MemoryUserStore(Population population, Quota.Share? share = null) : UserStore(population)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, UserSlot> slots = new();
    private readonly ConcurrentDictionary<string, UserSlot>[] aliases =
        [.. population.Recipe.Indexes.Select(_ => new ConcurrentDictionary<string, UserSlot>(StringComparer.Ordinal))];

    private readonly Document nothing = Document.Build(population.Recipe.Shape, _ => { });

    private long last = population.Size;
    private long count = population.Size;

    public override long Count => Interlocked.Read(ref count);

    public override StoredUser? Find(UserIndex index, string value)
    {
        if (Live(index, value) is { } user) return user;
        if (Population.Find(index, value) is not { } generated) return null;
        // Another request may just now have changed it for the first time: what it has become counts.
        return slots.ContainsKey(generated.Ordinal) ? Live(index, value) : generated;
    }

    public override (StoredUser User, DateTimeOffset DeletedAt)? FindDeleted(string key) =>
        Held(Recipe.Indexes[0], key) is var (slot, state) && state is { DeletedAt: { } at, Revivable: true } ? (new StoredUser(slot.Ordinal, state.Document), at) : null;

    public override StoredUser? At(long ordinal) =>
        slots.TryGetValue(ordinal, out var slot) ? slot.State is { DeletedAt: null } state ? new StoredUser(ordinal, state.Document) : null
        : Population.At(ordinal);

    public override IEnumerable<StoredUser> Scan(long after = 0)
    {
        // No ordinal follows the greatest.
        for (var i = after; i < Interlocked.Read(ref last);) if (At(++i) is { } user) yield return user;
    }

    public override IEnumerable<StoredUser> Changed()
    {
        foreach (var slot in slots.Values) if (slot.State is { DeletedAt: null } state) yield return new StoredUser(slot.Ordinal, state.Document);
    }

    public override bool HasChanged(long ordinal) => slots.ContainsKey(ordinal);

    public override (Document? Document, Conflict? Conflict) Change(StoredUser user, Func<Document, Document> change)
    {
        UserSlot? slot;
        while (!slots.TryGetValue(user.Ordinal, out slot))
        {
            if (ChangeFirst(user, change) is { } done) return done;
        }

        while (slot.State is { DeletedAt: null } before)
        {
            var after = change(before.Document);
            if (SameKeys(before.Document, after))
            {
                if (Swap(slot, before, new UserState(after), moves: false)) return (after, null);
                continue;
            }

            lock (gate)
            {
                if (!ReferenceEquals(slot.State, before)) continue;
                if (ConflictOf(after, user.Ordinal) is { } conflict) return (before.Document, conflict);
                if (Swap(slot, before, new UserState(after), moves: true)) return (after, null);
            }
        }

        return default;
    }

    public override (StoredUser User, Conflict? Conflict) Add(Func<long, Document> make)
    {
        lock (gate)
        {
            var ordinal = last + 1;
            var document = make(ordinal);
            if (ConflictOf(document, ordinal) is { } conflict) return (default, conflict);
            share?.Take(1, Quota.SizeOf(document));
            var slot = slots[ordinal] = new UserSlot(ordinal, new UserState(document));
            Register(slot, document);
            last = ordinal;
            count++;
            return (new StoredUser(ordinal, document), null);
        }
    }

    public override bool Delete(StoredUser user, DateTimeOffset now, bool revivable)
    {
        lock (gate)
        {
            var slot = Touch(user);
            while (slot.State is { DeletedAt: null } before)
            {
                var left = revivable ? before.Document : nothing;
                if (!Swap(slot, before, new UserState(left, now, revivable), moves: true)) continue;
                count--;
                return true;
            }

            return false;
        }
    }

    public override (bool Done, Conflict? Conflict) Revive(StoredUser user, Document document)
    {
        lock (gate)
        {
            var slot = Touch(user);
            if (slot.State is not { DeletedAt: not null } before) return (false, null);
            if (ConflictOf(document, user.Ordinal) is { } conflict) return (false, conflict);
            Swap(slot, before, new UserState(document), moves: true);
            count++;
            return (true, null);
        }
    }

    // Values is a copy; to sort the dictionary itself would fail when one is added meanwhile.
    public override IEnumerable<UserChange> Changes => slots.Values.OrderBy(s => s.Ordinal).Select(s => s.State.Of(s.Ordinal));

    public override void Restore(IEnumerable<UserChange> changes)
    {
        lock (gate)
        {
            foreach (var change in changes)
            {
                share?.Force(1, Quota.SizeOf(change.Document));
                var slot = slots[change.Ordinal] = new UserSlot(change.Ordinal, new UserState(change.Document, change.DeletedAt, change.Revivable));
                Register(slot, change.Document);
                if (change.Ordinal > Population.Size) (last, count) = (Math.Max(last, change.Ordinal), change.DeletedAt is null ? count + 1 : count);
                else if (change.DeletedAt is not null) count--;
            }
        }
    }

    protected override IEnumerable<long> Gone => slots.Values.Where(s => s.State.DeletedAt is not null).Select(s => s.Ordinal).Order();

    private StoredUser? Live(UserIndex index, string value) =>
        Held(index, value) is var (slot, state) && state.DeletedAt is null ? new StoredUser(slot.Ordinal, state.Document) : null;

    private (UserSlot Slot, UserState State)? Held(UserIndex index, string value) =>
        aliases[IndexOf(index)].TryGetValue(value, out var slot) && Having(slot, index, value) is { } found ? found
        : Population.Ordinal(index, value) is { } ordinal && slots.TryGetValue(ordinal, out slot) ? Having(slot, index, value) : null;

    // One look at the state: what has the value is what is answered.
    private static (UserSlot Slot, UserState State)? Having(UserSlot slot, UserIndex index, string value) =>
        slot.State is var state && Population.Has(state.Document, index, value) ? (slot, state) : null;

    // A user as the population has it gets its slot with the change, and its room before that: what is refused leaves
    // nothing. Null: another was first.
    private (Document? Document, Conflict? Conflict)? ChangeFirst(StoredUser user, Func<Document, Document> change)
    {
        var size = Quota.SizeOf(user.Document);
        share?.Take(1, size);
        var added = false;
        try
        {
            var after = change(user.Document);
            if (SameKeys(user.Document, after)) added = AddChanged(user, after);
            else
            {
                lock (gate)
                {
                    if (ConflictOf(after, user.Ordinal) is { } conflict) return (user.Document, conflict);
                    added = AddChanged(user, after);
                    if (added) Register(slots[user.Ordinal], after);
                }
            }

            return added ? (after, null) : null;
        }
        finally
        {
            if (!added) share?.Take(-1, -size);
        }
    }

    private bool AddChanged(StoredUser user, Document after)
    {
        var more = after.Size - user.Document.Size;
        share?.Take(0, more);
        if (slots.TryAdd(user.Ordinal, new UserSlot(user.Ordinal, new UserState(after)))) return true;
        share?.Take(0, -more);
        return false;
    }

    private UserSlot Touch(StoredUser user)
    {
        if (slots.TryGetValue(user.Ordinal, out var slot)) return slot;
        var size = Quota.SizeOf(user.Document);
        share?.Take(1, size);
        var own = new UserSlot(user.Ordinal, new UserState(user.Document));
        slot = slots.GetOrAdd(user.Ordinal, own);
        if (!ReferenceEquals(slot, own)) share?.Take(-1, -size);
        return slot;
    }

    // What moves is found by other values afterwards, and needs the lock.
    private bool Swap(UserSlot slot, UserState before, UserState after, bool moves)
    {
        var more = after.Document.Size - before.Document.Size;
        share?.Take(0, more);
        if (moves) Register(slot, after.Document);
        if (!slot.Replace(before, after))
        {
            share?.Take(0, -more);
            return false;
        }

        if (moves) GiveUp(slot, before.Document, after.Document);
        return true;
    }

    private void Register(UserSlot slot, Document document)
    {
        foreach (var index in Recipe.Indexes)
        {
            if (Population.ValueOf(document, index) is { } value) aliases[IndexOf(index)][value] = slot;
        }
    }

    // Who looks up a given-up value meanwhile compares with the document before it believes an alias.
    private void GiveUp(UserSlot slot, Document before, Document after)
    {
        foreach (var index in Recipe.Indexes)
        {
            if (Population.ValueOf(before, index) is not { } value || Population.Has(after, index, value)) continue;
            aliases[IndexOf(index)].TryRemove(KeyValuePair.Create(value, slot));
        }
    }

    private sealed record UserState(Document Document, DateTimeOffset? DeletedAt = null, bool Revivable = false)
    {
        public UserChange Of(long ordinal) => new(ordinal, Document, DeletedAt, Revivable);
    }

    private sealed class UserSlot(long ordinal, UserState state)
    {
        private UserState state = state;

        public long Ordinal => ordinal;

        public UserState State => Volatile.Read(ref state);

        public bool Replace(UserState before, UserState after) => ReferenceEquals(Interlocked.CompareExchange(ref state, after, before), before);
    }
}
