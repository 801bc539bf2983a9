using System.Collections.Concurrent;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>Where ids, e-mails and other indexed values lead that a change has given to a member.</summary>
internal sealed class MemberAliases(Population population, ConcurrentDictionary<long, MemberSlot> slots)
{
    private readonly ConcurrentDictionary<string, MemberSlot>[] aliases =
    [
        .. population.Recipe.Indexes.Select(_ => new ConcurrentDictionary<string, MemberSlot>(StringComparer.Ordinal)),
    ];

    /// <summary>The member that has the value, deleted or not, in the state that has it.</summary>
    public (MemberSlot Slot, MemberState State)? Find(MemberIndex index, string value)
    {
        if (
            aliases[population.Recipe.IndexOf(index)].TryGetValue(value, out var slot)
            && Having(slot, index, value) is { } found
        )
            return found;
        if (population.Ordinal(index, value) is { } ordinal && slots.TryGetValue(ordinal, out slot))
            return Having(slot, index, value);
        return null;
    }

    // One look at the state: what has the value is what is answered.
    private static (MemberSlot Slot, MemberState State)? Having(MemberSlot slot, MemberIndex index, string value) =>
        slot.State is var state && Population.Has(state.Document, index, value) ? (slot, state) : null;

    public void Register(MemberSlot slot, Document document)
    {
        foreach (var index in population.Recipe.Indexes)
        {
            if (Population.ValueOf(document, index) is { } value)
                aliases[population.Recipe.IndexOf(index)][value] = slot;
        }
    }

    // Who looks up a given-up value meanwhile compares with the document before it believes an alias.
    public void GiveUp(MemberSlot slot, Document before, Document after)
    {
        foreach (var index in population.Recipe.Indexes)
        {
            if (Population.ValueOf(before, index) is not { } value || Population.Has(after, index, value))
                continue;
            aliases[population.Recipe.IndexOf(index)].TryRemove(KeyValuePair.Create(value, slot));
        }
    }
}
