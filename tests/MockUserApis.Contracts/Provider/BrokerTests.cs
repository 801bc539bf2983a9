using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace MockUserApis.Contracts.Provider;

/// <summary>Pacts of a broker: fetched, verified and published by Pact's own verifier.</summary>
public class BrokerTests
{
    private static readonly string Good = Pacts.V4(
        "Gainsight PX",
        Pacts.Read(
            "ada",
            404,
            "a user that was deleted",
            states: Pacts.State("the user was deleted", new() { ["id"] = "ada" })
        ),
        Pacts.Read("ada", 200, "a user that is there", states: Pacts.State("a user exists", new() { ["id"] = "ada" })),
        Pacts.Read("ada", 404, "a user that the interaction before made", states: Pacts.State("the moon is full")),
        Pacts.Read("ada", 404, "nobody")
    );

    private static string Sound => Without(Good, 2);

    [Fact]
    public async Task PactsOfABroker_AreVerifiedAndPublished()
    {
        await using var broker = await BrokerStub.StartAsync(Sound);
        (string, string)[] variables = [("PACT_BROKER_BASE_URL", broker.Url), ("PACT_BROKER_TOKEN", "broker-secret")];

        var ended = await Cli.MockAsync(
            variables,
            "verify",
            "--publish",
            "--provider-version",
            "1.2.3",
            "--provider-branch",
            "main",
            "--provider-tags",
            "ci",
            "--enable-pending",
            "--include-wip-pacts-since",
            "2024-01-01",
            "--consumer-version-selectors",
            """{"mainBranch":true}"""
        );

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("3 verified, 0 failed");
        ended.Said.ShouldContain("web-app");
        broker.Requests.ShouldAllBe(r => r.Authorization == "Bearer broker-secret");
        broker.Published["success"]!.GetValue<bool>().ShouldBeTrue();
        broker.Published["providerApplicationVersion"]!.ToString().ShouldBe("1.2.3");
        broker.Requests.Select(r => r.Line).ShouldContain("PUT /branches/main/versions/1.2.3");
        broker.Requests.Select(r => r.Line).ShouldContain("PUT /versions/1.2.3/tags/ci");
        var asked = JsonNode.Parse(broker.Requests.Single(r => r.Line == "POST /for-verification/Gainsight PX").Body)!;
        asked["consumerVersionSelectors"]![0]!["mainBranch"]!.GetValue<bool>().ShouldBeTrue();
        asked["includePendingStatus"]!.GetValue<bool>().ShouldBeTrue();
        asked["includeWipPactsSince"]!.ToString().ShouldBe("2024-01-01");
    }

    [Fact]
    public async Task PactsOfABroker_ByTagsWithATokenOnTheCommandLine_ArePublishedWithTheirBuild()
    {
        await using var broker = await BrokerStub.StartAsync(Sound);

        var ended = await Cli.MockAsync(
            [],
            "verify",
            "--broker-url",
            broker.Url,
            "--token",
            "broker-secret",
            "--consumer-version-tags",
            "main,prod",
            "--publish",
            "--provider-version",
            "1.2.3",
            "--build-url",
            "https://ci.example.com/7"
        );

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldNotContain("broker-secret");
        broker.Requests.ShouldAllBe(r => r.Authorization == "Bearer broker-secret");
        var asked = JsonNode.Parse(broker.Requests.Single(r => r.Line == "POST /for-verification/Gainsight PX").Body)!;
        asked["consumerVersionSelectors"]!.AsArray().Select(s => s!["tag"]!.ToString()).ShouldBe(["main", "prod"]);
        broker.Published["buildUrl"]!.ToString().ShouldBe("https://ci.example.com/7");
    }

    [Fact]
    public async Task PactThatDoesNotHold_FailsWithWhatTheMockSays()
    {
        var wrong = JsonNode.Parse(Good)!;
        wrong["interactions"]!.AsArray().Add(Pacts.Read("ada", 200, "a wrong path"));
        wrong["interactions"]![4]!["request"]!["path"] = "/v1/people/ada";
        await using var broker = await BrokerStub.StartAsync(wrong.ToJsonString());
        using var folder = new TemporaryFolder();
        var junit = Path.Combine(folder.Path, "junit.xml");

        var ended = await Cli.MockAsync(
            [],
            "verify",
            "--broker-url",
            broker.Url,
            "--provider-name",
            "Gainsight PX",
            "--publish",
            "--provider-version",
            "1",
            "--junit",
            junit
        );

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("3 verified, 2 failed");
        ended.Said.ShouldContain("the mock says: state is \"the moon is full\"");
        ended.Said.ShouldContain("Closest: GET /v1/users/{identifyId}");
        broker.Published["success"]!.GetValue<bool>().ShouldBeFalse();
        XDocument.Load(junit).Root!.Attribute("failures")!.Value.ShouldBe("2");
    }

    [Fact]
    public async Task PactThatIsPendingThere_DoesNotFail()
    {
        await using var broker = await BrokerStub.StartAsync(
            Pacts.V4("Gainsight PX", Pacts.Read("user-000001", 201), Pacts.Read("user-000002", 200)),
            pending: true
        );

        var ended = await Cli.MockAsync([], "verify", "--broker-url", broker.Url, "--enable-pending");

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("1 verified, 0 failed, 1 pending (does not hold)");
    }

