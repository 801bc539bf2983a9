using System.Text.Json.Nodes;

namespace MockUserApis.Contracts.Provider;

/// <summary>The real verifier takes what a state answers for the values that a pact leaves open.</summary>
public class StateAnswerTests
{
    [Theory]
    [InlineData("a user exists", 200)]
    [InlineData("the user was deleted", 404)]
    public async Task IdOfTheVendorsOwn_FromTheState_IsVerified(string state, int status)
    {
        var states = Pacts.State(state, new() { ["id"] = "4242" });
        var read = Pacts.Read("unused", status, states: states);
        read["request"]!["path"] = "/api/public/users/1/";
        read["request"]!["headers"] = new JsonObject { ["Authorization"] = new JsonArray(Pacts.UserComToken.Item2) };
        read["request"]!["generators"] = JsonNode.Parse(
            """{"path":{"type":"ProviderState","expression":"/api/public/users/${id}/","dataType":"STRING"}}"""
        );
        if (status == 200)
            read["response"]!["body"] = JsonNode.Parse(
                """{"contentType":"application/json","encoded":false,"content":{"user_id":"4242"}}"""
            );
        using var folder = new TemporaryFolder();
        folder.Write("pact.json", Pacts.V4("UserCom", read));

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("1 verified, 0 failed");
    }
}
