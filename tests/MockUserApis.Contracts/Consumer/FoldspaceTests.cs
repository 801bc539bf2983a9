using System.Net;
using MockUserApis.Clients.Foldspace;
using PactNet;
using PactNet.Matchers;

namespace MockUserApis.Contracts.Consumer;

public class FoldspaceTests() : UpdateContract("Foldspace", "ada")
{
    protected override HttpMethod Method => HttpMethod.Put;

    protected override string Path => $"/v1/user/{Id}";

    protected override IReadOnlyDictionary<string, string> Credential { get; } =
        new Dictionary<string, string> { ["X-FOLDSPACE-API-KEY"] = "mock-foldspace-key" };

    protected override IReadOnlyDictionary<string, string> Before { get; } =
        new Dictionary<string, string> { ["name"] = "Ada" };

    protected override object Body =>
        new
        {
            userType = "ANONYMOUS",
            identifyId = Id,
            name = "Countess",
        };

    protected override HttpStatusCode Success => HttpStatusCode.OK;

    protected override object Answer => new { message = Match.Type("User updated successfully") };

    protected override object Refusal(HttpStatusCode status) => new { error = Match.Type("a sentence") };

    protected override Task UpdateAsync(HttpClient http) =>
        new FoldspaceClient(http).UpdateUserAsync(
            Id,
            new UserWrite
            {
                UserType = UserType.ANONYMOUS,
                IdentifyId = Id,
                Name = "Countess",
            }
        );

    /// <summary>In this class, because the pact file has one writer.</summary>
    [Fact]
    public async Task Read_OfASubscription_Succeeds()
    {
        var pact = Pact.V4(FreshPacts.Consumer, "Foldspace", Config).WithHttpInteractions();
        pact.UponReceiving("a read of a subscription")
            .Given("a subscription exists", new Dictionary<string, string> { ["id"] = "acme", ["planId"] = "team" })
            .WithRequest(HttpMethod.Get, "/v1/subscription/acme")
            .WithHeader("X-FOLDSPACE-API-KEY", Credential["X-FOLDSPACE-API-KEY"])
            .WillRespond()
            .WithStatus(HttpStatusCode.OK)
            .WithHeader("Content-Type", "application/json")
            .WithJsonBody(
                new
                {
                    identifyId = "acme",
                    planId = "team",
                    name = Match.Type("Acme Inc"),
                }
            );

        await pact.VerifyAsync(async context =>
            (await new FoldspaceClient(Http(context)).GetSubscriptionAsync("acme")).PlanId.ShouldBe("team")
        );
    }
}
