using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What User.com answers: its operations, its rules, and its ways of saying no.</summary>
public sealed class UserComApi(UserCom vendor) : Api(vendor)
{
    private static readonly Rule OptionsRule = new(
        "options",
        ASSUMED,
        "OPTIONS is in the recorded Allow header; the framework answers with its metadata"
    );
    private static readonly Rule HeadersRule = new("headers", REC, "Vary and X-Frame-Options on every answer");

    private static readonly KeyValuePair<string, string>[] Always =
    [
        new("Vary", "Cookie"),
        new("X-Frame-Options", "SAMEORIGIN"),
    ];

    // The operations of a path are one list for as long as the contract is there.
    private static readonly ConditionalWeakTable<IReadOnlyList<Operation>, KeyValuePair<string, string>[]> Headers = [];

    private static readonly IReadOnlyList<Waiver> Lenient =
    [
        new("/email", "required", new("lenient/email", CODE, "the Go client leaves an empty e-mail out of a create")),
    ];

    private static readonly BodyRules Bodies = new(
        new("body/encoding", ASSUMED, "no page mentions it, and the framework inflates nothing: 415 in both profiles"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as Django does"),
        Inflates: false
    );

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUserByCustomId";

    public override IReadOnlyList<Waiver> Waivers => Lenient;

    public override BodyRules BodyRules => Bodies;

    // The framework's read view answers HEAD too; it is in the recorded Allow header.
    public override bool AnswersHead => true;

    public override Reply? Precheck(Exchange exchange)
    {
        if (!exchange.Route.Found)
            return null;
        if (AcceptedVersion.Refused(exchange) is { } refused)
            return refused;
        if (
            HttpMethods.IsOptions(exchange.Method)
            && exchange.Account is not null
            && !exchange.Sandbox.IsRevoked(Vendor)
        )
            return Options(exchange);
        return null;
    }

    public override VendorErrors Wording { get; } = new Errors();

    // REC: Vary and X-Frame-Options on every answer, Allow on a user; the framework puts it on all of its own.
    public override Reply Decorate(Reply reply, Exchange exchange)
    {
        var own = exchange.Route.Found ? Headers.GetValue(exchange.Route.Operations, HeadersOf) : Always;
        return reply with { Headers = reply.Headers.Count == 0 ? own : [.. reply.Headers, .. own] };
    }

    public override Finding? Undeclared(Finding finding, Operation operation) =>
        Filter.Undeclared(finding, operation.Id);

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context) =>
        SeedTake.Take(name, value, draft, context);

    public override SharedNames? NamesOfSeed(JsonElement body, Sandbox sandbox) =>
        NamesNeeded.OfSeed(body, sandbox, Vendor);

    private static KeyValuePair<string, string>[] HeadersOf(IReadOnlyList<Operation> operations) =>
        [.. Always, new("Allow", Errors.Allow(operations))];

    private static Reply Options(Exchange exchange)
    {
        const string Json = "\"application/json\"";
        const string Forms = "\"application/x-www-form-urlencoded\",\"multipart/form-data\"";
        const string Rest = $"\"description\":\"\",\"renders\":[{Json}],\"parses\":[{Json},{Forms}]";
        return Reply.Text(200, $$"""{"name":"{{exchange.Route.Operations[0].Tag}}",{{Rest}}}""").Because(OptionsRule);
    }
}
