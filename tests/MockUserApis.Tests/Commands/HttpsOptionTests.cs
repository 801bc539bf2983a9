using MockUserApis.Tests.Certificates;

namespace MockUserApis.Tests.Commands;

/// <summary><c>--https</c> and what belongs to it, on the command line.</summary>
public sealed class HttpsOptionTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("mock-user-apis-data-");
    private readonly GivenFiles files = new();

    [Fact]
    [Runs("serve", "--https")]
    public async Task Serve_Https_HasACaOfItsOwnThatStaysFromStartToStart()
    {
        string first;
        await using (var mock = await StartAsync("--https"))
        {
            first = await Trusting.CaAsync(mock.Control);
            var vendors = (await mock.Control.SendAsync("GET", "/_mock/vendors")).Json;
            var file = vendors[0].GetProperty("caFile").GetString()!;
            file.ShouldBe(Path.Combine(data.FullName, "mock-user-apis", "ca.pem"));
            File.ReadAllText(file).ShouldBe(first);
            mock.CaFile.ShouldBe(file);
            mock.PrefixUrl("foldspace").ShouldStartWith("https://127.0.0.1:");
            (await mock.SignalAsync("TERM")).ShouldBe(0);
            (await mock.Output).ShouldContain(file);
            (await mock.Output).Split('\n').Length.ShouldBeLessThan(25);
        }

        await using var again = await StartAsync("--https");
        (await Trusting.CaAsync(again.Control)).ShouldBe(first);
    }

    /// <summary>Keys are in their file and nowhere else that the mock writes or says.</summary>
    [Fact]
    [Succeeds("GET", "/ca.pem")]
    public async Task Serve_Https_TellsNoKeyToAnybody()
    {
        var state = Path.Combine(data.FullName, "state.json");
        var said = new List<string>();
        await using (var mock = await StartAsync("--https", "--log", "json", "--state", state))
        {
            using var client = Trusting.Client(await Trusting.CaAsync(mock.Control));
            foreach (
                var path in new[]
                {
                    "vendors",
                    "ca.pem",
                    "health?verbose",
                    "sandboxes/default/requests",
                    "sandboxes/default/requests?format=har",
                    "sandboxes/default/snapshot",
                    "openapi.json",
                }
            )
            {
                said.Add(await client.GetStringAsync(new Uri($"https://127.0.0.1:{mock.ControlPort}/_mock/{path}")));
                (await mock.Vendor("foldspace").SendAsync("GET", "/v1/user/x")).Status.ShouldBe(401);
            }

            (await mock.SignalAsync("TERM")).ShouldBe(0);
            said.AddRange(await mock.Output, await mock.Errors, File.ReadAllText(state));
        }

        var kept = File.ReadAllText(Path.Combine(data.FullName, "mock-user-apis", "ca-key.pem"));
        kept.ShouldStartWith("-----BEGIN PRIVATE KEY-----");
        var secret = kept.Split('\n')[1];
        secret.Length.ShouldBeGreaterThan(60);
        foreach (var text in said)
        {
            text.ShouldNotContain("PRIVATE KEY");
            text.ShouldNotContain(secret);
            text.ShouldNotContain("ca-key.pem");
        }
    }

    [Fact]
    [Runs("serve", "--cert", "--key")]
    public async Task Serve_CertificateThatIsGiven_IsShownAndNoCaIsMade()
    {
        var (certificate, key) = files.Make("127.0.0.1", "localhost");
        await using var mock = await StartAsync("--https", "--cert", certificate, "--key", key);
        using var client = Trusting.Client(files.CaPem);
        using var answer = await client.GetAsync(new Uri($"https://127.0.0.1:{mock.ControlPort}/_mock/health"));
        answer.IsSuccessStatusCode.ShouldBeTrue();
        Directory.GetFileSystemEntries(data.FullName).ShouldBeEmpty();
    }

    [Fact]
    public async Task Serve_CertificateWithoutKey_Exits2WithOneSentenceAndStartsNothing()
    {
        var (certificate, _) = files.Make("localhost");
        (await RefusedAsync([], "--https", "--cert", certificate)).ShouldContain(
            "--cert is given without --key. Give both, or neither."
        );
    }

    [Fact]
    public async Task Serve_ExpiredCertificate_Exits2WithOneSentenceAndStartsNothing()
    {
        var (certificate, key) = files.MakeAt(new At(DateTimeOffset.UnixEpoch.AddYears(40)), "localhost");
        (await RefusedAsync([], "--https", "--cert", certificate, "--key", key)).ShouldContain("expired on 2011-");
    }

    [Fact]
    public async Task Serve_CertificateForAnotherName_Exits2WithOneSentenceAndStartsNothing()
    {
        var (certificate, key) = files.Make("example.org");
        (await RefusedAsync([], "--https", "--cert", certificate, "--key", key)).ShouldContain("is for example.org");
    }

    [Fact]
    public async Task Serve_VariableThatSaysNeitherOnNorOff_Exits2()
    {
        var said = await RefusedAsync(new() { ["MOCK_USER_APIS_HTTPS"] = "yes" });
        said.ShouldContain("MOCK_USER_APIS_HTTPS is \"yes\". Give on or off.");
    }

    [Fact]
    public async Task Serve_VariableThatSaysOn_IsTheOption()
    {
        await using var mock = await MockProcess.StartInAsync(
            new() { ["MOCK_USER_APIS_HTTPS"] = "on", ["XDG_DATA_HOME"] = data.FullName }
        );
        mock.PrefixUrl("foldspace").ShouldStartWith("https://");
    }

    public void Dispose()
    {
        data.Delete(recursive: true);
        files.Dispose();
    }

    private Task<MockProcess> StartAsync(params string[] options) =>
        MockProcess.StartInAsync(new() { ["XDG_DATA_HOME"] = data.FullName }, options);

    private async Task<string> RefusedAsync(Dictionary<string, string> variables, params string[] options)
    {
        variables["XDG_DATA_HOME"] = data.FullName;
        var ended = await Should.ThrowAsync<InvalidOperationException>(() =>
            MockProcess.StartInAsync(variables, options)
        );
        ended.Message.ShouldStartWith("serve ended with 2: ");
        ended.Message.ShouldNotContain("   at ");
        Directory.GetFileSystemEntries(data.FullName).ShouldBeEmpty();
        return ended.Message;
    }
}
