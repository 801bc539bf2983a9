using System.Collections.Concurrent;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// A member's change is one compare-and-swap; creating, deleting and changing an id or e-mail take the collection's
/// lock. Room is taken before anything is changed.
/// </summary>
public sealed partial class MemoryCollection(Population population, Quota.Share? share = null) : Collection(population)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, MemberSlot> slots = new();
    private readonly MemberAliases aliases = new(population.Recipe);
    private readonly Document nothing = Document.Build(population.Recipe.Shape, _ => { });

    private long last = population.Size;
    private long count = population.Size;

    public override ValueTask<long> CountAsync() => new(Interlocked.Read(ref count));

    public override ValueTask<Member?> FindAsync(MemberIndex index, string value) => new(Find(index, value));

    private Member? Find(MemberIndex index, string value)
    {
        if (Live(index, value) is { } member)
            return member;
        if (Population.Find(index, value) is not { } generated)
            return null;
        // Another request may just now have changed it for the first time: what it has become counts.
        return slots.ContainsKey(generated.Ordinal) ? Live(index, value) : generated;
    }

    public override ValueTask<(Member Member, DateTimeOffset DeletedAt)?> FindDeletedAsync(string key) =>
        FindState(Recipe.Indexes[0], key) is var (slot, state) && state is { DeletedAt: { } at, Revivable: true }
            ? new((new Member(slot.Ordinal, state.Document), at))
            : default;

    public override ValueTask<Member?> AtAsync(long ordinal) => new(At(ordinal));

    private Member? At(long ordinal)
    {
        if (!slots.TryGetValue(ordinal, out var slot))
            return Population.At(ordinal);
        return slot.State is { DeletedAt: null } state ? new Member(ordinal, state.Document) : null;
    }

    public override ValueTask<IReadOnlyList<long>> KeptAsync(MemberGroup group, string value) =>
        new(aliases.Of(Recipe.GroupOf(group), value));

    // It never waits: a scan stays on the thread that it was given.
    public override async IAsyncEnumerable<Member> ScanAsync(long after = 0)
    {
        await ValueTask.CompletedTask;
        // No ordinal follows the greatest.
        for (var i = after; i < Interlocked.Read(ref last); )
            if (At(++i) is { } member)
                yield return member;
    }

    public override ValueTask<IEnumerable<Member>> ChangedAsync() => new(slots.Keys.Select(At).OfType<Member>());

    public override ValueTask<long> ChangedCountAsync() => new(slots.Count);

    public override ValueTask<bool> HasChangedAsync(long ordinal) => new(slots.ContainsKey(ordinal));

    public override void MakeSure(Member member)
    {
        if (share is null || slots.ContainsKey(member.Ordinal))
            return;
        var size = Quota.SizeOf(member.Document);
        share.Take(1, size);
        share.Take(-1, -size);
    }

    public override ValueTask<(Document? Document, Conflict? Conflict)> ChangeAsync(
        Member member,
        Func<Document, Document> change
    )
    {
        MemberSlot? slot;
        while (!slots.TryGetValue(member.Ordinal, out slot))
        {
            if (ChangeFirst(member, change) is { } done)
                return new(done);
        }

        while (slot.State is { DeletedAt: null } before)
        {
            var after = change(before.Document);
            if (SameKeys(before.Document, after))
            {
                if (Swap(slot, before, new MemberState(after), moves: false))
                    return new((after, null));
                continue;
            }

            lock (gate)
            {
                if (!ReferenceEquals(slot.State, before))
                    continue;
                if (ConflictOf(after, member.Ordinal) is { } conflict)
                    return new((before.Document, conflict));
                if (Swap(slot, before, new MemberState(after), moves: true))
                    return new((after, null));
            }
        }

        return default;
    }

    public override ValueTask<(Member Member, Conflict? Conflict)> AddAsync(Func<long, Document> make)
    {
        lock (gate)
        {
            var ordinal = last + 1;
            var document = make(ordinal);
            if (ConflictOf(document, ordinal) is { } conflict)
                return new((default, conflict));
            share?.Take(1, Quota.SizeOf(document));
            var slot = slots[ordinal] = new MemberSlot(ordinal, new MemberState(document));
            aliases.Register(slot, document);
            last = ordinal;
            count++;
            return new((new Member(ordinal, document), null));
        }
    }

    public override ValueTask<bool> DeleteAsync(Member member, DateTimeOffset now, bool revivable)
    {
        lock (gate)
        {
            var slot = GetOrAddSlot(member);
            while (slot.State is { DeletedAt: null } before)
            {
                var left = revivable ? before.Document : nothing;
                if (!Swap(slot, before, new MemberState(left, now, revivable), moves: true))
                    continue;
                count--;
                return new(true);
            }

            return new(false);
        }
    }

    public override ValueTask<bool> TakeBackAsync(Member added, DateTimeOffset now)
    {
        lock (gate)
        {
            if (
                !slots.TryGetValue(added.Ordinal, out var slot)
                || slot.State is not { DeletedAt: null } before
                || !ReferenceEquals(before.Document, added.Document)
                || !Swap(slot, before, new MemberState(nothing, now), moves: true)
            )
                return new(false);
            count--;
            return new(true);
        }
    }

    public override ValueTask<(bool Done, Conflict? Conflict)> ReviveAsync(Member member, Document document)
    {
        lock (gate)
        {
            var slot = GetOrAddSlot(member);
            if (slot.State is not { DeletedAt: not null } before)
                return new((false, null));
            if (ConflictOf(document, member.Ordinal) is { } conflict)
                return new((false, conflict));
            Swap(slot, before, new MemberState(document), moves: true);
            count++;
            return new((true, null));
        }
    }

    // Values is a copy; to sort the dictionary itself would fail when one is added meanwhile.
    public override ValueTask<IEnumerable<MemberChange>> ChangesAsync() =>
        new(slots.Values.OrderBy(s => s.Ordinal).Select(s => s.State.Of(s.Ordinal)));

    public override ValueTask RestoreAsync(IEnumerable<MemberChange> changes)
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

        return ValueTask.CompletedTask;
    }

    protected override ValueTask<IEnumerable<long>> GoneAsync() =>
        new(slots.Values.Where(s => s.State.DeletedAt is not null).Select(s => s.Ordinal).Order());

    // Under the lock, where nothing may wait.
    private Conflict? ConflictOf(Document document, long ordinal)
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
}
