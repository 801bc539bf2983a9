using System.Net;
using MockUserApis.Clients.VoltMx;
using PactNet.Matchers;

namespace MockUserApis.Contracts.Consumer;

public class VoltMxTests() : UpdateContract("VoltMx", "4242")
{
    protected override HttpMethod Method => HttpMethod.Put;

    protected override string Path => $"/api/v1/audience/{Id}";

    protected override IReadOnlyDictionary<string, string> Credential { get; } =
        new Dictionary<string, string> { ["Authorization"] = "Basic bW9jazptb2Nr" };

    protected override IReadOnlyDictionary<string, string> Before { get; } =
        new Dictionary<string, string> { ["lastName"] = "Byron" };

    protected override object Body =>
        new
        {
            firstName = "Ada",
            lastName = "Lovelace",
            country = "India",
            email = "ada@example.com",
        };

    protected override HttpStatusCode Success => HttpStatusCode.OK;

    protected override object Answer => new { message = Match.Type("Details updated successfully"), id = Id };

    // The vendor knows no 404 here.
    protected override HttpStatusCode Absent => HttpStatusCode.BadRequest;

    protected override object Refusal(HttpStatusCode status) => new { message = Match.Type("a sentence") };

    protected override Task UpdateAsync(HttpClient http) =>
        new VoltMxClient(http).UpdateAudienceAsync(
            4242,
            new AudienceWrite
            {
                FirstName = "Ada",
                LastName = "Lovelace",
                Country = "India",
                Email = "ada@example.com",
            }
        );
}
