using System.Collections.Concurrent;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// A member's change is one compare-and-swap; creating, deleting and changing an id or e-mail take the collection's
/// lock. Room is taken before anything is changed.
/// </summary>
public sealed partial class MemoryCollection : Collection
{
    private readonly Quota.Share? share;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, MemberSlot> slots;
    private readonly MemberAliases aliases;
    private readonly Document nothing;

    private long last;
    private long count;

    public MemoryCollection(Population population, Quota.Share? share = null)
        : base(population)
    {
        this.share = share;
        slots = new ConcurrentDictionary<long, MemberSlot>();
        aliases = new MemberAliases(population, slots);
        nothing = Document.Build(population.Recipe.Shape, _ => { });
        last = count = population.Size;
    }

    public override long Count => Interlocked.Read(ref count);

    public override Member? Find(MemberIndex index, string value)
    {
        if (Live(index, value) is { } member)
            return member;
        if (Population.Find(index, value) is not { } generated)
            return null;
        // Another request may just now have changed it for the first time: what it has become counts.
        return slots.ContainsKey(generated.Ordinal) ? Live(index, value) : generated;
    }

    public override (Member Member, DateTimeOffset DeletedAt)? FindDeleted(string key) =>
        aliases.Find(Recipe.Indexes[0], key) is var (slot, state) && state is { DeletedAt: { } at, Revivable: true }
            ? (new Member(slot.Ordinal, state.Document), at)
            : null;

    public override Member? At(long ordinal)
    {
        if (!slots.TryGetValue(ordinal, out var slot))
            return Population.At(ordinal);
        if (slot.State is { DeletedAt: null } state)
            return new Member(ordinal, state.Document);
        return null;
    }

    public override IEnumerable<Member> Scan(long after = 0)
    {
        // No ordinal follows the greatest.
        for (var i = after; i < Interlocked.Read(ref last); )
            if (At(++i) is { } member)
                yield return member;
    }

    public override IEnumerable<Member> Changed()
    {
        foreach (var slot in slots.Values)
        {
            if (slot.State is { DeletedAt: null } state)
                yield return new Member(slot.Ordinal, state.Document);
        }
    }

    public override long ChangedCount => slots.Count;

    public override bool HasChanged(long ordinal) => slots.ContainsKey(ordinal);

    public override void MakeSure(Member member)
    {
        if (share is null || slots.ContainsKey(member.Ordinal))
            return;
        var size = Quota.SizeOf(member.Document);
        share.Take(1, size);
        share.Take(-1, -size);
    }

    public override (Document? Document, Conflict? Conflict) Change(Member member, Func<Document, Document> change)
    {
        MemberSlot? slot;
        while (!slots.TryGetValue(member.Ordinal, out slot))
        {
            if (ChangeFirst(member, change) is { } done)
                return done;
        }

        while (slot.State is { DeletedAt: null } before)
        {
            var after = change(before.Document);
            if (SameKeys(before.Document, after))
            {
                if (Swap(slot, before, new MemberState(after), moves: false))
                    return (after, null);
                continue;
            }

            lock (gate)
            {
                if (!ReferenceEquals(slot.State, before))
                    continue;
                if (ConflictOf(after, member.Ordinal) is { } conflict)
                    return (before.Document, conflict);
                if (Swap(slot, before, new MemberState(after), moves: true))
                    return (after, null);
            }
        }

        return default;
    }

    public override (Member Member, Conflict? Conflict) Add(Func<long, Document> make)
    {
        lock (gate)
        {
            var ordinal = last + 1;
            var document = make(ordinal);
            if (ConflictOf(document, ordinal) is { } conflict)
                return (default, conflict);
            share?.Take(1, Quota.SizeOf(document));
            var slot = slots[ordinal] = new MemberSlot(ordinal, new MemberState(document));
            aliases.Register(slot, document);
            last = ordinal;
            count++;
            return (new Member(ordinal, document), null);
        }
    }

    public override bool Delete(Member member, DateTimeOffset now, bool revivable)
    {
        lock (gate)
        {
            var slot = Touch(member);
            while (slot.State is { DeletedAt: null } before)
            {
                var left = revivable ? before.Document : nothing;
                if (!Swap(slot, before, new MemberState(left, now, revivable), moves: true))
                    continue;
                count--;
                return true;
            }

            return false;
        }
    }

    public override (bool Done, Conflict? Conflict) Revive(Member member, Document document)
    {
        lock (gate)
        {
            var slot = Touch(member);
            if (slot.State is not { DeletedAt: not null } before)
                return (false, null);
            if (ConflictOf(document, member.Ordinal) is { } conflict)
                return (false, conflict);
            Swap(slot, before, new MemberState(document), moves: true);
            count++;
            return (true, null);
        }
    }

    // Values is a copy; to sort the dictionary itself would fail when one is added meanwhile.
    public override IEnumerable<MemberChange> Changes =>
        slots.Values.OrderBy(s => s.Ordinal).Select(s => s.State.Of(s.Ordinal));

    public override void Restore(IEnumerable<MemberChange> changes)
    {
        lock (gate)
        {
            foreach (var change in changes)
            {
                share?.Force(1, Quota.SizeOf(change.Document));
                var state = new MemberState(change.Document, change.DeletedAt, change.Revivable);
                var slot = slots[change.Ordinal] = new MemberSlot(change.Ordinal, state);
                aliases.Register(slot, change.Document);
                if (change.Ordinal <= Population.Size)
                {
                    if (change.DeletedAt is not null)
                        count--;
                    continue;
                }

                last = Math.Max(last, change.Ordinal);
                if (change.DeletedAt is null)
                    count++;
            }
        }
    }

    protected override IEnumerable<long> Gone =>
        slots.Values.Where(s => s.State.DeletedAt is not null).Select(s => s.Ordinal).Order();

    private Member? Live(MemberIndex index, string value) =>
        aliases.Find(index, value) is var (slot, state) && state.DeletedAt is null
            ? new Member(slot.Ordinal, state.Document)
            : null;

    // What moves is found by other values afterwards, and needs the lock.
    private bool Swap(MemberSlot slot, MemberState before, MemberState after, bool moves)
    {
        var more = after.Document.Size - before.Document.Size;
        share?.Take(0, more);
        if (moves)
            aliases.Register(slot, after.Document);
        if (!slot.Replace(before, after))
        {
            share?.Take(0, -more);
            return false;
        }

        if (moves)
            aliases.GiveUp(slot, before.Document, after.Document);
        return true;
    }
}
