namespace MockUserApis.Contracts.Provider;

/// <summary>What must not reach Pact's verifier, its output or its report.</summary>
public class BrokerSecretsTests
{
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
        folder.Write("pact.json", BrokerPacts.Sound);
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
}
