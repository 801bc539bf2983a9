namespace MockUserApis.Tests.Programs;

/// <summary>
/// Clients that have the vendors' own addresses as constants, unmodified: variables of the environment lead them here.
/// </summary>
public sealed class ProxyClientsTests : IDisposable
{
    // The one vendor without a host of its own: a customer's server, whose name an option gives.
    private const string OwnServer = "ems.example.com";

    private static readonly Dictionary<string, string> Roots = new()
    {
        ["gainsight-px"] = "https://api.aptrinsic.com",
        ["user-com"] = "https://acme.user.com",
        ["channel-talk"] = "https://api.channel.io",
        ["foldspace"] = "https://api.foldspace.ai",
        ["volt-mx"] = $"http://{OwnServer}:8080",
    };

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("mock-user-apis-data-");

    [Theory]
    [InlineData("curl")]
    [InlineData("python")]
    [InlineData("requests")]
    [InlineData("node")]
    [InlineData("dotnet")]
    [Runs("serve", "--proxy", "--proxy-hosts")]
    public async Task Client_OfTheVendorsOwnAddresses_IsServedByTheMock(string client)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere some of them ask the system's store instead.");
        await using var mock = await MockProcess.StartInAsync(
            new() { ["XDG_DATA_HOME"] = data.FullName },
            "--proxy",
            "--proxy-hosts",
            $"volt-mx={OwnServer}"
        );
        var calls = await Calls.OfAsync(mock, Root);

        var printed = await ClientPrograms.RunAsync(client, Variables(client, mock), calls);

        printed.ShouldBe(Calls.AllRead);
        (await Calls.SeenAsync(mock)).ShouldBe(MockFixture.Contracts.Select(Root), ignoreOrder: true);
    }

    // Of a vendor that was added, the first host of its spec.
    private static string Root(Vendor vendor) =>
        Roots.TryGetValue(vendor.Slug, out var root) ? root : "https://" + vendor.Apis[0].Contract.Hosts[0];

    public void Dispose() => data.Delete(recursive: true);

    private static Dictionary<string, string> Variables(string client, MockProcess mock)
    {
        var proxy = $"http://127.0.0.1:{mock.ControlPort}";
        var trust = client switch
        {
            "requests" => "REQUESTS_CA_BUNDLE",
            "node" => "NODE_EXTRA_CA_CERTS",
            _ => "SSL_CERT_FILE",
        };
        // Only lower case: curl takes no HTTP_PROXY, which a web server's client could have set.
        Dictionary<string, string> variables = new()
        {
            ["https_proxy"] = proxy,
            ["http_proxy"] = proxy,
            [trust] = mock.CaFile,
        };
        if (client == "node")
        {
            variables["NODE_USE_ENV_PROXY"] = "1";
            // Before 22.21 and 24.5 that variable means nothing, and an agent of npm's undici does the same.
            if (NodeFactAttribute.Version < new Version(22, 21))
                variables["NODE_OPTIONS"] = $"--require={ClientPrograms.EnvironmentProxy}";
        }

        return variables;
    }
}
