using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>A credential that opens a sandbox: the headers a client sends, and the text <see cref="Vendor.Credential"/> reads from them.</summary>
public sealed record Issued(string Credential, IReadOnlyList<KeyValuePair<string, string>> Headers, bool CanWrite = true);

/// <summary>
/// One vendor on one page: where it listens, how a client proves itself, how much it may ask, how it says no. The class's
/// name is the spec's file name. It has no state, so the servers of a process share it: state is the sandbox's.
/// </summary>
public abstract class Vendor
{
    private readonly Lazy<VendorContract> contract;

    protected Vendor() => contract = new(() => VendorContract.Load(Actions.SpecsOf(this), Name));

    public string Name => GetType().Name;

    /// <summary>The name in kebab case: <c>acme-crm</c> of <c>AcmeCrm</c>.</summary>
    public string Slug => field ??= string.Concat(Name.Select((c, i) => (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));

    /// <summary>The vendor's own name for people.</summary>
    public abstract string Title { get; }

    /// <summary>Its port's distance from the base port, 1 or more, unlike any other vendor's.</summary>
    public abstract int Port { get; }

    /// <summary>What the vendor lets through; empty: no limit.</summary>
    public abstract IReadOnlyList<RateLimit> Limits { get; }

    /// <summary>How sure the numbers of <see cref="Limits"/> are.</summary>
    public abstract Rule LimitsRule { get; }

    /// <summary>How its users are made.</summary>
    public abstract Recipe Recipe { get; }

    /// <summary>The update table.</summary>
    public abstract UpdateRules UpdateRules { get; }

    /// <summary>The operation that the update table belongs to.</summary>
    public abstract string UpdateOperation { get; }

    /// <summary>Every named error's rule, for the ledger.</summary>
    public abstract IEnumerable<Rule> ErrorRules { get; }

    /// <summary>Bodies in another encoding or charset.</summary>
    public abstract BodyRules BodyRules { get; }

    /// <summary>Departures that the lenient profile lets pass.</summary>
    public virtual IReadOnlyList<Waiver> Waivers => [];

    /// <summary>What its server lets an administrator choose.</summary>
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>Request headers that carry the credential, for redaction and for telling what to send.</summary>
    public abstract IReadOnlyList<string> CredentialHeaders { get; }

    public bool IsCredentialHeader(string name)
    {
        foreach (var header in CredentialHeaders) if (header.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>The spec, read once.</summary>
    public VendorContract Contract => contract.Value;

    /// <summary>Its place among the known vendors, the same in every server of a process.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>The credential that the request presents, in one text; null when it presents none.</summary>
    public abstract string? Credential(IHeaderDictionary headers);

    /// <summary>
    /// The credentials that follow from a text, the writing one first; from <c>default</c>, the documented ones.
    /// <see cref="Credentials"/> chooses the text.
    /// </summary>
    public abstract IReadOnlyList<Issued> Issue(string sandbox);

    /// <summary>Whether the text could be a credential of this vendor (<c>--auth any</c>).</summary>
    public virtual bool IsWellFormed(string credential) => credential.Length > 0;

    /// <summary>How it words refusals.</summary>
    public abstract VendorErrors Wording { get; }

    /// <summary>HEAD is answered as GET without its body, where the spec has a GET and no HEAD.</summary>
    public virtual bool AnswersHead => false;

    /// <summary>A check that comes before credentials and body, e.g. of an API version header; null to go on.</summary>
    public virtual Reply? Precheck(Exchange exchange) => null;

    /// <summary>
    /// What comes before the refusal of a body that breaks the contract, e.g. that its user is not there; null: nothing
    /// does. Only asked where the profile refuses the body.
    /// </summary>
    public virtual Reply? BeforeBroken(Exchange exchange) => null;

    /// <summary>
    /// What of a body's departures from the spec stands where a sandbox's settings say more than the spec can.
    /// </summary>
    public virtual IReadOnlyList<Finding> Review(IReadOnlyList<Finding> departures, Exchange exchange) => departures;

    /// <summary>
    /// A query parameter that the spec does not list: the finding, in the vendor's own words, or null when it is one
    /// of a family that no spec can list (<c>FIELD__contains</c>).
    /// </summary>
    public virtual Finding? Undeclared(Finding finding, Operation operation) => finding;

    /// <summary>Headers that every answer carries.</summary>
    public virtual Reply Decorate(Reply reply, Exchange exchange) => reply;

    /// <summary>A user as the vendor shows it on a read.</summary>
    public abstract ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox);

    /// <summary>Every rule with its evidence: spec, update table, errors, limits.</summary>
    public IEnumerable<Rule> Ledger => Contract.Rules
        .Concat(UpdateRules.All.SelectMany(f => f.Rules)).Concat(ErrorRules).Concat(Waivers.Select(w => w.Rule)).Concat(Settings.Select(s => s.Rule)).Append(LimitsRule)
        .Append(BodyRules.Encoding).Append(BodyRules.Charset).Append(Exchange.SizeRule).Concat(JsonRules.All)
        .Concat(BodyRules.NoBody is { } rule ? [rule] : Array.Empty<Rule>())
        .DistinctBy(r => (r.Name, r.Evidence));

    /// <summary>A stable secret-looking text for a sandbox's credential: not a secret, a name in disguise.</summary>
    protected static ulong Fingerprint(string sandbox, string purpose) => Scramble.Hash(Scramble.Hash(0, purpose), sandbox);
}

/// <summary>What lenient lets pass: a keyword at a pointer (<c>*</c>: any), and why.</summary>
public sealed record Waiver(string Pointer, string Keyword, Rule Rule)
{
    /// <summary>Which values it lets pass; null: all.</summary>
    public Func<Finding, bool>? Only { get; init; }

    public bool Covers(Finding finding) => Names(finding) && Only?.Invoke(finding) != false;

    private bool Names(Finding finding) =>
        (Keyword == "*" || Keyword == finding.Keyword)
        && (Pointer == "*" || Pointer == finding.Pointer
            || (Pointer.EndsWith("/*", StringComparison.Ordinal) && finding.Pointer.StartsWith(Pointer[..^1], StringComparison.Ordinal)));
}
