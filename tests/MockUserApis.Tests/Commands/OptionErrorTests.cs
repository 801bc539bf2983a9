namespace MockUserApis.Tests.Commands;

/// <summary>
/// What a user of the mock got wrong has an exception of its own. Any other is a defect of ours, and the command line
/// must not call it wrong usage.
/// </summary>
public sealed class OptionErrorTests
{
    public static TheoryData<string, MockOptions> Wrong =>
        new()
        {
            {
                "There is no vendor",
                new MockOptions { Port = 0, Vendors = ["nobody"] }
            },
            {
                "--host is",
                new MockOptions { Port = 0, Host = "127.1" }
            },
            {
                "needs a token",
                new MockOptions { Port = 0, Host = "0.0.0.0" }
            },
            {
                "--control-token",
                new MockOptions { Port = 0, ControlToken = " " }
            },
            {
                "--auth any",
                new MockOptions
                {
                    Port = 0,
                    AnyCredential = true,
                    DefaultCredentials = false,
                }
            },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Build_OptionThatCannotBeTaken_SaysSoByItsType(string said, MockOptions options) =>
        Should.Throw<OptionException>(() => MockServer.Build(options, MockFixture.Known)).Message.ShouldContain(said);

    [Fact]
    public void Build_VendorsThatDoNotFitTogether_IsNoMistakeOfTheUsers() =>
        Should
            .Throw<InvalidOperationException>(() =>
                MockServer.Build(new MockOptions { Port = 0 }, [.. MockFixture.Known, MockFixture.Known[0]])
            )
            .ShouldNotBeOfType<OptionException>();
}
