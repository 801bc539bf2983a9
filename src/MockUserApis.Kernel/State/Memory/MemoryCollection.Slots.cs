using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

// How a member gets its slot: with its first change.
public sealed partial class MemoryCollection
{
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

    private MemberSlot Touch(Member member)
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
}
