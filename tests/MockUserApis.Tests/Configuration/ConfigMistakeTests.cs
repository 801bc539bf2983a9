using MockUserApis.Configuration;

namespace MockUserApis.Tests.Configuration;

/// <summary>What is wrong in a file is said with its line and what to write instead.</summary>
public sealed class ConfigMistakeTests
{
    [Theory]
    [InlineData(1, "The file has no \"option\". Did you mean options?", "option: {}")]
    [InlineData(2, "options has no \"prot\". Did you mean port?", "options:\n  prot: 1")]
    [InlineData(2, "options has no \"max-body\". Did you mean maxBody?", "options:\n  max-body: 1")]
    [InlineData(3, "ci has no \"fault\". Did you mean faults?", "sandboxes:\n  ci:\n    fault: []")]
    [InlineData(2, "options has no \"else\". The schema lists what it has.", "options: \n  else: 1")]
    [InlineData(2, "port is \"eighty\". Give a whole number from 0 to 65530.", "options:\n  port: eighty")]
    [InlineData(2, "port is \"80.5\". Give a whole number from 0 to 65530.", "options:\n  port: 80.5")]
    [InlineData(2, "port is \"70000\". Give a whole number from 0 to 65530.", "options:\n  port: 70000")]
    [InlineData(2, "port is empty. Give a whole number", "options:\n  port:")]
    [InlineData(2, "seed is a list. Give a whole number.", "options:\n  seed: [1]")]
    [InlineData(2, "population is \"-1\". Give a whole number, 0 or more.", "options:\n  population: -1")]
    [InlineData(2, "profile is \"loose\". Give strict or lenient.", "options:\n  profile: loose")]
    [InlineData(2, "rateLimits is \"no\". Give on, off, true or false.", "options:\n  rateLimits: no")]
    [InlineData(2, "maxBody is \"big\". Give a size such as 1MiB", "options:\n  maxBody: big")]
    [InlineData(2, "vendors is a map. Give a list, or text with commas.", "options:\n  vendors: {}")]
    [InlineData(1, "options is a list. Give a map.", "options: [port]")]
    [InlineData(1, "The file is a list. Give a map.", "- options")]
    [InlineData(1, "The file is \"text\". Give a map.", "text")]
    [InlineData(
        3,
        "rate is \"0\". Give a number above 0 and at most 1.",
        "sandboxes:\n  ci:\n   faults: [{kind: reset, rate: 0}]"
    )]
    [InlineData(
        4,
        "An item of faults has no kind. Give status, latency",
        "sandboxes:\n  ci:\n   faults:\n   - times: 1"
    )]
    [InlineData(4, "now is \"tomorrow\". Give an instant such as", "sandboxes:\n  ci:\n   clock:\n    now: tomorrow")]
    [InlineData(3, "ttl is \"10m\". Give an ISO 8601 duration", "sandboxes:\n  ci:\n    ttl: 10m")]
    [InlineData(
        5,
        "There is a sandbox \"ci\" already, at line 2. Give one of them another name.",
        "sandboxes:\n  ci:\n    seed: 1\n\n  ci:\n    seed: 2"
    )]
    [InlineData(3, "\"port\" is there already, at line 2.", "options:\n  port: 1\n  port: 2")]
    [InlineData(
        5,
        "\"ada\" is there already, at line 4.",
        "sandboxes:\n ci:\n  users: {px: \n   {ada: {},\n   ada: {}}}"
    )]
    [InlineData(2, "This is not YAML: ", "options:\n\tport: 1")]
    [InlineData(2, "This is not YAML: ", "options: {\n")]
    [InlineData(1, "This is not YAML: ", "options: 'open")]
    [InlineData(3, "This is not YAML: ", "options:\n  port: 1\n profile: strict")]
    [InlineData(2, "This is not YAML: no anchor &x ends above this.", "options:\n  seed: *x")]
    [InlineData(1, "This is not YAML: the tag !!binary has no meaning here.", "options: !!binary aGk=")]
    [InlineData(1, "This is not YAML: the tag !env has no meaning here.", "options: !env X")]
    [InlineData(3, "A second document begins here. Write one, without ---.", "options: {}\n\n---\noptions: {}")]
    [InlineData(1, "This is not YAML: a key of this map is no text.", "{[a]: 1}")]
    public void File_WithAMistake_SaysLineAndFix(int line, string says, string yaml)
    {
        using var file = new TemporaryFile(yaml);

        var wrong = Should.Throw<ConfigException>(() => ConfigFile.Read(file.Path));

        wrong.Sentences[0].ShouldStartWith($"{file.Path}:{line}: {says}");
    }

