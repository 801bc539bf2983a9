using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>A member that differs from the population, as its row tells it.</summary>
internal sealed record MemberRow(
    long Ordinal,
    long Version,
    DateTimeOffset? DeletedAt,
    bool Revivable,
    Document Document
)
{
    public Member Member => new(Ordinal, Document, Version);
}
