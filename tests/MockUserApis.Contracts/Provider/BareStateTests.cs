namespace MockUserApis.Contracts.Provider;

/// <summary>
/// Pacts of specification 1 and 2 have states without parameters: the request's path says whom a state is about.
/// </summary>
public class BareStateTests
{
    [Fact]
    public async Task StatesAboutTheUserInThePath_OfV2_AreVerified()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "px.json",
            Pacts.V2(
                "GainsightPx",
                Pacts.Bare("a user exists", "GET", "/v1/users/ada%20l", 200, Pacts.PxKey),
                Pacts.Bare("no user exists", "GET", "/v1/users/user-000001", 404, Pacts.PxKey),
                Pacts.Bare("the user was deleted", "GET", "/v1/users/user-000001", 404, Pacts.PxKey)
            )
        );
        folder.Write(
            "usercom.json",
            Pacts.V2(
                "UserCom",
                Pacts.Bare("a user exists", "GET", "/api/public/users-by-id/4242/", 200, Pacts.UserComToken)
            )
        );

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("4 verified, 0 failed");
    }

    [Fact]
    public async Task StateOfV1_IsVerified()
    {
        using var folder = new TemporaryFolder();
        var pact = Pacts.V2("GainsightPx", Pacts.Bare("a user exists", "get", "/v1/users/ada", 200, Pacts.PxKey));
        folder.Write(
            "px.json",
            pact.Replace("providerState", "provider_state", StringComparison.Ordinal)
                .Replace("2.0.0", "1.0.0", StringComparison.Ordinal)
        );

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("1 verified, 0 failed");
    }

    /// <summary>
    /// Lists, other users' ids and ids of the vendor's own: the path says no id that a state could take.
    /// </summary>
    [Theory]
    [InlineData("GainsightPx", "GET", "/v1/users", "leave the state out, \"user-000001\" is there")]
    [InlineData("GainsightPx", "PUT", "/v1/users/update", "leave the state out")]
    [InlineData("UserCom", "GET", "/api/public/users/7/", "leave the state out")]
    [InlineData("ChannelTalk", "GET", "/open/v5/users/@member", "leave the state out")]
    public async Task StateAboutNobodyInThePath_SaysWhatToDo(string provider, string method, string path, string advice)
    {
        using var folder = new TemporaryFolder();
        folder.Write("pact.json", Pacts.V2(provider, Pacts.Bare("a user exists", method, path, 200)));

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("V2 has no parameters: ");
        ended.Said.ShouldContain(advice);
    }
}
