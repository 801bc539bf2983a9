using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What Gainsight PX answers.</summary>
public sealed class GainsightPxApi : Api
{
    private static readonly BodyRules Bodies = new(
        new("body/encoding", ASSUMED, "not mentioned: 415; lenient inflates gzip and deflate, as Java gateways can"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as Spring does"),
        Inflates: true
    );

    public GainsightPxApi(GainsightPx vendor)
        : base(vendor) => Others = [new Accounts(this)];

    public override IReadOnlyList<Resource> Others { get; }

    public override IReadOnlyList<MemberLink> UserLinks { get; } = [new("accountId", GainsightPx.Accounts, "id")];

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUser";

    public override IReadOnlyList<Waiver> Waivers => Update.Waivers;

    public override BodyRules BodyRules => Bodies;

    public override VendorErrors Wording { get; } = new Errors();

    public override ValueTask<Reply?> BeforeBrokenAsync(Exchange exchange) => UnknownId.AnswerAsync(exchange);

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);
}
