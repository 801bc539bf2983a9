namespace MockUserApis.Tests.Programs;

/// <summary>Each way of the README to have a client trust the mock's own CA, tried with that client.</summary>
public sealed class HttpsClientsTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("mock-user-apis-data-");

    [Theory]
    [InlineData("curl", "SSL_CERT_FILE")]
    [InlineData("curl", "CURL_CA_BUNDLE")]
    [InlineData("python", "SSL_CERT_FILE")]
    [InlineData("requests", "REQUESTS_CA_BUNDLE")]
    [InlineData("node", "NODE_EXTRA_CA_CERTS")]
    [InlineData("dotnet", "SSL_CERT_FILE")]
    public async Task Client_WithTheCaInItsVariable_ReadsEveryVendorOverHttps(string client, string variable)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere some of them ask the system's store instead.");
        await using var mock = await MockProcess.StartInAsync(new() { ["XDG_DATA_HOME"] = data.FullName }, "--https");
        var calls = await Calls.OfAsync(mock, v => mock.Url(v.Slug));

        var printed = await ClientPrograms.RunAsync(client, new() { [variable] = mock.CaFile }, calls);

        printed.ShouldBe(Calls.AllRead);
        var seen = await Calls.SeenAsync(mock);
        seen.ShouldAllBe(root => root.StartsWith("https://127.0.0.1:", StringComparison.Ordinal));
        seen.Count.ShouldBe(MockFixture.Contracts.Count);
    }

    public void Dispose() => data.Delete(recursive: true);
}
