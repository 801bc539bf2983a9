using System.Text.Json;
using MockUserApis.Generated.VoltMx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>What HCL Volt MX answers.</summary>
public sealed class VoltMxApi : Api
{
    public VoltMxApi(VoltMx vendor)
        : base(vendor) => Others = [new Batches(this)];

    /// <summary>The operation of the update table.</summary>
    public const string Put = "updateAudience";

    private static readonly IReadOnlyList<Waiver> Lenient =
    [
        new(
            "*",
            "additionalProperties",
            new("lenient/attributes", ASSUMED, "ignored instead of refused: the text is documented for POST alone")
        ),
    ];

    private static readonly BodyRules Bodies = new(
        new("body/encoding", ASSUMED, "not mentioned, and servlet containers inflate no request: 415 in both profiles"),
        new("body/charset", ASSUMED, "UTF-8 is SEED; lenient takes utf8, ASCII, an empty one, as servlets do"),
        Inflates: false
    );

    public override UpdateRules UpdateRules => Update.Rules;

    public override IReadOnlyList<Resource> Others { get; }

    public override string UpdateOperation => Put;

    public override IReadOnlyList<Waiver> Waivers => Lenient;

    public override BodyRules BodyRules => Bodies;

    public override string? Login(Exchange exchange) =>
        exchange.Operation is { Id: "login" }
            ? AccountsController.Credential(new RequestBody<LoginRequest>(UncheckedBody.Of(exchange)))
            : null;

    public override Reply? Precheck(Exchange exchange)
    {
        var asks = exchange.Operation is { Anonymous: false };
        if (asks && VoltMx.IsByOldHeader(exchange.Http.Request.Headers))
            exchange.Rely(VoltMx.OldHeader);
        return null;
    }

    // An attribute of the sandbox is an attribute of the contract there.
    public override IReadOnlyList<Finding> Review(IReadOnlyList<Finding> departures, Exchange exchange)
    {
        if (exchange.Operation!.Tag is not ("Audience" or "Push"))
            return departures;
        var known = VoltMx.Attributes.Of(exchange.Sandbox, Vendor);
        return known.Count == 0 ? departures : [.. departures.Where(d => !IsKnown(d, known))];
    }

    public override VendorErrors Wording { get; } = new Errors();

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) =>
        View.Of(user, VoltMx.Attributes.Of(sandbox, Vendor));

    // What the update table converts comes here without the request's checks.
    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        if (name == "mobileNumber")
            MobileNumber.Put(draft, MobileNumber.TextOf(value));
        else if (name is "lastActiveDateStr" or "lastActiveDate" or "createdDateStr" or "lastModifiedDateStr")
        {
            var date =
                WireDate.Convert(value)
                ?? throw new SeedException(
                    $"{name} is {ShownValue.Of(value)}. " + "Send a date such as 08/23/2017 or 12/23/2018 12:08:59 PM."
                );
            draft.Set(name == "lastActiveDate" ? "lastActiveDateStr" : name, date);
        }
        else if (name == "active" && value.ValueKind == JsonValueKind.Null)
            draft.Set("active", true);
        else
            return false;
        return true;
    }

    private static bool IsKnown(Finding departure, IReadOnlyList<DynamicAttribute> known) =>
        departure is { Keyword: "additionalProperties", Segments: [var name] } && known.Any(a => a.Name == name);
}
