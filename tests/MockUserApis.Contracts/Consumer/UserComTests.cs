using System.Net;
using MockUserApis.Clients.UserCom;
using PactNet;
using PactNet.Matchers;

namespace MockUserApis.Contracts.Consumer;

public class UserComTests() : UpdateContract("UserCom", "ada")
{
    protected override HttpMethod Method => HttpMethod.Put;

    protected override string Path => $"/api/public/users-by-id/{Id}/";

    protected override IReadOnlyDictionary<string, string> Credential { get; } =
        new Dictionary<string, string> { ["Authorization"] = "Token " + new string('0', 64) };

    protected override IReadOnlyDictionary<string, string> Before { get; } =
        new Dictionary<string, string> { ["last_name"] = "Lovelace" };

    protected override object Body => new { first_name = "Ada" };

    protected override HttpStatusCode Success => HttpStatusCode.OK;

    protected override object Answer =>
        new
        {
            id = Match.Integer(1),
            user_id = Id,
            name = "Ada Lovelace",
            email = Match.Include("@"),
            updated_at = Match.Type("2026-01-01T00:00:00.000000Z"),
        };

    protected override object Refusal(HttpStatusCode status) => new { detail = Match.Type("a sentence") };

    protected override Task UpdateAsync(HttpClient http) =>
        new UserComClient(http).UpdateUserByCustomIdAsync(Id, new UserUpdate { FirstName = "Ada" });

    /// <summary>In this class, because the pact file has one writer.</summary>
    [Fact]
    public async Task Read_OfACompany_Succeeds()
    {
        var pact = Pact.V4(FreshPacts.Consumer, "UserCom", Config).WithHttpInteractions();
        pact.UponReceiving("a read of a company")
            .Given("a company exists", new Dictionary<string, string> { ["id"] = "crm-1", ["name"] = "Example" })
            .WithRequest(HttpMethod.Get, "/api/public/companies-by-id/crm-1/")
            .WithHeader("Authorization", Credential["Authorization"])
            .WillRespond()
            .WithStatus(HttpStatusCode.OK)
            .WithHeader("Content-Type", "application/json")
            .WithJsonBody(
                new
                {
                    id = Match.Integer(1),
                    company_id = "crm-1",
                    name = "Example",
                    employees = Array.Empty<long>(),
                }
            );

        await pact.VerifyAsync(async context =>
            (await new UserComClient(Http(context)).GetCompanyByCustomIdAsync("crm-1")).Name.ShouldBe("Example")
        );
    }

    /// <summary>The same, by an event of a user.</summary>
    [Fact]
    public async Task Event_OfAUser_Succeeds()
    {
        var pact = Pact.V4(FreshPacts.Consumer, "UserCom", Config).WithHttpInteractions();
        pact.UponReceiving("an event of a user")
            .Given("a user exists", State(Before))
            .WithRequest(HttpMethod.Post, $"/api/public/users-by-id/{Id}/events/")
            .WithHeader("Authorization", Credential["Authorization"])
            .WithJsonBody(new { name = "order" })
            .WillRespond()
            .WithStatus(HttpStatusCode.Created)
            .WithHeader("Content-Type", "application/json")
            .WithJsonBody(new { id = Match.Integer(1), created = Match.Type(true) });

        await pact.VerifyAsync(async context =>
            await new UserComClient(Http(context)).CreateEventByCustomIdAsync(Id, new EventOfUser { Name = "order" })
        );
    }

    /// <summary>The same, by another version.</summary>
    [Fact]
    public async Task Update_ByVersion2_Succeeds()
    {
        const string Version = "*/*; version=2";
        var pact = Pact.V4(FreshPacts.Consumer, "UserCom", Config).WithHttpInteractions();
        pact.UponReceiving("an update of a user by version 2")
            .Given("a user exists", State(Before))
            .WithRequest(Method, Path)
            .WithHeader("Authorization", Credential["Authorization"])
            .WithHeader("Accept", Version)
            .WithJsonBody(new { first_name = "Ada" })
            .WillRespond()
            .WithStatus(Success)
            .WithHeader("Content-Type", "application/json")
            .WithJsonBody(
                new
                {
                    id = Match.Integer(1),
                    custom_id = Id,
                    name = "Ada Lovelace",
                    user_key = Match.Type("k"),
                }
            );

        await pact.VerifyAsync(async context =>
        {
            var client = new Clients.UserComV2.UserComV2Client(Http(context));
            await client.UpdateUserByCustomIdAsync(Id, new Clients.UserComV2.UserUpdate { FirstName = "Ada" });
        });
    }
}
