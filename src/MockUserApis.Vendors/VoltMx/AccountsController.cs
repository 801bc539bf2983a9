using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Generated.VoltMx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

public sealed class AccountsController : AccountsControllerBase
{
    public static readonly Rule LoginRule = new(
        "login/expiry",
        ASSUMED,
        "the page shows exp and no duration: half an hour on the sandbox's clock"
    );

    public static readonly Rule AccessRule = new(
        "oauth/expiry",
        ASSUMED,
        "no page says how long the two live: half an hour on the sandbox's clock, as a login does"
    );

    private const string Domain = "@example.com";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private Vendor Vendor => Exchange.Vendor;

    private string Root =>
        Exchange.Http.RequestServices.GetRequiredService<VendorDirectory>().Credentials.Root(Sandbox.Name);

    /// <summary>What a login's user and password are worth, written as Basic would; null: it names none.</summary>
    internal static string? Credential(RequestBody<LoginRequest> body) =>
        body.Text("userid") is { } user && body.Text("password") is { } password
            ? VoltMx.BasicCredential(UserId(user), password)
            : null;

    public override async ValueTask<Reply> Login(RequestBody<LoginRequest> body)
    {
        if (Exchange.Account is not { } account || Sandbox.IsRevoked(Vendor))
            return Errors.Unauthorized(Exchange);
        var now = Sandbox.Clock.GetUtcNow();
        var end = Instants.Later(now, Lifetime);
        var token = VoltMx.Token(Root, "volt-mx claims", now.ToUnixTimeMilliseconds());
        await Exchange
            .Http.RequestServices.GetRequiredService<Sandboxes>()
            .GrantAsync(Vendor, VoltMx.TokenCredential(token), account with { Until = end });
        Exchange.Rely(LoginRule);
        return Reply.Json(200, Result(UserId(body.Text("userid")!), token, end));
    }

    public override async ValueTask<Reply> GetAccessToken()
    {
        if (Exchange.Account is not { } account)
            return Errors.Unauthorized(Exchange);
        var now = Sandbox.Clock.GetUtcNow();
        var token = VoltMx.Token(Root, "volt-mx access token", now.ToUnixTimeMilliseconds());
        var secret = VoltMx.Token(Root, "volt-mx access secret", now.ToUnixTimeMilliseconds());
        Exchange.Rely(AccessRule);
        // A request that is only tried, for a diagnosis, has no number and leaves nothing.
        if (Exchange.Id > 0)
        {
            await Exchange
                .Http.RequestServices.GetRequiredService<Sandboxes>()
                .GrantAsync(
                    Vendor,
                    VoltMx.AccessCredential(token, secret),
                    account with
                    {
                        Until = Instants.Later(now, Lifetime),
                    }
                );
        }

        return Reply.Text(200, $$"""{"AccessToken":"{{token}}","AccessSecret":"{{secret}}"}""");
    }

    private string Refresh(DateTimeOffset end) => VoltMx.Token(Root, "volt-mx refresh", end.ToUnixTimeMilliseconds());

    private byte[] Result(string user, string token, DateTimeOffset end) =>
        RawJson.Write(
            (user, token, refresh: Refresh(end), end: end.ToUnixTimeMilliseconds()),
            static (json, l) =>
            {
                json.WriteStartObject();
                json.WriteStartObject("profile");
                json.WriteString("email", l.user + Domain);
                json.WriteString("userid", l.user);
                json.WriteString("firstname", "Mock");
                json.WriteString("lastname", "User");
                json.WriteEndObject();
                json.WriteString("refresh_token", l.refresh);
                json.WriteStartObject("claims_token");
                json.WriteString("value", l.token);
                json.WriteNumber("exp", l.end);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        );

    // The user id or the e-mail address. DOC
    private static string UserId(string sent) =>
        sent.EndsWith(Domain, StringComparison.Ordinal) ? sent[..^Domain.Length] : sent;
}
