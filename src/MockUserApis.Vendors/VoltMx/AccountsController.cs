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
    public static readonly Rule LoginRule = new("login/expiry", ASSUMED, "the page shows exp and no duration: half an hour on the sandbox's clock");

    private const string Domain = "@example.com";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private Vendor Vendor => Exchange.Vendor;

    private string Root =>
        Exchange.Http.RequestServices.GetRequiredService<VendorDirectory>().Credentials.Root(Sandbox.Name);

    public override Reply Login(Sent<LoginRequest> body)
    {
        var sandboxes = Exchange.Http.RequestServices.GetRequiredService<Sandboxes>();
        var user = UserId(body.Text("userid")!);
        if (sandboxes.Open(Vendor, VoltMx.BasicCredential(user, body.Text("password")!)) is not { } account || !Enter(account)) return Errors.Unauthorized(Exchange);
        var now = Sandbox.Clock.GetUtcNow();
        var end = Instants.Later(now, Lifetime);
        var token = VoltMx.Token(Root, "volt-mx claims", now.ToUnixTimeMilliseconds());
        sandboxes.Grant(Vendor, VoltMx.TokenCredential(token), account with { Sandbox = Sandbox, Until = end });
        Exchange.Rely(LoginRule);
        return Reply.Json(200, Result(user, token, end));
    }

    // Who logs in is in the sandbox of the password; a sandbox that header or prefix name takes its own and the default one's.
    private bool Enter(Account account)
    {
        var (asked, own) = (Exchange.Sandbox.Name, account.Sandbox.Name);
        if (asked != Sandboxes.Default && own != asked && own != Sandboxes.Default) return false;
        if (asked == Sandboxes.Default && own != asked)
        {
            Exchange.Sandbox = account.Sandbox;
            Exchange.Id = account.Sandbox.Journal.NextId();
        }

        return !Sandbox.IsRevoked(Vendor);
    }

    private string Refresh(DateTimeOffset end) => VoltMx.Token(Root, "volt-mx refresh", end.ToUnixTimeMilliseconds());

    private byte[] Result(string user, string token, DateTimeOffset end) =>
        RawJson.Write((user, token, refresh: Refresh(end), end: end.ToUnixTimeMilliseconds()), static (json, l) =>
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
        });

    // The user id or the e-mail address. DOC
    private static string UserId(string sent) => sent.EndsWith(Domain, StringComparison.Ordinal) ? sent[..^Domain.Length] : sent;
}
