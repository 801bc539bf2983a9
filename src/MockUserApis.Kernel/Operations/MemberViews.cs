namespace MockUserApis.Kernel.Operations;

/// <summary>One of a vendor's collections in a sandbox.</summary>
/// <param name="Size">How many members it has now.</param>
/// <param name="Changed">How many members were changed, added or deleted.</param>
public sealed record CollectionView(string Name, long Size, long Changed);

/// <summary>Which members: so many after a key. Null: as many as usual, from the first.</summary>
internal sealed record MemberQuery(string? Limit, string? After);

/// <summary>A member as JSON, as the vendor shows it; one may have no key.</summary>
internal sealed record ShownMember(string? Key, ReadOnlyMemory<byte> Json);

/// <summary>Some members in order.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">The key that the next page goes on after; null: this is the last one.</param>
internal sealed record MemberPage(IReadOnlyList<ShownMember> Members, long Total, int Limit, string? Next);
