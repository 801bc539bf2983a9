using System.Collections.Concurrent;

namespace MockUserApis.Kernel;

/// <summary>A user's change is one compare-and-swap; creating, deleting and changing an id or e-mail take the store's lock.</summary>
public sealed class MemoryUserStore(Population population) : UserStore(population)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, UserSlot> slots = new();
    private readonly ConcurrentDictionary<string, UserSlot>[] aliases =
        [.. population.Recipe.Indexes.Select(_ => new ConcurrentDictionary<string, UserSlot>(StringComparer.Ordinal))];

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
        for (var i = after + 1; i <= Interlocked.Read(ref last); i++) if (At(i) is { } user) yield return user;
    }

    public override IEnumerable<StoredUser> Changed()
    {
        foreach (var slot in slots.Values) if (slot.State is { DeletedAt: null } state) yield return new StoredUser(slot.Ordinal, state.Document);
    }

    public override bool HasChanged(long ordinal) => slots.ContainsKey(ordinal);

    public override (Document? Document, Conflict? Conflict) Change(StoredUser user, Func<Document, Document> change)
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

    public override (StoredUser User, Conflict? Conflict) Add(Func<long, Document> make)
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

    public override bool Delete(StoredUser user, DateTimeOffset now, bool revivable)
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

    public override (bool Done, Conflict? Conflict) Revive(StoredUser user, Document document)
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

    // Values is a copy; to sort the dictionary itself would fail when one is added meanwhile.
    public override IEnumerable<UserChange> Changes => slots.Values.OrderBy(s => s.Ordinal).Select(s => s.State.Of(s.Ordinal));

    public override void Restore(IEnumerable<UserChange> changes)
    {
        lock (gate)
        {
            foreach (var change in changes)
            {
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

    private UserSlot Touch(StoredUser user) => slots.TryGetValue(user.Ordinal, out var slot) ? slot
        : slots.GetOrAdd(user.Ordinal, static (ordinal, document) => new UserSlot(ordinal, new UserState(document)), user.Document);

    // Values that were given up stay as aliases: a look-up compares with the document before it believes one.
    private void Register(UserSlot slot, Document document)
    {
        foreach (var index in Recipe.Indexes)
        {
            if (Population.ValueOf(document, index) is { } value) aliases[IndexOf(index)][value] = slot;
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
