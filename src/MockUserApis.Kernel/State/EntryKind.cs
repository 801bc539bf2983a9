namespace MockUserApis.Kernel.State;

/// <summary>What stays known of an exchange when its entry is gone.</summary>
/// <param name="Operation">Null: it went to none.</param>
/// <param name="Accepted">See <see cref="JournalEntry.IsAccepted"/>.</param>
/// <param name="Key">The user's id in the path; null: none, or not kept.</param>
/// <param name="IsKeyLost">Its key is not kept: there were too many.</param>
public sealed record EntryKind(
    string Vendor,
    string? Operation,
    int Status,
    bool Accepted,
    string? Key,
    bool IsKeyLost = false
)
{
    public static EntryKind Of(in JournalEntry entry) =>
        new(entry.Vendor, entry.Operation, entry.Status, entry.IsAccepted(), entry.Key);

    /// <summary>Whether this is the entry's.</summary>
    public bool IsOf(in JournalEntry entry) =>
        Status == entry.Status
        && Operation == entry.Operation
        && Key == entry.Key
        && Vendor == entry.Vendor
        && Accepted == entry.IsAccepted()
        && !IsKeyLost;

    public EntryKind WithoutKey() => this with { Key = null, IsKeyLost = Key is not null };
}

/// <summary>What exchanges are looked for by; null: any.</summary>
public readonly record struct EntryFilter(
    string? Vendor = null,
    string? Operation = null,
    int? Status = null,
    string? Key = null,
    bool? Accepted = null
)
{
    /// <summary>The kind fits as far as it is known.</summary>
    public bool Fits(EntryKind kind) =>
        (Vendor is null || Vendor == kind.Vendor)
        && (Operation is null || Operation == kind.Operation)
        && (Status is null || Status == kind.Status)
        && (Accepted is null || Accepted == kind.Accepted)
        && (Key is null || kind.IsKeyLost || Key == kind.Key);

    /// <summary>It is not known whether an exchange of a kind that fits had the key.</summary>
    public bool IsUnsure(EntryKind kind) => Key is not null && kind.IsKeyLost;
}
