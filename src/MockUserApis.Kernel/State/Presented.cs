using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>Which credential a request came with, without the credential itself.</summary>
/// <param name="Sandbox">The sandbox whose credential it is.</param>
/// <param name="Number">
/// Its place among those that the vendor issues to the sandbox; null: one that the vendor granted, as to a login.
/// </param>
public sealed record Presented(string Sandbox, int? Number)
{
    /// <summary>Null when the request's credential opened nothing.</summary>
    internal static Presented? By(
        Account? account,
        string? credential,
        Vendor vendor,
        string name,
        Credentials credentials
    )
    {
        if (account is null || credential is null)
            return null;
        return Among(credentials.Of(vendor, name), credential, name)
            ?? Among(credentials.Of(vendor, Sandboxes.Default), credential, Sandboxes.Default)
            // With --auth any, every credential is as good as the default sandbox's.
            ?? (account.Until is null ? new(Sandboxes.Default, 0) : new(name, null));
    }

    private static Presented? Among(IReadOnlyList<Issued> issued, string credential, string sandbox)
    {
        for (var i = 0; i < issued.Count; i++)
            if (issued[i].Credential == credential)
                return new(sandbox, i);
        return null;
    }
}
