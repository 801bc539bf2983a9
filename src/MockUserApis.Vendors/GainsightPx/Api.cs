using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
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
        : base(vendor) => Others = [new Accounts(this), new Events(this)];

    public override IReadOnlyList<Resource> Others { get; }

    public override IReadOnlyList<MemberLink> UserLinks { get; } = [new("accountId", GainsightPx.Accounts, "id")];

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUser";

    public override IReadOnlyList<Waiver> Waivers => Update.Waivers;

    public override BodyRules BodyRules => Bodies;

    public override VendorErrors Wording { get; } = new Errors();

    // Of a type that is not there only a key that opens is told: 401 stands beside the 404. DOC
    public override Reply? Precheck(Exchange exchange)
    {
        if (exchange.Route.Found || !AttributesController.IsOfNoType(exchange.Path))
            return null;
        if (exchange.Credential is null)
            return exchange.Refuse(new Refusal.NoCredential());
        var isOpen = exchange.Account is not null && !exchange.Sandbox.IsRevoked(Vendor);
        return isOpen ? null : exchange.Refuse(new Refusal.BadCredential());
    }

    public override ValueTask<Reply?> BeforeBrokenAsync(Exchange exchange) => UnknownId.AnswerAsync(exchange);

    /// <summary>What siblings of the user resource show of a user.</summary>
    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        if (name == "preferences")
            Preferences.Seed(value, draft);
        else if (name == "denied")
            draft.Set("denied", IsDenied(value));
        else
            return false;
        return true;
    }

    private static bool IsDenied(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new SeedException("\"denied\" takes true or false.");

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);
}
