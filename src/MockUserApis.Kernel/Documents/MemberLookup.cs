using System.Buffers;
using System.Runtime.InteropServices;

namespace MockUserApis.Kernel.Documents;

/// <summary>
/// Finds members of a compact object by name. Two objects mostly have few names, in the same order, so a search goes on
/// where the last one ended; one that looked in vain too often goes by a hash table from then on.
/// </summary>
internal ref struct MemberLookup(ReadOnlySpan<byte> json)
{
    /// <summary>Members read in search of others before a table pays.</summary>
    private const int MaxSteps = 512;

    private readonly ReadOnlySpan<byte> json = json;
    private CompactObject members = new(json);
    private Slot[]? table;
    private int mask;
    private int found;

    public readonly ReadOnlySpan<byte> Value => members.Value;

    public bool Find(scoped ReadOnlySpan<byte> name)
    {
        if (table is null && members.Steps - found <= MaxSteps)
        {
            if (!members.Find(name))
                return false;
            found++;
            return true;
        }

        if (table is null)
            Fill();
        var hash = Hash(name);
        for (var i = hash & mask; table![i].Place > 0; i = (i + 1) & mask)
        {
            if (table[i].Hash != hash)
                continue;
            members.Go(table[i].Place);
            if (members.Name.SequenceEqual(name))
                return true;
        }

        return false;
    }

    /// <summary>Gives the table back.</summary>
    public void Close()
    {
        Work.Count(members.Steps);
        if (table is not null)
            ArrayPool<Slot>.Shared.Return(table);
        table = null;
    }

    private void Fill()
    {
        var all = new CompactObject(json);
        var count = 0;
        while (all.Next())
            count++;
        var length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(count * 2) + 1);
        table = ArrayPool<Slot>.Shared.Rent(length);
        table.AsSpan(0, length).Clear();
        mask = length - 1;
        all = new CompactObject(json);
        for (var place = all.Place; all.Next(); place = all.Place)
        {
            var hash = Hash(all.Name);
            var i = hash & mask;
            while (table[i].Place > 0)
                i = (i + 1) & mask;
            table[i] = new Slot(hash, place);
        }
    }

    // The framework's hash of texts is seeded anew in each process: nobody outside can choose names that collide.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        // Two bytes make a character; an odd one remains.
        var rest = (name.Length & 1) == 0 ? byte.MaxValue + 1 : name[^1];
        return unchecked((string.GetHashCode(MemoryMarshal.Cast<byte, char>(name)) * 397) + rest);
    }

    private readonly record struct Slot(int Hash, int Place);
}
