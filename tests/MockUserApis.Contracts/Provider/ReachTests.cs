using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Contracts.Provider;

/// <summary>What <c>verify</c> and <c>coverage</c> reach, and what they say when they do not.</summary>
public class ReachTests
{
    public static TheoryData<string> Proxies => ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"];

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task ProxyOfTheEnvironment_IsNotUsed(string variable)
    {
        await using var proxy = await Stub.StartAsync(http => Answer(http, 502, "a proxy"));
        await using var mock = await TokenMock.StartAsync();
        using var folder = Good();
        (string, string)[] variables =
        [
            (variable, proxy.Url),
            ("NO_PROXY", ""),
            ("MOCK_USER_APIS_CONTROL_TOKEN", TokenMock.Token),
        ];

        var own = await Cli.MockAsync(variables, "verify", folder.Path);
        var running = await Cli.MockAsync(variables, "verify", folder.Path, "--url", mock.Url);
        var coverage = await Cli.MockAsync(variables, "coverage", "--url", mock.Url);

        own.Code.ShouldBe(0, own.Said);
        running.Code.ShouldBe(0, running.Said);
        coverage.Code.ShouldBe(0, coverage.Said);
        coverage.Said.ShouldContain("total");
    }

    [Fact]
    public async Task ControlToken_IsTakenFromOptionFileAndEnvironment()
    {
        await using var mock = await TokenMock.StartAsync();
        using var folder = Good();
        var file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, TokenMock.Token + "\n", TestContext.Current.CancellationToken);

        var option = await Cli.VerifyAsync(folder.Path, "--url", mock.Url, "--control-token", TokenMock.Token);
        var fromFile = await Cli.MockAsync(
            [("MOCK_USER_APIS_CONTROL_TOKEN", "another")],
            "coverage",
            "--url",
            mock.Url,
            "--control-token-file",
            file
        );
        var variable = await Cli.MockAsync(
            [("MOCK_USER_APIS_CONTROL_TOKEN", TokenMock.Token)],
            "verify",
            folder.Path,
            "--url",
            mock.Url
        );

        option.Code.ShouldBe(0, option.Said);
        option.Said.ShouldContain("1 verified, 0 failed");
        fromFile.Code.ShouldBe(0, fromFile.Said);
        variable.Code.ShouldBe(0, variable.Said);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("coverage")]
    public async Task MockWithAToken_SaysThatItIsMissingOrWrong(string command)
    {
        await using var mock = await TokenMock.StartAsync();

        var missing = await RunAsync(command, mock.Url);
        var wrong = await RunAsync(command, mock.Url, "--control-token", "another-of-more-than-16");

        missing.Code.ShouldBe(1);
        missing.Said.ShouldContain(
            $"The mock at {mock.Url} asks for its control token. Give it: MOCK_USER_APIS_CONTROL_TOKEN"
        );
        wrong.Code.ShouldBe(1);
        wrong.Said.ShouldContain($"The mock at {mock.Url} does not accept this control token");
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("coverage")]
    public async Task NobodyThere_IsSaidWithTheAddress(string command)
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}";

        var ended = await RunAsync(command, url);

        ended.Code.ShouldBe(1);
        ended.Said.ShouldContain($"{url} cannot be reached: Connection refused");
        ended.Said.ShouldContain("mock-user-apis serve");
    }

    [Theory]
    [InlineData("verify", 401, "no")]
    [InlineData("verify", 502, "<html>")]
    [InlineData("verify", 200, "<html>")]
    [InlineData("verify", 200, "{}")]
    [InlineData("verify", 200, "[1]")]
    [InlineData("coverage", 401, "no")]
    [InlineData("coverage", 502, "<html>")]
    [InlineData("coverage", 200, "{}")]
    [InlineData("coverage", 200, "[]")]
    public async Task ServerThatIsNoMock_IsSaidWithTheAddress(string command, int status, string body)
    {
        await using var stub = await Stub.StartAsync(http => Answer(http, status, body));

        var ended = await RunAsync(command, stub.Url);

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldStartWith($"{stub.Url}/_mock/");
        ended.Said.ShouldContain("no mock answers there");
        ended.Said.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("verify", "--url", "localhost:5080")]
    [InlineData("coverage", "--url", "nothing")]
    [InlineData("verify", "--control-token-file", "no/such/file", "--url", "http://127.0.0.1:1")]
    [InlineData("coverage", "--control-token", "a", "--control-token-file", "b")]
    public async Task OptionThatCannotBe_IsWrongUsage(string command, params string[] options)
    {
        using var folder = Good();

        var ended = await Cli.MockAsync(
            [],
            [command, .. command == "verify" ? (string[])[folder.Path] : [], .. options]
        );

        ended.Code.ShouldBe(2, ended.Said);
        ended.Said.ShouldNotContain("   at ");
    }

    private static async Task<Ended> RunAsync(string command, string url, params string[] more)
    {
        using var folder = Good();
        return await Cli.MockAsync(
            [],
            [command, .. command == "verify" ? (string[])[folder.Path] : [], "--url", url, .. more]
        );
    }

    private static TemporaryFolder Good()
    {
        var folder = new TemporaryFolder();
        folder.Write(
            "pact.json",
            Pacts.V4(
                "GainsightPx",
                Pacts.Read("ada", 200, states: Pacts.State("a user exists", new() { ["id"] = "ada" }))
            )
        );
        return folder;
    }

    private static Task Answer(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    }
}
