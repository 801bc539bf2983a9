namespace MockUserApis.Kernel.Operations;

/// <summary>One of a vendor's collections in a sandbox.</summary>
/// <param name="Size">How many members it has now.</param>
/// <param name="Changed">How many members were changed, added or deleted.</param>
/// <param name="Noun">What one member is called, here and in lists with <c>view=keyed</c>.</param>
/// <param name="Links">Fields of its members that name members of other collections; null: none.</param>
internal sealed record CollectionView(
    string Name,
    long Size,
    long Changed,
    string Noun,
    IReadOnlyList<LinkView>? Links
);

/// <summary>A field, its names from the top separated by slashes, leads to the member whose key field has it.</summary>
internal sealed record LinkView(string Field, string Collection, string Key);

/// <summary>Which members: so many after a key. Null: as many as usual, from the first.</summary>
/// <param name="Search">Words that their values have, each of them; null: all members.</param>
internal sealed record MemberQuery(string? Limit, string? After, string? Search = null);

/// <summary>A member as JSON, as the vendor shows it; one may have no key.</summary>
/// <param name="IsChanged">It may differ from what the population has there.</param>
internal sealed record ShownMember(string? Key, ReadOnlyMemory<byte> Json, bool IsChanged);

/// <summary>Some members in order.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">
/// The key that the next page goes on after; null: this is the last one. A search ends a page early too, when it has
/// looked at many.
/// </param>
internal sealed record MemberPage(IReadOnlyList<ShownMember> Members, long Total, int Limit, string? Next);
