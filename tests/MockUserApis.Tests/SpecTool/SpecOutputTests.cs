using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.SpecTool;

/// <summary>
/// What a spec becomes, byte for byte: the contract, and what NSwag and the clients' templates are shown.
/// </summary>
public sealed class SpecOutputTests
{
    [Fact]
    public void Spec_WithOneOfEachThing_BecomesTheFilesBesideIt()
    {
        using var run = new SpecRun(File.ReadAllText(TestFile("everything.yaml")));

        run.Errors.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        run.Json.ShouldBe(File.ReadAllText(TestFile("everything.json")));
        run.ForNSwag.ShouldBe(File.ReadAllText(TestFile("everything.nswag.json")));
    }

    [Fact]
    public void Version_ThatHeadersAskFor_IsAskedForByEveryCallOfTheClients()
    {
        using var run = new SpecRun(
            $$"""
            x-asked-by: { Accept: '*/*; version="2"', X-Other: b }
            {{SpecRun.Good}}
            """
        );

        run.Errors.ShouldBe("");
        var operation = JsonNode.Parse(run.ForNSwag!)!["paths"]!["/users/{id}"]!["get"]!;
        operation["x-client-headers-csharp"]!
            .ToString()
            .ShouldBe(""".WithHeader("Accept", "*/*; version=\u00222\u0022").WithHeader("X-Other", "b")""");
        operation["x-client-headers-typescript"]!
            .ToString()
            .ShouldBe("\"Accept\": \"*/*; version=\\u00222\\u0022\", \"X-Other\": \"b\"");
        run.Json!.ShouldNotContain("x-client");
    }

    [Fact]
    public void Responses_InAnyOrder_StayInTheOrderOfTheFile()
    {
        const string two = "'404': { description: None }\n        '200':";

        using var run = new SpecRun(SpecRun.Good.Replace("'200':", two, StringComparison.Ordinal));

        run.Json!.ShouldContain("""{"404":{"description":"None"},"200":""");
    }

    [Fact]
    public void Schema_ThatIsAPartOfItself_IsMarkedAllTheSame()
    {
        const string self = """
            id: { allOf: [{ $ref: '#/components/schemas/User/properties/id' }] }
            """;
        var spec = SpecRun
            .Good.Replace("id: { type: string }", self, StringComparison.Ordinal)
            .Replace(
                "      responses:",
                "      requestBody: { $ref: '#/components/responses/User' }\n      responses:",
                StringComparison.Ordinal
            );

        using var run = new SpecRun(spec);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.ForNSwag!.ShouldContain("\"x-client-body\":\"shared\"");
    }

    private static string TestFile(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, name);
}
