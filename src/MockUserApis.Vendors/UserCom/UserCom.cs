using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>User.com: a token of 64 characters, a Django REST framework behind it, and its ways of saying no.</summary>
public sealed class UserCom : Vendor
{
    private const string Scheme = "Token";
    private const int KeyLength = 64;

    public override string Title => "User.com";

    public override int Port => 2;

    public override IReadOnlyList<RateLimit> Limits { get; } = [RateLimit.PerWindow(10, TimeSpan.FromSeconds(1))];

    public override Rule LimitsRule { get; } = new("limits", ASSUMED, "429 is documented, the number of requests is not");

    public override Recipe Recipe { get; } = new Seed();

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUserByCustomId";

    public override IEnumerable<Rule> ErrorRules =>
        [
            .. Errors.All, .. Update.More, .. Search.All, .. AcceptedVersion.All, .. OneUser.All, .. MassUpdate.All,
            .. UserMerge.All, OptionsRule, HeadersRule,
        ];

    public override IReadOnlyList<Waiver> Waivers { get; } =
    [
        new("/email", "required", new("lenient/email", CODE, "the Go client leaves an empty e-mail out of a create")),
    ];

    public override BodyRules BodyRules { get; } = new(
        new("body/encoding", ASSUMED, "no page mentions it, and the framework inflates nothing: 415 in both profiles"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as Django does"),
        Inflates: false);

    public override IReadOnlyList<string> CredentialHeaders { get; } = ["Authorization"];

    // The framework's read view answers HEAD too; it is in the recorded Allow header.
    public override bool AnswersHead => true;

    /// <summary>Null for another scheme: the framework then sees no credential of its own, and says so.</summary>
    public override string? Credential(IHeaderDictionary headers)
    {
        // The framework's server joins headers of one name by commas, and the framework splits at ASCII white space.
        var sent = headers.Authorization is [var one] ? one : headers.Authorization.ToString();
        if (sent is null || !sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        if (sent.Length == Scheme.Length) return "";
        return sent[Scheme.Length] is ' ' or '\t' ? sent[Scheme.Length..].Trim(' ', '\t') : null;
    }

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var key = sandbox == Sandboxes.Default ? new string('0', KeyLength)
            : string.Concat(Enumerable.Range(0, 4).Select(i => Fingerprint(sandbox, $"token {i}").ToString("x16", CultureInfo.InvariantCulture)));
        return [new Issued(key, [new("Authorization", $"{Scheme} {key}")])];
    }

    public override bool IsWellFormed(string credential) => credential.Length == KeyLength && credential.All(char.IsAsciiLetterOrDigit);

    public override Reply? Precheck(Exchange exchange) =>
        !exchange.Route.Found ? null
        : AcceptedVersion.Refused(exchange) is { } refused ? refused
        : HttpMethods.IsOptions(exchange.Method) && exchange.Account is not null && !exchange.Sandbox.IsRevoked(this) ? Options(exchange)
        : null;

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

    private static readonly Rule OptionsRule = new(
        "options", ASSUMED, "OPTIONS is in the recorded Allow header; the framework answers with its metadata");
    private static readonly Rule HeadersRule = new("headers", REC, "Vary and X-Frame-Options on every answer");

    private static readonly KeyValuePair<string, string>[] Always =
        [new("Vary", "Cookie"), new("X-Frame-Options", "SAMEORIGIN")];

    // The operations of a path are one list for as long as the contract is there.
    private static readonly ConditionalWeakTable<IReadOnlyList<Operation>, KeyValuePair<string, string>[]> Headers = [];

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
