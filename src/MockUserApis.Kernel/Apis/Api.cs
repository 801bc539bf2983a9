using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// What a vendor's server answers: the operations of one spec, what an update does, and how it says no. Later versions
/// of it are others, over the same users. It has no state, so the servers of a process share it.
/// </summary>
public abstract class Api
{
    private readonly Lazy<VendorContract> contract;
    private readonly Lazy<IReadOnlyList<Type>> controllers;
    private readonly Lazy<IReadOnlyList<Rule>> ledger;
    private readonly Lazy<FrozenDictionary<Operation, MemberIndex>> indexes;
    private readonly Lazy<ActionTable> actions;
    private readonly UserResource users;

    protected Api(Vendor vendor)
    {
        Vendor = vendor;
        var version = VersionOf(GetType().Namespace, vendor);
        IsLater = version.Length > 0;
        Spec = IsLater ? $"{vendor.Name}.{version}" : vendor.Name;
        Id = IsLater ? $"{vendor.Slug}.{version.ToLowerInvariant()}" : vendor.Slug;
        users = new UserResource(this);
        controllers = new(FindControllers);
        contract = new(() => VendorContract.Load(Specs, Spec, Id));
        ledger = new(ReadLedger);
        actions = new(() => new ActionTable(this));
        indexes = new(() => Contract.Operations.ToFrozenDictionary(o => o, IndexNamed));
    }

    /// <summary>Whose it is.</summary>
    public Vendor Vendor { get; }

    /// <summary>
    /// The name of its spec, by its namespace: the vendor's name where the two have one, or it adds <c>V1</c>; where it
    /// adds <c>V2</c>, <c>VENDOR.V2</c>.
    /// </summary>
    public string Spec { get; }

    /// <summary>Its name in addresses: the vendor's slug, and of a later version <c>SLUG.v2</c>.</summary>
    public string Id { get; }

    /// <summary>
    /// Headers that ask for it where the vendor has other APIs too, e.g. its version, as the spec says: a curl that is
    /// handed out carries them, and clients send them. <see cref="Answers"/> takes such a request.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> AskedBy => Contract.AskedBy;

    /// <summary>It is another version than the one that the vendor's own name stands for.</summary>
    public bool IsLater { get; }

    /// <summary>The spec, read once.</summary>
    public VendorContract Contract => contract.Value;

    /// <summary>The classes that carry its operations out: those whose generated base class is of its spec.</summary>
    public IReadOnlyList<Type> Controllers => controllers.Value;

    internal ActionTable Actions => actions.Value;

    /// <summary>The users; what of them is asked for is said by the members below.</summary>
    public Resource Users => users;

    /// <inheritdoc cref="Resource.Links"/>
    public virtual IReadOnlyList<MemberLink> UserLinks => [];

    /// <summary>Collections beside the users that it has operations for.</summary>
    public virtual IReadOnlyList<Resource> Others => [];

    /// <summary>How it shows and changes the members of a collection; null: it has no operations for them.</summary>
    public Resource? Find(Recipe recipe)
    {
        if (recipe == Vendor.Recipe)
            return users;
        foreach (var other in Others)
        {
            if (other.Recipe == recipe)
                return other;
        }

        return null;
    }

    /// <summary>The update table.</summary>
    public abstract UpdateRules UpdateRules { get; }

    /// <summary>The operation that the update table belongs to.</summary>
    public abstract string UpdateOperation { get; }

    /// <inheritdoc cref="UpdateOperation"/>
    public Operation Updating => Contract[UpdateOperation];

    /// <summary>The index of the users that the operation's path names one by, if it names one.</summary>
    internal MemberIndex IndexOf(Operation operation) => indexes.Value[operation];

    /// <summary>Bodies in another encoding or charset.</summary>
    public abstract BodyRules BodyRules { get; }

    /// <summary>Departures that the lenient profile lets pass.</summary>
    public virtual IReadOnlyList<Waiver> Waivers => [];

    /// <summary>HEAD is answered as GET without its body, where the spec has a GET and no HEAD.</summary>
    public virtual bool AnswersHead => false;

    /// <summary>How it words refusals.</summary>
    public abstract VendorErrors Wording { get; }

    /// <summary>
    /// Whether the request means this API. Asked of a vendor's later ones only, the newest first: what none of them
    /// takes is the first one's. Only vendor, path and headers of the exchange are known.
    /// </summary>
    public virtual bool Answers(Exchange exchange) => false;

