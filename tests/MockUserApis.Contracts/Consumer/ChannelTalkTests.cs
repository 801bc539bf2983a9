using System.Net;
using MockUserApis.Clients.ChannelTalk;
using PactNet.Matchers;

namespace MockUserApis.Contracts.Consumer;

public class ChannelTalkTests() : UpdateContract("ChannelTalk", "ada")
{
    protected override HttpMethod Method => HttpMethod.Patch;

    protected override string Path => $"/open/v5/users/{Id}";

    protected override IReadOnlyDictionary<string, string> Credential { get; } =
        new Dictionary<string, string>
        {
            ["x-access-key"] = "mock-access-key",
            ["x-access-secret"] = "mock-access-secret",
        };

    protected override IReadOnlyDictionary<string, string> Before { get; } =
        new Dictionary<string, string> { ["language"] = "ja" };

    protected override object Body => new { profile = new { name = "Ada" } };

    protected override HttpStatusCode Success => HttpStatusCode.OK;

    protected override object Answer =>
        new
        {
            user = new
            {
                id = Id,
                channelId = Match.Type("26805"),
                type = Match.Type("member"),
                language = "ja",
                blocked = Match.Type(false),
                managedKey = Match.Integer(0),
                createdAt = Match.Integer(1756074466062),
                profile = new { name = "Ada" },
            },
            online = new
            {
                personId = Id,
                personType = "user",
                channelId = Match.Type("26805"),
                id = Match.Type("user-ada"),
            },
        };

    protected override (string, IMatcher)? RateHeader => ("x-ratelimit-reset", Match.Regex("1795243560", "^[0-9]+$"));

    protected override object Refusal(HttpStatusCode status) =>
        new
        {
            status = (int)status,
            type = Match.Regex("Some Phrase", "^[A-Z][A-Za-z]+( [A-Z][A-Za-z]+)*$"),
            language = "en",
            errors = Match.MinType(new { message = Match.Type("a sentence") }, 1),
        };

    protected override Task UpdateAsync(HttpClient http) =>
        new ChannelTalkClient(http).UpdateUserAsync(
            Id,
            new UserUpdate { Profile = new ProfileUpdate { Name = "Ada" } }
        );
}
