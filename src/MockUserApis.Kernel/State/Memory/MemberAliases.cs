using System.Collections.Concurrent;
using System.Collections.Immutable;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>The slots of changed members by their ids, e-mail addresses and whatever else finds them.</summary>
internal sealed class MemberAliases(Recipe recipe)
{
    private readonly ConcurrentDictionary<string, MemberSlot>[] slots =
    [
        .. recipe.Indexes.Select(_ => new ConcurrentDictionary<string, MemberSlot>(StringComparer.Ordinal)),
    ];

    private readonly ConcurrentDictionary<string, ImmutableSortedSet<long>>[] groups =
    [
        .. recipe.Groups.Select(_ => new ConcurrentDictionary<string, ImmutableSortedSet<long>>(
            StringComparer.Ordinal
        )),
    ];

    /// <param name="index">Its place in the recipe.</param>
    /// <param name="value">What the member has, or had a moment ago.</param>
    public MemberSlot? Find(int index, string value) => slots[index].GetValueOrDefault(value);

    /// <param name="group">Its place in the recipe.</param>
    /// <param name="value">What the members share, or shared a moment ago.</param>
    public ImmutableSortedSet<long> Of(int group, string value) => groups[group].GetValueOrDefault(value, []);

    public void Register(MemberSlot slot, Document document)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            if (Population.ValueOf(document, recipe.Indexes[i]) is { } value)
                slots[i][value] = slot;
        }

        for (var i = 0; i < groups.Length; i++)
        {
            if (Population.ValueOf(document, recipe.Groups[i].Field) is { } value)
                groups[i].AddOrUpdate(value, [slot.Ordinal], (_, others) => others.Add(slot.Ordinal));
        }
    }

    // A request that looks up a given-up value meanwhile compares with the document before it believes an alias.
    public void GiveUp(MemberSlot slot, Document before, Document after)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var index = recipe.Indexes[i];
            if (Population.ValueOf(before, index) is not { } value || Population.Has(after, index, value))
                continue;
            slots[i].TryRemove(KeyValuePair.Create(value, slot));
        }

        for (var i = 0; i < groups.Length; i++)
        {
            var field = recipe.Groups[i].Field;
            if (Population.ValueOf(before, field) is not { } value || Population.Has(after, field, value))
                continue;
            if (groups[i].TryGetValue(value, out var some) && some.Remove(slot.Ordinal) is { IsEmpty: false } left)
                groups[i][value] = left;
            else
                groups[i].TryRemove(value, out _);
        }
    }
}
