using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// A credential that opens a sandbox: the headers a client sends, and the text that <see cref="Vendor.Credential"/>
/// reads from them.
/// </summary>
public sealed record Issued(
    string Credential,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    bool CanWrite = true
);

/// <summary>
/// One vendor on one page: where it listens, how a client proves itself, how much it may ask, how its users are made.
/// What it answers is its APIs', which name it. It has no state, so the servers of a process share it.
/// </summary>
public abstract class Vendor
{
    public string Name => GetType().Name;

    /// <summary>The name in kebab case: <c>two-words</c> of <c>TwoWords</c>.</summary>
    public string Slug =>
        field ??= string.Concat(
            Name.Select((c, i) => (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c))
        );

    /// <summary>The vendor's own name for people.</summary>
    public abstract string Title { get; }

    /// <summary>Its port's distance from the base port, 1 or more, unlike any other vendor's.</summary>
    public abstract int PortOffset { get; }

    /// <summary>What the vendor lets through; empty: no limit.</summary>
    public abstract IReadOnlyList<RateLimit> Limits { get; }

    /// <summary>How sure the numbers of <see cref="Limits"/> are.</summary>
    public abstract Rule LimitsRule { get; }

    /// <summary>How the members of its collections are made. The first are its users.</summary>
    public abstract IReadOnlyList<Recipe> Recipes { get; }

    /// <summary>How its users are made.</summary>
    public Recipe Recipe => field ??= Recipes[0];

    /// <summary>What its server lets an administrator choose.</summary>
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>Request headers that carry the credential, for redaction and for telling what to send.</summary>
    public abstract IReadOnlyList<string> CredentialHeaders { get; }

    /// <summary>
    /// A collection's name among those of all vendors, which a database keeps: of the users the slug alone.
    /// </summary>
    public string CollectionId(Recipe recipe) => recipe == Recipe ? Slug : $"{Slug}/{recipe.Name}";

    public bool IsCredentialHeader(string name)
    {
        foreach (var header in CredentialHeaders)
        {
            if (header.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The credential that the request presents, in one text; null when it presents none.</summary>
    public abstract string? Credential(IHeaderDictionary headers);

    /// <summary>
    /// The credentials that follow from a text, the writing one first; from <c>default</c>, the documented ones.
    /// <c>Credentials</c> chooses the text.
    /// </summary>
    public abstract IReadOnlyList<Issued> Issue(string sandbox);

    /// <summary>Whether the text could be a credential of this vendor (<c>--auth any</c>).</summary>
    public virtual bool IsWellFormed(string credential) => credential.Length > 0;

    /// <summary>A stable secret-looking text for a sandbox's credential: not a secret, a name in disguise.</summary>
    protected static ulong Fingerprint(string sandbox, string purpose) =>
        Scramble.Hash(Scramble.Hash(0, purpose), sandbox);
}
