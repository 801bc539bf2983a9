using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>What Foldspace answers.</summary>
public sealed class FoldspaceApi : Api
{
    private static readonly BodyRules Bodies = new(
        new("body/encoding", ASSUMED, "not mentioned: 415; lenient inflates gzip and deflate, as body parsers do"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as parsers do"),
        Inflates: true
    );

    public FoldspaceApi(Foldspace vendor)
        : base(vendor) => Others = [new Subscriptions(this)];

    public override IReadOnlyList<Resource> Others { get; }

    public override IReadOnlyList<MemberLink> UserLinks { get; } =
    [new("lastSubscriptionIdentifier", Foldspace.Subscriptions, "id")];

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUser";

    public override BodyRules BodyRules => Bodies;

    public override VendorErrors Wording { get; } = new Errors();

    // The page marks the two as required, and does not mention null.
    public override IReadOnlyList<Finding> Review(IReadOnlyList<Finding> departures, Exchange exchange) =>
        exchange.Operation!.Id == UpdateOperation ? [.. departures.Select(OfNull)] : departures;

    private static Finding OfNull(Finding departure) =>
        departure is { Keyword: "nullable", Segments: [var field] } && Update.Rules.Find(field) is { } rule
            ? departure with
            {
                Rule = rule.Null.Rule,
            }
            : departure;

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);
}
