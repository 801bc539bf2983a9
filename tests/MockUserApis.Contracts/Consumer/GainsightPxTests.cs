using System.Net;
using MockUserApis.Clients.GainsightPx;
using PactNet;
using PactNet.Matchers;

namespace MockUserApis.Contracts.Consumer;

public class GainsightPxTests() : UpdateContract("GainsightPx", "ada")
{
    protected override HttpMethod Method => HttpMethod.Put;

    protected override string Path => $"/v1/users/{Id}";

    protected override IReadOnlyDictionary<string, string> Credential { get; } =
        new Dictionary<string, string> { ["X-APTRINSIC-API-KEY"] = "00000000-0000-4000-8000-000000000001" };

    protected override IReadOnlyDictionary<string, string> Before { get; } =
        new Dictionary<string, string> { ["title"] = "CTO" };

    protected override object Body =>
        new
        {
            identifyId = Id,
            propertyKeys = new[] { "AP-MOCKPRODUCT1-2" },
            title = "CEO",
        };

    protected override HttpStatusCode Success => HttpStatusCode.NoContent;

    protected override (string, IMatcher)? RateHeader => ("Retry-After", Match.Regex("1", "^[0-9]+$"));

    protected override object Refusal(HttpStatusCode status) =>
        new
        {
            externalapierror = new
            {
                status = status switch
                {
                    HttpStatusCode.NotFound => "NOT_FOUND",
                    HttpStatusCode.Unauthorized => "UNAUTHORIZED",
                    _ => "TOO_MANY_REQUESTS",
                },
                message = Match.Type("a sentence"),
            },
        };

    protected override Task UpdateAsync(HttpClient http) =>
        new GainsightPxClient(http).UpdateUserAsync(
            Id,
            new UserInput
            {
                IdentifyId = Id,
                PropertyKeys = ["AP-MOCKPRODUCT1-2"],
                Title = "CEO",
            }
        );

    /// <summary>In this class, because the pact file has one writer.</summary>
    [Fact]
    public async Task Read_OfAnAccount_Succeeds()
    {
        var pact = Pact.V4(FreshPacts.Consumer, "GainsightPx", Config).WithHttpInteractions();
        pact.UponReceiving("a read of an account")
            .Given("an account exists", new Dictionary<string, string> { ["id"] = "acme", ["plan"] = "team" })
            .WithRequest(HttpMethod.Get, "/v1/accounts/acme")
            .WithHeader("X-APTRINSIC-API-KEY", Credential["X-APTRINSIC-API-KEY"])
            .WillRespond()
            .WithStatus(HttpStatusCode.OK)
            .WithHeader("Content-Type", "application/json")
            .WithJsonBody(
                new
                {
                    id = "acme",
                    name = Match.Type("Acme Inc"),
                    plan = "team",
                    numberOfUsers = Match.Integer(0),
                }
            );

        await pact.VerifyAsync(async context =>
            (await new GainsightPxClient(Http(context)).GetAccountAsync("acme")).Plan.ShouldBe("team")
        );
    }
}
