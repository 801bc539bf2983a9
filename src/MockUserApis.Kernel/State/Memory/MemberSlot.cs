using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>What a kept member is at one moment.</summary>
internal sealed record MemberState(Document Document, DateTimeOffset? DeletedAt = null, bool Revivable = false)
{
    public MemberChange Of(long ordinal) => new(ordinal, Document, DeletedAt, Revivable);
}

/// <summary>The place of a kept member, whose state is swapped as a whole.</summary>
internal sealed class MemberSlot(long ordinal, MemberState state)
{
    private MemberState state = state;

    public long Ordinal => ordinal;

    public MemberState State => Volatile.Read(ref state);

    public bool Replace(MemberState before, MemberState after) =>
        ReferenceEquals(Interlocked.CompareExchange(ref state, after, before), before);
}
