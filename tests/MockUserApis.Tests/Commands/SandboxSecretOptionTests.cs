namespace MockUserApis.Tests.Commands;

/// <summary><c>--sandbox-secret</c> and <c>--default-credentials</c>.</summary>
public sealed class SandboxSecretOptionTests
{
    private const string Variable = "MOCK_USER_APIS_SANDBOX_SECRET";
    private const string Secret = "a-secret-of-the-team-0123456789";

    [Theory]
    [InlineData("")]
    [InlineData("fifteen-letters")]
    public async Task Serve_SecretThatProtectsNothing_Exits2(string secret)
    {
        foreach (
            var environment in new Dictionary<string, string>[]
            {
                [],
                new() { [Variable] = secret },
            }
        )
        {
            string[] options = environment.Count == 0 ? ["--sandbox-secret", secret] : [];
            var start = () => MockProcess.StartInAsync(environment, options);
            var ended = await Should.ThrowAsync<InvalidOperationException>(start);
            ended.Message.ShouldContain("serve ended with 2");
            ended.Message.ShouldContain("16 characters");
            if (secret.Length > 0)
                ended.Message.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Serve_DefaultCredentialsOff_PrintsWhatOpensInstead()
    {
        Dictionary<string, string> secret = new() { [Variable] = Secret };
        await using var mock = await MockProcess.StartInAsync(secret, "--default-credentials", "off");
        var credential = mock.Credential("foldspace").ToList();
        credential[0].Value.ShouldNotBe("mock-foldspace-key");
        (await mock.Vendor("foldspace").SendAsync("GET", "/v1/user/x", credential, null)).Status.ShouldBe(404);
        await mock.SignalAsync("TERM");
        var printed = await mock.Output;
        printed.ShouldContain(credential[0].Value);
        printed.ShouldNotContain("mock-foldspace-key");
    }

    [Fact]
    public async Task Serve_DefaultCredentialsOffWithoutASecret_SaysThatNothingOpensTheDefaultSandbox()
    {
        await using var mock = await MockProcess.StartAsync("--default-credentials", "off");
        mock.Credential("foldspace").ShouldBeEmpty();
        await mock.SignalAsync("TERM");
        (await mock.Output).ShouldContain("POST");
    }

    [DatabaseFact]
    public async Task Serve_OtherSecretThanTheDatabases_Exits2()
    {
        var url = Store.NewUrl();
        await using (await MockProcess.StartAsync("--store", url, "--sandbox-secret", Secret)) { }
        await using (await MockProcess.StartAsync("--store", url, "--sandbox-secret", Secret)) { }
        string[][] others =
        [
            [],
            ["--sandbox-secret", Secret + "!"],
            ["--sandbox-secret", Secret, "--default-credentials", "off"],
        ];
        foreach (var options in others)
        {
            var start = () => MockProcess.StartAsync(["--store", url, .. options]);
            var ended = await Should.ThrowAsync<InvalidOperationException>(start);
            ended.Message.ShouldContain("serve ended with 2");
            ended.Message.ShouldContain("--sandbox-secret");
            ended.Message.ShouldNotContain(Secret);
        }
    }
}
