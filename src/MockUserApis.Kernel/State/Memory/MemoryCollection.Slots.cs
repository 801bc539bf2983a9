using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>The slots of a collection: how one is found, made and changed.</summary>
public sealed partial class MemoryCollection
{
    private Member? Live(MemberIndex index, string value) =>
        FindState(index, value) is var (slot, state) && state.DeletedAt is null
            ? new Member(slot.Ordinal, state.Document)
            : null;

    private (MemberSlot Slot, MemberState State)? FindState(MemberIndex index, string value)
    {
        if (aliases.Find(Recipe.IndexOf(index), value) is { } slot && IfMatching(slot, index, value) is { } found)
            return found;
        return Population.Ordinal(index, value) is { } ordinal && slots.TryGetValue(ordinal, out slot)
            ? IfMatching(slot, index, value)
            : null;
    }

    // One read of the state: what has the value is what is answered.
    private static (MemberSlot Slot, MemberState State)? IfMatching(MemberSlot slot, MemberIndex index, string value) =>
        slot.State is var state && Population.Has(state.Document, index, value) ? (slot, state) : null;

    // A member as the population has it gets its slot with the change, and its room before that: what is refused leaves
    // nothing. Null: another was first.
    private (Document? Document, Conflict? Conflict)? ChangeFirst(Member member, Func<Document, Document> change)
    {
        var size = Quota.SizeOf(member.Document);
        share?.Take(1, size);
        var added = false;
        try
        {
            var after = change(member.Document);
            if (SameKeys(member.Document, after))
                added = AddChanged(member, after);
            else
            {
                lock (gate)
                {
                    if (ConflictOf(after, member.Ordinal) is { } conflict)
                        return (member.Document, conflict);
                    added = AddChanged(member, after);
                    if (added)
                        aliases.Register(slots[member.Ordinal], after);
                }
            }

            return added ? (after, null) : null;
        }
        finally
        {
            if (!added)
                share?.Take(-1, -size);
        }
    }

    private bool AddChanged(Member member, Document after)
    {
        var more = after.Size - member.Document.Size;
        share?.Take(0, more);
        if (slots.TryAdd(member.Ordinal, new MemberSlot(member.Ordinal, new MemberState(after))))
            return true;
        share?.Take(0, -more);
        return false;
    }

    private MemberSlot GetOrAddSlot(Member member)
    {
        if (slots.TryGetValue(member.Ordinal, out var slot))
            return slot;
        var size = Quota.SizeOf(member.Document);
        share?.Take(1, size);
        var own = new MemberSlot(member.Ordinal, new MemberState(member.Document));
        slot = slots.GetOrAdd(member.Ordinal, own);
        if (!ReferenceEquals(slot, own))
            share?.Take(-1, -size);
        return slot;
    }

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
