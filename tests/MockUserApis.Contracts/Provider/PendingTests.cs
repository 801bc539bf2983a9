using System.Xml.Linq;

namespace MockUserApis.Contracts.Provider;

/// <summary>A pending interaction may fail: that is shown, and never called verified.</summary>
public class PendingTests
{
    [Fact]
    public async Task PendingThatDoesNotHold_BesideAGoodOne_IsShownAndDoesNotFail()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "pact.json",
            Pacts.V4("GainsightPx", Pacts.Read("user-000001", 200), Pacts.Read("user-000002", 201, pending: true))
        );
        var junit = Path.Combine(folder.Path, "out", "junit.xml");

        var ended = await Cli.VerifyAsync(folder.Path, "--junit", junit);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("1 verified, 0 failed, 1 pending (does not hold)");
        ended.Said.ShouldContain("expected 201 but was 200");
        var suite = XDocument.Load(junit).Root!.Element("testsuite")!;
        suite.Attribute("skipped")!.Value.ShouldBe("1");
        var skipped = suite
            .Elements("testcase")
            .Single(t => t.Attribute("name")!.Value == "a read of user-000002")
            .Element("skipped")!;
        skipped.Attribute("message")!.Value.ShouldStartWith("pending, does not hold: ");
        skipped.Value.ShouldContain("expected 201 but was 200");
    }

    [Fact]
    public async Task PendingThatDoesNotHold_Alone_VerifiesNothing()
    {
        using var folder = new TemporaryFolder();
        var states = Pacts.State("a user exists", new() { ["id"] = "ada", ["title"] = "CTO" });
        folder.Write("pact.json", Pacts.V4("GainsightPx", Pacts.Read("ada", 201, pending: true, states: states)));

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(1, ended.Said);
        ended.Said.ShouldContain("nothing was verified");
        ended.Said.ShouldContain("0 verified, 0 failed, 1 pending (does not hold)");
    }

    [Fact]
    public async Task PendingWhoseStateIsRefused_IsPendingWithTheMocksReason()
    {
        using var folder = new TemporaryFolder();
        var states = Pacts.State("the moon is full");
        folder.Write(
            "pact.json",
            Pacts.V4(
                "GainsightPx",
                Pacts.Read("user-000001", 200),
                Pacts.Read("ada", 200, pending: true, states: states)
            )
        );

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("1 verified, 0 failed, 1 pending (does not hold)");
        ended.Said.ShouldContain("the mock says: state is \"the moon is full\"");
    }

    [Fact]
    public async Task PendingThatHolds_IsVerified()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pact.json", Pacts.V4("GainsightPx", Pacts.Read("user-000001", 200, pending: true)));

        var ended = await Cli.VerifyAsync(folder.Path);

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldContain("1 verified, 0 failed in");
    }
}
