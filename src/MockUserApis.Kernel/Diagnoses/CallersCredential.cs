using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>
/// The headers of a corrected request: the caller's own kind of credential, never one that opens more. A caller without
/// a credential gets the default sandbox's, when that is public: it opens any sandbox that a header names.
/// </summary>
internal sealed class CallersCredential(JournalEntry entry, Vendor vendor, Credentials credentials)
{
    public const string NeedsToWrite =
        "It takes a credential that may write, and the one that was sent may only read: no curl is given.";

    /// <summary>Whether the operation writes and the caller's credential may only read.</summary>
    public bool OnlyReads(Operation operation) =>
        operation.Writes
        && entry.Presented is { Number: { } number, Sandbox: var sandbox }
        && credentials.Of(vendor, sandbox) is var issued
        && number < issued.Count
        && !issued[number].CanWrite;

    /// <summary>
    /// Null when the caller's credential does not do for the operation, or nothing opens the sandbox.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>>? For(Operation operation, string sandbox)
    {
        if (operation.Anonymous)
            return [];
        var presented = entry.Presented ?? new Presented(Sandboxes.Default, 0);
        if (presented.Number is not { } number)
            return Own();
        var issued = credentials.Of(vendor, presented.Sandbox);
        if (number >= issued.Count || (operation.Writes && !issued[number].CanWrite))
            return null;
        // A secret of the sandbox is not handed to strangers.
        if (entry.Presented is null && !credentials.IsDocumented(presented.Sandbox))
            return null;
        var headers = issued[number].Headers;
        return presented.Sandbox == sandbox ? headers : [.. headers, new("X-Mock-Sandbox", sandbox)];
    }

    // A token is the caller's and was never kept: they know it.
    private KeyValuePair<string, string>[] Own() =>
        [
            .. entry
                .RequestHeaders.Where(h => vendor.IsCredentialHeader(h.Key))
                .Select(h => KeyValuePair.Create(h.Key, "[the one that was sent]")),
        ];
}