    [Theory]
    [InlineData(3, "clock: That moves the clock", "clock: {now: 9999-12-31T00:00:00Z, advance: P9D}")]
    [InlineData(3, "There is no vendor \"gainsightpx\". Known: ", "users: {gainsightpx: {}}")]
    [InlineData(
        3,
        "gainsight-px user \"ada\": /score is \"42\". Expected: integer",
        "users: {gainsight-px: {ada: {score: '42'}}}"
    )]
    [InlineData(
        6,
        "gainsight-px user \"ada\": /score is \"42\". Expected: integer",
        "users:\n      gainsight-px:\n        ada:\n          score: '42'"
    )]
    [InlineData(
        3,
        "gainsight-px user \"ada\": \"titel\" is not a field of a gainsight-px user.",
        "users: {gainsight-px: {ada: {titel: CTO}}}"
    )]
    [InlineData(3, "volt-mx: There is no setting \"key\".", "settings: {volt-mx: {key: 1}}")]
    [InlineData(
        3,
        "There is no collection of gainsight-px \"acounts\". Known: ",
        "collections: {gainsight-px: {acounts: {}}}"
    )]
    [InlineData(3, "gainsight-px: Send requests and window, or capacity", "limits: {gainsight-px: {requests: 1}}")]
    [InlineData(3, "gainsight-px: window is \"Px\".", "limits: {gainsight-px: {requests: 1, window: Px}}")]
    [InlineData(
        5,
        "fault: There is no operation \"updateUsr\".",
        "faults:\n    - kind: reset\n      operation: updateUsr"
    )]
    [InlineData(3, "fault: A fault of kind latency needs delay", "faults: [{kind: latency}]")]
    public async Task Sandbox_OfWhichTheOperationsRefuseAPart_SaysLineAndFix(int line, string says, string part)
    {
        using var file = new TemporaryFile($"sandboxes:\n  ci:\n    {part}");
        var config = ConfigFile.Read(file.Path);

        var wrong = await Should.ThrowAsync<ConfigException>(() => RehearseAsync(config));

        wrong.Sentences.ShouldHaveSingleItem().ShouldStartWith($"{file.Path}:{line}: {says}");
    }

    [Theory]
    [InlineData("seed: 2", "The sandbox default has the seed of the options. Write seed there.")]
    [InlineData("ttl: PT1M", "The sandbox default has no end. Leave ttl out.")]
    public async Task Default_WithWhatTheOptionsSay_IsRefused(string part, string says)
    {
        using var file = new TemporaryFile($"sandboxes:\n  default:\n    {part}");

        var wrong = await Should.ThrowAsync<ConfigException>(() => RehearseAsync(ConfigFile.Read(file.Path)));

        wrong.Message.ShouldBe($"{file.Path}:3: {says}");
    }

    [Fact]
    public async Task Sandbox_OfANameThatIsNone_SaysWhichAreNames()
    {
        using var file = new TemporaryFile("sandboxes:\n  my sandbox:\n    seed: 1");

        var wrong = await Should.ThrowAsync<ConfigException>(() => RehearseAsync(ConfigFile.Read(file.Path)));

        wrong.Message.ShouldStartWith($"{file.Path}:2: sandbox \"my sandbox\": name is \"my sandbox\". Use 1 to 63");
    }

    [Fact]
    public async Task File_WithSeveralMistakes_ShowsThemAll()
    {
        using var structure = new TemporaryFile("options:\n  prot: 1\n  seed: x\nsandbox: {}");
        Should
            .Throw<ConfigException>(() => ConfigFile.Read(structure.Path))
            .Sentences.Select(s => s.Split(':')[1])
            .ShouldBe(["2", "3", "4"]);

        using var users = new TemporaryFile(
            """
            sandboxes:
              one:
                users:
                  gainsight-px:
                    ada: { score: x }
                    bob: { score: y }
              two:
                faults: [{ kind: latency }]
            """
        );
        var wrong = await Should.ThrowAsync<ConfigException>(() => RehearseAsync(ConfigFile.Read(users.Path)));
        wrong.Sentences.Select(s => s.Split(':')[1]).ShouldBe(["5", "6", "8"]);
    }

    internal static Task RehearseAsync(ConfigFile config) =>
        config.RehearseAsync(new MockOptions { Port = 0 }, MockFixture.Known);
}
