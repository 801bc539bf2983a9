using System.Globalization;
using System.Xml;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Generated.ChannelTalk;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>Tokens for a user. Nothing is kept of them.</summary>
public sealed class TokensController : TokensControllerBase
{
    private static readonly Rule TokenRule = new(
        "tokens/user-token",
        ASSUMED,
        "form and life are unknown: signed claims behind \"mock\", for 30 days"
    );
    private static readonly Rule JwtRule = new(
        "tokens/session-jwt",
        ASSUMED,
        "that it is a JWT is DOC, what is in it is unknown: HS256 with sub, channelId, memberId, iat and exp"
    );
    private static readonly Rule ExpirationRule = new(
        "tokens/expiration",
        ASSUMED,
        "PT1M to P30D is DOC; that another one is refused as other values are is ours"
    );

    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    private byte[] SigningKey =>
        SignedToken.KeyOf(
            Exchange.Http.RequestServices.GetRequiredService<VendorDirectory>().Credentials.Root(Sandbox.Name)
        );

    public override async ValueTask<Reply> IssueUserToken(string userId) => UserToken(await Users.FindKeyAsync(userId));

    public override async ValueTask<Reply> IssueMemberToken(string memberId) =>
        UserToken(await Users.FindAsync(Seed.ByMember, memberId));

    public override async ValueTask<Reply> IssueSessionJwt(string memberId, string? expiration)
    {
        if (await Users.FindAsync(Seed.ByMember, memberId) is not { } member)
            return Errors.NoSuchUser;
        if (Life(expiration) is not { } life)
            return Refused(expiration!);
        Exchange.Rely(JwtRule);
        var end = Instants.Later(Sandbox.Clock.GetUtcNow(), life);
        return Issued("sessionJWT", Signed(member.Document, end, isJwt: true), "expiresAt", end);
    }

    private Reply UserToken(Member? user)
    {
        if (user is not { } found)
            return Errors.NoSuchUser;
        Exchange.Rely(TokenRule);
        var end = Instants.Later(Sandbox.Clock.GetUtcNow(), Most);
        return Issued("token", Signed(found.Document, end, isJwt: false), "disableAt", end);
    }

    // A query has no null of its own: the word is the default (DOC), and an empty one is as absent.
    private static TimeSpan? Life(string? expiration)
    {
        if (expiration is null or "" or "null")
            return Least;
        try
        {
            var life = Duration(expiration);
            return life >= Least && life <= Most ? life : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }

    // XML Schema's durations are those of ISO 8601 without its weeks.
    private static TimeSpan Duration(string text) =>
        text is ['P', .. var weeks, 'W']
        && int.TryParse(weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? TimeSpan.FromDays(7.0 * count)
            : XmlConvert.ToTimeSpan(text);

    private Reply Refused(string expiration)
    {
        var sent = RawJson.Parse(RawJson.String(expiration));
        const string expected = "a duration from PT1M to P30D";
        return Exchange.Refuse(
            new Finding("query", "/expiration", "format", expected, ShownValue.Of(sent), ExpirationRule)
            {
                Value = sent,
            }
        );
    }

    private string Signed(Document user, DateTimeOffset end, bool isJwt) =>
        SignedToken.Of(
            RawJson.Write(
                (user, now: Sandbox.Clock.GetUtcNow().ToUnixTimeSeconds(), end: end.ToUnixTimeSeconds()),
                static (json, c) =>
                {
                    json.WriteStartObject();
                    json.WriteString("sub", "user-" + c.user.Text("id"));
                    json.WriteString("channelId", c.user.Text("channelId"));
                    if (c.user.Text("memberId") is { } member)
                        json.WriteString("memberId", member);
                    json.WriteNumber("iat", c.now);
                    json.WriteNumber("exp", c.end);
                    json.WriteEndObject();
                }
            ),
            SigningKey,
            isJwt
        );

    private static Reply Issued(string name, string token, string until, DateTimeOffset end) =>
        Reply.Json(
            200,
            RawJson.Write(
                (name, token, until, end: end.ToUnixTimeMilliseconds()),
                static (json, t) =>
                {
                    json.WriteStartObject();
                    json.WriteString(t.name, t.token);
                    json.WriteNumber(t.until, t.end);
                    json.WriteEndObject();
                }
            )
        );
}