    // Pact's verifier logs it and ends with 0: the row for can-i-deploy would be missing.
    [Fact]
    public async Task ResultsThatTheBrokerRefuses_AreAFailure()
    {
        await using var broker = await BrokerStub.StartAsync(Sound, publishStatus: 403);

        var ended = await Cli.MockAsync(
            [("PACT_BROKER_HTTP_RETRIES", "0")],
            "verify",
            "--broker-url",
            broker.Url,
            "--publish",
            "--provider-version",
            "1",
            "--enable-pending"
        );

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("Publishing of verification results failed");
        ended.Said.ShouldContain("3 verified, 1 failed");
    }

    [Fact]
    public async Task BrokerWithoutOurVendors_VerifiesNothing()
    {
        await using var broker = await Stub.StartAsync(http => Task.CompletedTask);
        await using var empty = await Stub.StartAsync(async http =>
            await http.Response.Body.WriteAsync("""{"pacticipants":[]}"""u8.ToArray())
        );

        var silent = await Cli.MockAsync([], "verify", "--broker-url", broker.Url);
        var nobody = await Cli.MockAsync([], "verify", "--broker-url", empty.Url);

        silent.Code.ShouldBe(1, silent.Said);
        silent.Said.ShouldContain($"{broker.Url}/pacticipants cannot be read");
        nobody.Code.ShouldBe(1, nobody.Said);
        nobody.Said.ShouldContain("nothing was verified");
    }

    [Theory]
    [InlineData("--publish needs a Pact broker", "pacts", "--publish")]
    [InlineData("--provider-version", "--broker-url", "http://127.0.0.1:1", "--publish")]
    [InlineData("Name one of them", "pacts", "--broker-url", "http://127.0.0.1:1")]
    [InlineData("is no vendor of this mock", "--broker-url", "http://127.0.0.1:1", "--provider-name", "Hotjar")]
    [InlineData("no http or https URL", "--broker-url", "broker")]
    public async Task OptionsThatDoNotFit_AreWrongUsage(string sentence, params string[] options)
    {
        var ended = await Cli.MockAsync([], ["verify", .. options]);

        ended.Code.ShouldBe(2, ended.Said);
        ended.Said.ShouldContain(sentence);
    }

    /// <summary>A verifier of the test's own writes down what it was called with.</summary>
    [Fact]
    public async Task Secrets_AreNoArgumentsOfTheVerifier()
    {
        using var folder = new TemporaryFolder();
        var spy = Spy(folder);
        await using var mock = await TokenMock.StartAsync();

        await Cli.MockAsync(
            [],
            "verify",
            "--broker-url",
            "http://bob:hidden-url@127.0.0.1:1",
            "--user",
            "hidden-user",
            "--password",
            "hidden-password",
            "--provider-name",
            "GainsightPx",
            "--verifier",
            spy,
            "--url",
            mock.Url,
            "--control-token",
            TokenMock.Token
        );

        var arguments = await File.ReadAllTextAsync(
            Path.Combine(folder.Path, "arguments"),
            TestContext.Current.CancellationToken
        );
        arguments.ShouldContain("--provider-name GainsightPx");
        arguments.ShouldNotContain("hidden");
        arguments.ShouldNotContain(TokenMock.Token);
        var environment = await File.ReadAllTextAsync(
            Path.Combine(folder.Path, "environment"),
            TestContext.Current.CancellationToken
        );
        environment.ShouldContain("PACT_BROKER_PASSWORD=hidden-password");
        environment.ShouldContain("PACT_BROKER_BASE_URL=http://bob:hidden-url@127.0.0.1:1");
    }

    [Fact]
    public async Task PasswordInTheBrokersAddress_IsNotShown()
    {
        using var folder = new TemporaryFolder();
        var junit = Path.Combine(folder.Path, "junit.xml");

        var ended = await Cli.MockAsync(
            [("PACT_BROKER_HTTP_RETRIES", "0")],
            "verify",
            "--junit",
            junit,
            "--broker-url",
            "http://bob:hidden-url@127.0.0.1:1",
            "--provider-name",
            "GainsightPx"
        );

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("0 verified, 1 failed");
        ended.Said.ShouldNotContain("hidden");
        File.ReadAllText(junit).ShouldNotContain("hidden");
    }

    // The broker's pacts, or a filter, would make another run of it.
    [Fact]
    public async Task VariablesForAnotherRun_DoNotReachTheVerifierOfAFolder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pact.json", Sound);
        (string, string)[] variables =
        [
            ("PACT_BROKER_BASE_URL", "http://127.0.0.1:1"),
            ("PACT_DESCRIPTION", "nothing"),
            ("PACT_PROVIDER_NAME", "orders"),
        ];

        var ended = await Cli.MockAsync(variables, "verify", folder.Path);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("3 verified, 0 failed");
    }

    private static string Spy(TemporaryFolder folder)
    {
        var spy = folder.Write(
            "spy",
            $"#!/bin/sh\necho \"$@\" > {folder.Path}/arguments\nenv > {folder.Path}/environment\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(spy, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return spy;
    }

    private static string Without(string pact, int index)
    {
        var node = JsonNode.Parse(pact)!;
        node["interactions"]!.AsArray().RemoveAt(index);
        return node.ToJsonString();
    }
}
