using System.Text;
using MockUserApis.Vendors.VoltMx;

namespace MockUserApis.Tests.Support;

/// <summary>A login of the sandbox's own account, and a read with what it gave.</summary>
internal static class VoltMxLogin
{
    public const string TokenHeader = "X-VoltMX-Authorization";

    public static async Task<string> TokenAsync(TestSandbox sandbox, Vendor vendor)
    {
        var (user, password) = VoltMx.Account(sandbox.Name);
        var body = Encoding.UTF8.GetBytes($$"""{"userid":"{{user}}","password":"{{password}}"}""");
        KeyValuePair<string, string>[] headers =
        [
            new("Content-Type", "application/json"),
            new("X-Mock-Sandbox", sandbox.Name),
        ];
        var login = await sandbox.SendAsync(vendor, "POST", "/authService/accounts/login", headers, body);
        login.Status.ShouldBe(200, login.Text);
        return login.Json.GetProperty("claims_token").GetProperty("value").GetString()!;
    }

    public static Task<WireAnswer> ReadAsync(TestSandbox sandbox, Vendor vendor, string token) =>
        sandbox.SendAsync(
            vendor,
            "GET",
            TestSandbox.UserTarget(vendor, sandbox.Key(vendor)),
            [new(TokenHeader, token)],
            null
        );
}
