using System.Text.Json;
using MockUserApis.Configuration;

namespace MockUserApis.Tests.Configuration;

/// <summary>The schema knows what the command line knows: a new option that it lacks fails here.</summary>
public sealed class ConfigSchemaTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(ConfigSchema.Json).RootElement;

    [Fact]
    public async Task Options_OfTheSchema_AreThoseOfServe()
    {
        var help = await CommandRun.RunAsync("serve", "--help");
        var options = help
            .Lines.Where(l => l.StartsWith("  --", StringComparison.Ordinal))
            .Select(l => OptionKey.Of(l.Trim().Split(' ')[0]))
            .Except(["config"]);

        Names(Root.GetProperty("definitions").GetProperty("options")).ShouldBe(options, ignoreOrder: true);
    }

    [Fact]
    public void Kinds_OfFaults_AreThoseThatThereAre() =>
        Root.GetProperty("definitions")
            .GetProperty("sandbox")
            .GetProperty("properties")
            .GetProperty("faults")
            .GetProperty("items")
            .GetProperty("properties")
            .GetProperty("kind")
            .GetProperty("enum")
            .EnumerateArray()
            .Select(k => k.GetString())
            .ShouldBe(FaultTraits.Names, ignoreOrder: true);

    [Fact]
    public async Task Schema_OfARunningMock_NeedsNoToken()
    {
        await using var mock = await MockProcess.StartAsync("--control-token", "sixteen-characters-and-more");

        var answer = await mock.Control.SendAsync("GET", "/_mock/config.schema.json");

        answer.Status.ShouldBe(200);
        answer.Header("Content-Type").ShouldBe("application/schema+json");
        answer.Text.ShouldBe(System.Text.Encoding.UTF8.GetString(ConfigSchema.Json.Span));
    }

    private static IEnumerable<string> Names(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);
}
