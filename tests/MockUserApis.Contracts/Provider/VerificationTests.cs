using System.Xml.Linq;

namespace MockUserApis.Contracts.Provider;

public class VerificationTests
{
    [Fact]
    public async Task PactsOfPactJs_WithStatesAndParameters_AreVerified()
    {
        PactFromNpm.SkipWhereMissing();
        using var folder = new TemporaryFolder();
        var written = await Cli.RunAsync(Repository.Here, "node", "pact-js/write-pacts.mjs", folder.Path);
        written.Code.ShouldBe(0, written.Said);

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("5 verified, 0 failed");
    }

    [Fact]
    public async Task JUnitFile_HasASuiteAFileAndACaseAnInteraction()
    {
        PactFromNpm.SkipWhereMissing();
        using var folder = new TemporaryFolder();
        folder.Write(
            "broken.json",
            """{"consumer":{"name":"web-app"},"provider":{"name":"gainsight-px"},"interactions":[{"description":"a read without a credential","request":{"method":"GET","path":"/v1/users/ada"},"response":{"status":200}}]}"""
        );
        var file = Path.Combine(folder.Path, "reports", "junit.xml");

        await Cli.VerifyAsync(folder.Path, "--junit", file);

        var suite = XDocument.Load(file).Root!.Element("testsuite")!;
        suite.Attribute("name")!.Value.ShouldBe("broken.json");
        suite.Attribute("failures")!.Value.ShouldBe("1");
        var test = suite.Element("testcase")!;
        test.Attribute("name")!.Value.ShouldBe("a read without a credential");
        test.Element("failure")!.Value.ShouldContain("expected 200 but was 401");
    }

    [Fact]
    public async Task MissingFolder_SaysWhatToName()
    {
        PactFromNpm.SkipWhereMissing();
        var ended = await Cli.VerifyAsync("no/such/folder");

        ended.Code.ShouldBe(1);
        ended.Said.ShouldContain("There is no folder or file \"no/such/folder\"");
    }

    [Fact]
    public async Task MissingVerifier_SaysHowToGetIt()
    {
        using var folder = new TemporaryFolder();

        var ended = await Cli.VerifyAsync(folder.Path, "--verifier", "no/such/program");

        ended.Code.ShouldBe(1);
        ended.Said.ShouldContain("npm install @pact-foundation/pact-cli@18.1.2");
    }
}
