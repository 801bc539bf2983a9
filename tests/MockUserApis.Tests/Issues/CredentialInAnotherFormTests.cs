using System.Text;
using MockUserApis.Vendors.VoltMx;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A credential counts in the form that its vendor takes and in no other: <c>Basic mock:mock</c> without base64 and a
/// login's token as <c>Authorization: Token …</c> passed at one vendor, Unicode white space around a token at another.
/// </summary>
public sealed class CredentialInAnotherFormTests(MockFixture mock)
{
    private static readonly Func<string, string>[] OtherForms =
    [
        v => "\"" + v + "\"",
        v => v + "\u00A0",
        v => "Bearer " + v,
        v => v + "," + v,
        v => v[..^1],
        v => v + "%0A",
        v => "{" + v + "}",
        v => v + "\tx",
        _ => "",
    ];

    [Fact]
    public async Task VoltMx_AnyOtherForm_OpensNothing()
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor("volt-mx");
        var (user, password) = VoltMx.Account(sandbox.Name);
        var plain = $"{user}:{password}";
        var coded = Coded(plain);
        var token = await VoltMxLogin.TokenAsync(sandbox, vendor);
        string[] forms =
        [
            "Basic " + plain,
            "basic " + plain,
            plain,
            coded,
            "Basic",
            "Basic " + coded[..8] + " " + coded[8..],
            "Basic\t" + coded,
            "Basic=" + coded,
            "Bearer " + coded,
            "Basic " + coded + "=",
            "Basic " + coded + "====",
            "Basic " + coded + ",Basic " + coded,
            "Token " + token,
            "token " + token,
            token,
            "Bearer " + token,
            "Basic " + Coded(plain + "\n"),
            "Basic " + Coded("\0" + plain),
            "Basic " + coded.ToLowerInvariant(),
            "Basic " + Convert.ToBase64String(Encoding.Unicode.GetBytes(plain)),
        ];
        string[] tokens =
        [
            "Basic " + plain,
            plain,
            "Basic " + coded,
            "Token " + token,
            token + "\t" + token,
            token + "0",
        ];

        foreach (var form in forms)
            await RefusedAsync(sandbox, vendor, Header("Authorization", form));
        foreach (var form in tokens)
            await RefusedAsync(sandbox, vendor, Header(VoltMxLogin.TokenHeader, form));
        KeyValuePair<string, string> basic = new("Authorization", "Basic " + coded);
        KeyValuePair<string, string> claims = new(VoltMxLogin.TokenHeader, token);
        (await SendAsync(sandbox, vendor, basic, basic)).ShouldBe(401);
        (await SendAsync(sandbox, vendor, claims, claims)).ShouldBe(401);
        (await SendAsync(sandbox, vendor, basic, claims, claims)).ShouldBe(401);
        (await SendAsync(sandbox, vendor, basic)).ShouldBe(200);
        (await SendAsync(sandbox, vendor, claims)).ShouldBe(200);
        (await SendAsync(sandbox, vendor, Header("Authorization", "bAsIc   " + coded + "  "))).ShouldBe(200);
    }

    [Fact]
    public async Task UserCom_AnyOtherForm_OpensNothing()
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor("user-com");
        var key = sandbox.Credential(vendor)[0].Value["Token ".Length..];
        string[] forms =
        [
            key,
            "Bearer " + key,
            "Token" + key,
            "Token=" + key,
            "Token \u00A0" + key,
            "Token " + key + "\u00A0",
            "Token \u2003" + key,
            "Token " + key + ",",
            "Token \"" + key + "\"",
            "Token " + key + " " + key,
            "Token " + key.ToUpperInvariant() + "x",
        ];

        foreach (var form in forms)
            await RefusedAsync(sandbox, vendor, Header("Authorization", form));
        KeyValuePair<string, string> good = new("Authorization", "Token " + key);
        (await SendAsync(sandbox, vendor, good, good)).ShouldBe(401);
        (await SendAsync(sandbox, vendor, good)).ShouldBe(200);
        // The framework splits at white space, and compares the scheme without regard to case.
        (await SendAsync(sandbox, vendor, Header("Authorization", "tOKEN \t " + key + " "))).ShouldBe(200);
        (await SendAsync(sandbox, vendor, Header("Authorization", "Token\t" + key))).ShouldBe(200);
    }

    [Theory]
    [InlineData("gainsight-px")]
    [InlineData("channel-talk")]
    [InlineData("foldspace")]
    public async Task Key_AnyOtherForm_OpensNothing(string slug)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor(slug);
        var good = sandbox.Credential(vendor);
        (await SendAsync(sandbox, vendor, [.. good])).ShouldBe(200);

        for (var i = 0; i < good.Count; i++)
        {
            foreach (var form in OtherForms)
            {
                var sent = good.ToArray();
                sent[i] = new(sent[i].Key, form(sent[i].Value));
                (await SendAsync(sandbox, vendor, sent)).ShouldBe(401, sent[i].Value);
            }

            (await SendAsync(sandbox, vendor, [.. good, good[i]])).ShouldBe(401, "twice");
        }
    }

    [Fact]
    public async Task AnyCredential_ThatIsNotWellFormed_OpensNothing()
    {
        await using var server = await Server.StartAsync(new MockOptions { AnyCredential = true }, Store.Use);
        const string px = "X-APTRINSIC-API-KEY";
        (string Slug, KeyValuePair<string, string> Header)[] forms =
        [
            ("volt-mx", Header("Authorization", "Basic a:b")),
            ("volt-mx", Header("Authorization", "Bearer abcdef:b")),
            ("volt-mx", Header(VoltMxLogin.TokenHeader, "abc:def")),
            ("gainsight-px", Header(px, "\u00A000000000-0000-4000-8000-000000000009")),
            ("gainsight-px", Header(px, "0x000000-0000-4000-8000-000000000009")),
            ("gainsight-px", Header(px, "+0000000-0000-4000-8000-000000000009")),
            ("user-com", Header("Authorization", "Token " + new string('0', 63) + "\u0660")),
        ];
        var defaultSandbox = new TestSandbox(server, "default");
        foreach (var (slug, header) in forms)
            await RefusedAsync(defaultSandbox, server.Vendor(slug), header);

        var volt = server.Vendor("volt-mx");
        (await SendAsync(defaultSandbox, volt, Header("Authorization", "Basic " + Coded("anybody:any")))).ShouldBe(200);
    }

    private static KeyValuePair<string, string> Header(string name, string value) => new(name, value);

    private static string Coded(string plain) => Convert.ToBase64String(Encoding.UTF8.GetBytes(plain));

    private static async Task RefusedAsync(TestSandbox sandbox, Vendor vendor, KeyValuePair<string, string> header) =>
        (await SendAsync(sandbox, vendor, header)).ShouldBe(401, header.Value);

    private static async Task<int> SendAsync(
        TestSandbox sandbox,
        Vendor vendor,
        params KeyValuePair<string, string>[] headers
    )
    {
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        return (await sandbox.SendAsync(vendor, "GET", target, headers, null)).Status;
    }
}
