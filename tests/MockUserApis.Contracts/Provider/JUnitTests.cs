using System.Xml.Linq;

namespace MockUserApis.Contracts.Provider;

/// <summary>The JUnit file says what the table and the exit code say.</summary>
public class JUnitTests
{
    [Fact]
    public async Task Failure_HasWhatTheMockSaysInItsMessage()
    {
        var (ended, root) = await VerifyAsync(
            Pacts.V4(
                "GainsightPx",
                Pacts.Read("user-000001", 200),
                Pacts.Read("a", 200, states: Pacts.State("the moon is full"))
            )
        );

        ended.Code.ShouldBe(1);
        root.Descendants("failure")
            .Single()
            .Attribute("message")!
            .Value.ShouldContain("the mock says: state is \"the moon is full\"");
    }

    [Fact]
    public async Task NothingVerified_IsAnError()
    {
        var (ended, root) = await VerifyAsync(
            Pacts.V4("Hotjar", Pacts.Read("user-000001", 200)),
            "--ignore-other-providers"
        );

        ended.Code.ShouldBe(1);
        root.Attribute("errors")!.Value.ShouldBe("1");
        root.Attribute("failures")!.Value.ShouldBe("0");
        root.Descendants("error").Single().Attribute("message")!.Value.ShouldContain("nothing was verified");
    }

    [Fact]
    public async Task DescriptionThatXmlCannotHold_IsWrittenAllTheSame()
    {
        var (ended, root) = await VerifyAsync(Pacts.V4("GainsightPx", Pacts.Read("user-000001", 200, "a \u0001 read")));

        ended.Code.ShouldBe(0, ended.Said);
        root.Descendants("testcase").Single().Attribute("name")!.Value.ShouldBe("a \uFFFD read");
    }

    private static async Task<(Ended Ended, XElement Root)> VerifyAsync(string pact, params string[] more)
    {
        using var folder = new TemporaryFolder();
        folder.Write("pact.json", pact);
        var junit = Path.Combine(folder.Path, "out", "junit.xml");
        var ended = await Cli.VerifyAsync(folder.Path, ["--junit", junit, .. more]);
        return (ended, XDocument.Load(junit).Root!);
    }
}