    /// <summary>
    /// The credential that a login's body is worth; null: it is no login, or the body cannot be read. Nobody has
    /// checked the body yet, and no sandbox is entered.
    /// </summary>
    public virtual string? Login(Exchange exchange) => null;

    /// <summary>A check that comes before credentials and body, e.g. of an API version header; null to go on.</summary>
    public virtual Reply? Precheck(Exchange exchange) => null;

    /// <summary>Whether <see cref="Precheck"/> may answer this request, whose operation is known.</summary>
    public virtual bool Prechecks(Exchange exchange) => false;

    /// <summary>
    /// What comes before the refusal of a body that breaks the contract, e.g. that its user is not there; null: nothing
    /// does. Only asked where the profile refuses the body.
    /// </summary>
    public virtual ValueTask<Reply?> BeforeBrokenAsync(Exchange exchange) => default;

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
    public virtual ValueTask<Reply> DecorateAsync(Reply reply, Exchange exchange) => reply;

    /// <summary>A user as the vendor shows it on a read.</summary>
    public abstract ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox);

    /// <summary>
    /// Takes one member of a seeded user that the update table and the shape do not cover by themselves (a view's own
    /// form of a field); true when it did.
    /// </summary>
    public virtual bool Take(string name, JsonElement value, Draft draft, MergeContext context) => false;

    /// <summary>
    /// Looks up the shared names that a user who is seeded from this body needs. What is no name yet is refused later.
    /// </summary>
    /// <returns>Null: none.</returns>
    public virtual ValueTask<SharedNames?> NamesOfSeedAsync(JsonElement body, Sandbox sandbox) => default;

    /// <summary>
    /// Every rule with its evidence: the spec's in its order, the update table's in its, then by name those in static
    /// fields of the API's and its vendor's classes and those of the kernel, which hold for every vendor.
    /// </summary>
    public IReadOnlyList<Rule> Ledger => ledger.Value;

    // What the generator calls its namespace: no dot of a spec's name stands in one.
    private string Generated => "." + Spec.Replace(".", "", StringComparison.Ordinal);

    // The generated code carries the spec that it was made from.
    private Assembly Specs =>
        Controllers.Select(c => c.BaseType!.Assembly).FirstOrDefault()
        ?? throw new VendorException(
            $"{Vendor.Name} has no controller of {Spec}. Override the generated ones in {GetType().Namespace}."
        );

    private static string VersionOf(string? own, Vendor vendor)
    {
        var shared = vendor.GetType().Namespace;
        if (own == shared || own == shared + ".V1")
            return "";
        return own?.StartsWith(shared + ".V", StringComparison.Ordinal) == true
            ? own[(shared!.Length + 1)..]
            : throw new VendorException(
                $"An API of {vendor.Name} stands in {own}. Put it into {shared}, or a later version into {shared}.V2."
            );
    }

    // That of the field which the path's first parameter is called after, else the key.
    private MemberIndex IndexNamed(Operation operation)
    {
        var known = Vendor.Recipe.Indexes;
        var name = operation.Path.Split('{', '}') is [_, var first, ..] ? first : null;
        return known.FirstOrDefault(i => i.Field == name) ?? known[0];
    }

    private IReadOnlyList<Type> FindControllers() =>
        [
            .. Classes
                .Of<MockController>(GetType().Assembly)
                .Where(t => t.BaseType!.Namespace!.EndsWith(Generated, StringComparison.Ordinal)),
        ];

    // The same for all: read once.
    private static readonly Lazy<IReadOnlyList<Rule>> OfKernel = new(() =>
        [.. Knowledge.Ledger.Of(typeof(Api).Assembly)]
    );

    private IReadOnlyList<Rule> ReadLedger() =>
        [
            .. Contract
                .Rules.Concat(UpdateRules.Rules)
                .Concat(Others.SelectMany(o => o.UpdateRules.Rules))
                .Concat(WrittenDown.OrderBy(r => r.Name, StringComparer.Ordinal))
                .Distinct(),
        ];

    // The vendor may stand in another assembly, and its classes in a namespace above those of a later version.
    private IEnumerable<Rule> WrittenDown =>
        new[] { GetType().Assembly, Vendor.GetType().Assembly }
            .Distinct()
            .SelectMany(a => Knowledge.Ledger.Of(a, GetType().Namespace, Vendor.GetType().Namespace))
            .Concat(OfKernel.Value);
}
