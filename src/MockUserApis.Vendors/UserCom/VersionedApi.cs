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

/// <summary>What both versions have in common: one framework answers for both, over the same users.</summary>
public abstract class VersionedApi(UserCom vendor) : Api(vendor)
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

    private static readonly BodyRules Bodies = new(
        new("body/encoding", ASSUMED, "no page mentions it, and the framework inflates nothing: 415 in both profiles"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as Django does"),
        Inflates: false
    )
    {
        ReadsEmptyForms = true,
    };

    public override IReadOnlyList<MemberLink> UserLinks { get; } = [new("companies/id", UserCom.Companies, "id")];

    /// <summary>A user on the wire, and what its keys are called there.</summary>
    internal abstract View View { get; }

    /// <summary>The parameter that leads to another page.</summary>
    internal abstract string Paging { get; }

    /// <summary>What User.com's id of a user is called in other resources.</summary>
    internal abstract string UserReference { get; }

    /// <summary>What your own id of a user is called there.</summary>
    internal abstract string OwnReference { get; }

    /// <summary>Looks up the company that a key of an update names.</summary>
    internal abstract ValueTask LookUpAsync(NamesNeeded needed, string key, JsonElement sent);

    public override string UpdateOperation => "updateUserByCustomId";

    public override BodyRules BodyRules => Bodies;

    // The framework's read view answers HEAD too; it is in the recorded Allow header.
    public override bool AnswersHead => true;

    public override VendorErrors Wording { get; } = new Errors();

    public override Reply? Precheck(Exchange exchange) =>
        exchange.Route.Found
        && HttpMethods.IsOptions(exchange.Method)
        && exchange.Account is not null
        && !exchange.Sandbox.IsRevoked(Vendor)
            ? Options(exchange)
            : null;

    // REC: Vary and X-Frame-Options on every answer, Allow on a user; the framework puts it on all of its own.
    public override ValueTask<Reply> DecorateAsync(Reply reply, Exchange exchange)
    {
        var own = exchange.Route.Found ? Headers.GetValue(exchange.Route.Operations, HeadersOf) : Always;
        return reply with { Headers = reply.Headers.Count == 0 ? own : [.. reply.Headers, .. own] };
    }

    public override Finding? Undeclared(Finding finding, Operation operation) =>
        Filter.Undeclared(finding, operation.Id, View, Paging);

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) =>
        View.Of(NameChanges.Of(sandbox, Vendor).Current(user));

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context) =>
        SeedTake.Take(name, value, draft, context);

    public override ValueTask<SharedNames?> NamesOfSeedAsync(JsonElement body, Sandbox sandbox) =>
        NamesNeeded.OfSeedAsync(body, sandbox, this);

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

/// <summary>Which version an exchange is of.</summary>
internal static class Versions
{
    extension(Exchange exchange)
    {
        public View View => ((VersionedApi)exchange.Api).View;

        public CompanyResource Companies => (CompanyResource)exchange.Api.Find(UserCom.Companies)!;

        public string OwnReference => ((VersionedApi)exchange.Api).OwnReference;

        public string UserReference => ((VersionedApi)exchange.Api).UserReference;
    }
}
