using System.Net;
using MockUserApis.Clients.ChannelTalk;
using PactNet;
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

    /// <summary>In this class, because the pact file has one writer.</summary>
    [Fact]
    public async Task List_OfEvents_Succeeds()
    {
        var pact = Pact.V4(FreshPacts.Consumer, "ChannelTalk", Config).WithHttpInteractions();
        var asked = pact.UponReceiving("a list of a user's events")
            .Given("a user exists", new Dictionary<string, string> { ["id"] = Id })
            .Given("an event exists", new Dictionary<string, string> { ["id"] = "ev-1", ["userId"] = Id })
            .WithRequest(HttpMethod.Get, $"/open/v5/users/{Id}/events");
        foreach (var (name, value) in Credential)
            asked = asked.WithHeader(name, value);
        asked
            .WillRespond()
            .WithStatus(HttpStatusCode.OK)
            .WithHeader("Content-Type", "application/json")
            .WithJsonBody(
                new
                {
                    events = Match.MinType(
                        new
                        {
                            id = "ev-1",
                            userId = Id,
                            name = Match.Type("Purchase"),
                            createdAt = Match.Integer(1756074466062),
                            expireAt = Match.Integer(1756074466062),
                        },
                        1
                    ),
                }
            );

        await pact.VerifyAsync(async context =>
            (await new ChannelTalkClient(Http(context)).ListEventsAsync(Id)).Events[0].UserId.ShouldBe(Id)
        );
    }
}
