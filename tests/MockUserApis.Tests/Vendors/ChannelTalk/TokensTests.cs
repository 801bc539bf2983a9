using System.Text;
using MockUserApis.Vendors.ChannelTalk;

namespace MockUserApis.Tests.Vendors.ChannelTalk;

/// <summary>Tokens are the sandbox's: the mock verifies its own, and keeps neither them nor their key.</summary>
public sealed class TokensTests(MockFixture mock)
{
    private const string Jwt = "/open/v5/users/@member-1/session-jwt/issue?expiration=";

    private Vendor Vendor => mock.Vendor("channel-talk");

    [Theory]
    [InlineData("/open/v5/users/@member-1/session-jwt/issue", "sessionJWT")]
    [InlineData("/open/v5/users/@member-1/user-token/issue", "token")]
    public async Task Token_OfASandbox_IsVerifiedThereUntilItEndsAndNowhereElse(string path, string name)
    {
        var (sandbox, other) = (await mock.SandboxAsync(), await mock.SandboxAsync());
        var now = sandbox.Inside.Clock.GetUtcNow();

        var token = (await sandbox.CallAsync(Vendor, "PUT", path)).Json.GetProperty(name).GetString()!;

        var claims = SignedToken.Verify(token, KeyOf(sandbox), now).ShouldNotBeNull();
        claims.GetProperty("memberId").GetString().ShouldBe("member-1");
        SignedToken.Verify(token, KeyOf(other), now).ShouldBeNull();
        SignedToken.Verify(token, KeyOf(sandbox), now.AddDays(31)).ShouldBeNull();
        SignedToken.Verify(Forged(token), KeyOf(sandbox), now).ShouldBeNull();
        SignedToken.Verify(token[..^4], KeyOf(sandbox), now).ShouldBeNull();
        SignedToken.Verify("a.b.c", KeyOf(sandbox), now).ShouldBeNull();
    }

    [Fact]
    public async Task Token_AndItsKey_AreInNoJournalSnapshotOrHar()
    {
        var sandbox = await mock.SandboxAsync();
        const string path = "/open/v5/users/@member-1/";
        var jwt = await sandbox.CallAsync(Vendor, "PUT", path + "session-jwt/issue");
        var token = await sandbox.CallAsync(Vendor, "PUT", path + "user-token/issue");
        string[] secrets =
        [
            jwt.Json.GetProperty("sessionJWT").GetString()!,
            token.Json.GetProperty("token").GetString()!,
            Convert.ToBase64String(KeyOf(sandbox)),
            Convert.ToHexString(KeyOf(sandbox)),
        ];

        string[] places = ["/requests", "/requests?format=har", "/snapshot", "/coverage"];
        foreach (var place in places)
        {
            var text = (await sandbox.ArrangeAsync("GET", place)).Text;
            foreach (var secret in secrets)
                text.ShouldNotContain(secret, Case.Insensitive, place);
        }
    }

    [Theory]
    [InlineData("null", 60)]
    [InlineData("P1W", 7 * 86_400)]
    [InlineData("P04W", 28 * 86_400)]
    [InlineData("P1M", 30 * 86_400)]
    public async Task SessionJwt_WithAnExpirationInRange_LivesSoLong(string expiration, int seconds)
    {
        var sandbox = await mock.SandboxAsync();
        sandbox.Inside.Clock.Change(DateTimeOffset.UnixEpoch.AddYears(56), true, null);
        var now = sandbox.Inside.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        var answer = await sandbox.CallAsync(Vendor, "PUT", Jwt + expiration);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("expiresAt").GetInt64().ShouldBe(now + (seconds * 1000L));
    }

    [Theory]
    [InlineData("P0W")]
    [InlineData("P5W")]
    [InlineData("P1W1D")]
    [InlineData("P99999999999W")]
    [InlineData("P2000000000W")]
    [InlineData("-P1W")]
    [InlineData("PW")]
    [InlineData("NULL")]
    public async Task SessionJwt_WithAnotherExpiration_IsRefused(string expiration) =>
        (await (await mock.SandboxAsync()).CallAsync(Vendor, "PUT", Jwt + expiration)).Status.ShouldBe(422);

    private byte[] KeyOf(TestSandbox sandbox) => SignedToken.KeyOf(mock.Directory.Credentials.Root(sandbox.Name));

    // Other claims under the same signature.
    private static string Forged(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetBytes("""{"sub":"user-2","exp":99999999999}""");
        return $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(claims)}.{parts[2]}";
    }
}
