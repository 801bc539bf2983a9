namespace MockUserApis.Kernel.Operations;

/// <summary>
/// Which entries: the newest that have all this. <c>Since</c> is an instant of the sandbox's clock or an exchange's id;
/// null: any.
/// </summary>
internal sealed record JournalQuery(
    string? Vendor,
    string? Operation,
    string? Status,
    string? Trace,
    string? Since,
    string? Limit
);

/// <summary>Entries of a journal, oldest first.</summary>
/// <param name="Dropped">How many the journal dropped for want of room.</param>
internal sealed record JournalPage<T>(IReadOnlyList<T> Entries, long Dropped);
