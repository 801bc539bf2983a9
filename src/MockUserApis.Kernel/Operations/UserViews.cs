namespace MockUserApis.Kernel.Operations;

/// <summary>Which users: so many after a key. Null: as many as usual, from the first.</summary>
internal sealed record UserQuery(string? Limit, string? After);

/// <summary>A user as JSON, as the vendor shows it; one may have no key.</summary>
internal sealed record ShownUser(string? Key, ReadOnlyMemory<byte> Json);

/// <summary>Some users in order.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">The key that the next page goes on after; null: this is the last one.</param>
internal sealed record UserPage(IReadOnlyList<ShownUser> Users, long Total, int Limit, string? Next);
