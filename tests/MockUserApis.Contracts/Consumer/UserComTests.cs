using System.Net;
using MockUserApis.Clients.UserCom;
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
}
