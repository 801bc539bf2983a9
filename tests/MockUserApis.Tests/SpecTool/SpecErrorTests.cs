using MockUserApis.SpecTool;

namespace MockUserApis.Tests.SpecTool;

/// <summary>Each error of a spec: its code, its line and column, and that nothing is written.</summary>
public sealed class SpecErrorTests
{
    [Theory]
    [InlineData("title: T,", "title: T, title: U,", "(2,19): error SPEC001: this key is already there above")]
    [InlineData("[Users]", "[Users", "(8,13): error SPEC001: after this it is not YAML")]
    [InlineData("      tags", "\t  tags", "(8,1): error SPEC001: a tab cannot be indentation")]
    [InlineData("  User:\n      type", "  User:\n\ttype", "(20,1): error SPEC001: a tab cannot be indentation")]
    [InlineData("      tags", "     tags", "(8,6): error SPEC001: While parsing a block mapping")]
    [InlineData("A user", "A: user", "(14,21): error SPEC001: While scanning a plain scalar value")]
    [InlineData("[Users]", "*tags", "(8,13): error SPEC001: no anchor &tags ends above this")]
    [InlineData("[Users]", "!mine [Users]", "(8,13): error SPEC001: the tag !mine has no meaning in JSON")]
    [InlineData("[Users]", "{ [a]: b }", "(8,13): error SPEC001: a key of this map is no text")]
    [InlineData("components:", "---\ncomponents:", "(11,1): error SPEC001: a second document begins here")]
    [InlineData("3.0.3", "3.1.0", "(1,10): error SPEC002: \"openapi\" must be 3.0.x, not 3.1.0: NSwag misreads 3.1")]
    [InlineData("openapi:", "swagger:", "(1,1): error SPEC002: \"openapi\" must be 3.0.x, not absent")]
    [InlineData("3.0.3", "[3]", "(1,10): error SPEC002: \"openapi\" must be 3.0.x, not a list or a map")]
    [InlineData("schemas/User'", "schemas/Usr'", "(17,27): error SPEC003: nothing in this file is at #/components/sch")]
    [InlineData(
        "'#/components/responses",
        "'o.yaml#",
        "(10,24): error SPEC003: nothing in this file is at o.yaml#/User"
    )]
    [InlineData(
        "{ type: string }",
        "{ $ref: '#/components/schemas/User/properties/id' }",
        "(22,21): error SPEC003: #/components/schemas/User/properties/id leads back to itself"
    )]
    [InlineData("{id}", "{user-id}", "(5,5): error SPEC004: {user-id} in /users/{user-id} would never bind")]
    [InlineData("operationId: getUser", "summary: None", "(6,7): error SPEC005: get /users/{id} has no operationId")]
    [InlineData("tags: [Users]", "tags: []", "(6,7): error SPEC007: get /users/{id} has no tag")]
    [InlineData("{ type: string }", "{ type: strng }", "(22,21): error SPEC008: \"type\" must be one of string, inte")]
    [InlineData("{ type: string }", "{ type: [string, 'null'] }", "(22,21): error SPEC008: \"type\" must be one of")]
    [InlineData(
        "{ $ref: '#/components/schemas/User' }",
        "{ type: array, items: { oneOf: [{ type: int }] } }",
        "(17,59): error SPEC008: \"type\" must be one of string, integer, number, boolean, array, object, not int"
    )]
    [InlineData(
        ", x-evidence: DOC",
        "",
        "(2,7): error SPEC012: info has no x-evidence, how the file is known: write SEED,"
    )]
    [InlineData(
        "x-evidence: DOC",
        "x-evidence: ASSUMED",
        "(2,45): error SPEC012: \"ASSUMED\" is no evidence: write SEED,"
    )]
    [InlineData("x-evidence: DOC", "x-evidence: [DOC]", "(2,45): error SPEC012: this is no evidence: write SEED, DOC,")]
    [InlineData(
        " example: u,",
        "",
        "(24,9): error SPEC013: get /users/{id}: the path parameter id has no example. Write"
    )]
    [InlineData(
        "tags: [Users]",
        "requestBody: { content: { text/csv: { schema: { type: string } } } }\n      tags: [Users]",
        "(8,31): error SPEC014: a body is application/json, or multipart/form-data with one property of"
    )]
    [InlineData(
        "tags: [Users]",
        "requestBody: { content: { application/json: {}, text/csv: {} } }\n      tags: [Users]",
        "(8,65): error SPEC014: text/csv beside application/json is not read: a form may stand there alone"
    )]
    public void Spec_WithOneMistake_IsRefusedAtItsPlace(string right, string wrong, string error)
    {
        SpecRun.Good.ShouldContain(right);

        using var run = new SpecRun(SpecRun.Good.Replace(right, wrong, StringComparison.Ordinal));

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldStartWith("Spec.yaml" + error);
        run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1, run.Errors);
        run.Json.ShouldBeNull();
        run.ForNSwag.ShouldBeNull();
    }

    [Theory]
    [InlineData("Acme.v2.yaml", "Acme.v2")]
    [InlineData("Acme.V1.yaml", "Acme.V1")]
    [InlineData("Acme-Crm.yaml", "Acme-Crm")]
    [InlineData("2Acme.yaml", "2Acme")]
    public void Spec_WhoseNameNoCodeCanHave_IsRefusedWithTheTwoForms(string file, string name)
    {
        using var run = new SpecRun(SpecRun.Good, file);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldBe(
            $"{file}(1,1): error SPEC010: \"{name}\" is no name of a spec: code is named after it. "
                + "Call it Vendor.yaml, or Vendor.V2.yaml for a later version of its API\n"
        );
        run.Json.ShouldBeNull();
    }

    [Theory]
    [InlineData("Accept", "(1,13): error SPEC011: x-asked-by is a map of headers to texts, such as { X-Version: '2' }")]
    [InlineData("{ X-Version: 2 }", "(1,13): error SPEC011: x-asked-by is a map of headers to texts")]
    public void Spec_WhoseVersionIsAskedForByNoText_IsRefused(string headers, string error)
    {
        using var run = new SpecRun($"x-asked-by: {headers}\n{SpecRun.Good}");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldStartWith("Spec.yaml" + error);
    }

    [Theory]
    [InlineData("Acme.yaml")]
    [InlineData("AcmeCrm.V2.yaml")]
    [InlineData("Acme.V10.yaml")]
    public void Spec_OfAVendorOrALaterVersion_IsTaken(string file)
    {
        using var run = new SpecRun(SpecRun.Good, file);

        run.Errors.ShouldBe("");
        run.Json.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(
        "{ method: GET, path: '/users/{name}', evidence: DOC, summary: S }",
        "(3,24): error SPEC009: GET /users/{name} is mocked: it is below \"paths\""
    )]
    [InlineData(
        "{ method: get, path: /a, evidence: DOC, summary: S }",
        "(3,13): error SPEC009: \"get\" is no method: "
    )]
    [InlineData("{ method: GET, path: 'a', evidence: DOC, summary: S }", "(3,24): error SPEC009: \"a\" is no path: ")]
    [InlineData(
        "{ method: GET, path: '/a/{b', evidence: DOC, summary: S }",
        "(3,24): error SPEC009: \"/a/{b\" is no path"
    )]
    [InlineData(
        "{ method: GET, path: '/a?b', evidence: DOC, summary: S }",
        "(3,24): error SPEC009: \"/a?b\" is no path: "
    )]
    [InlineData(
        "{ method: GET, path: /a, evidence: DOCS, summary: S }",
        "(3,38): error SPEC009: \"DOCS\" is no evidence: "
    )]
    [InlineData(
        "{ method: GET, path: /a, evidence: ASSUMED, summary: S }",
        "(3,38): error SPEC009: \"ASSUMED\" is no ev"
    )]
    [InlineData(
        "{ method: GET, path: /a, evidence: DOC }",
        "(3,3): error SPEC009: an entry of x-not-mocked is a map of"
    )]
    [InlineData(
        "GET /a",
        "(3,3): error SPEC009: an entry of x-not-mocked is a map of method, path, evidence and summary"
    )]
    [InlineData(
        "{ method: GET, path: '/a/{x}', evidence: DOC, summary: S },\n  { method: GET, path: '/a/{y}', "
            + "evidence: DOC, summary: S }",
        "(4,24): error SPEC009: GET /a/{y} is in this list already"
    )]
    public void Spec_WithAMistakeInWhatIsNotMocked_IsRefusedAtItsPlace(string entry, string error)
    {
        var list = $"openapi: 3.0.3\nx-not-mocked: [\n  {entry} ]";

        using var run = new SpecRun(SpecRun.Good.Replace("openapi: 3.0.3", list, StringComparison.Ordinal));

        run.Errors.ShouldStartWith("Spec.yaml" + error);
        run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1, run.Errors);
        run.Json.ShouldBeNull();
    }

    [Fact]
    public void Spec_WithAnOperationIdTwice_IsRefusedAtTheSecond()
    {
        const string second = "    put:\n      operationId: getUser\n      tags: [Users]\ncomponents:";

        using var run = new SpecRun(SpecRun.Good.Replace("components:", second, StringComparison.Ordinal));

        run.Errors.ShouldBe("Spec.yaml(12,20): error SPEC006: getUser is already the operationId of get /users/{id}\n");
    }

    [Fact]
    public void Spec_WithSeveralMistakes_NamesThemAll()
    {
        var spec = SpecRun
            .Good.Replace("3.0.3", "3.1.0", StringComparison.Ordinal)
            .Replace("tags: [Users]", "tags: []", StringComparison.Ordinal)
            .Replace("type: string", "type: strng", StringComparison.Ordinal);

        using var run = new SpecRun(spec);

        run.Errors.Split('\n')
            .Select(line => line.Split(' ').ElementAtOrDefault(2))
            .ShouldBe(["SPEC002:", "SPEC007:", "SPEC008:", null]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("just a word")]
    [InlineData("openapi: {}\npaths: []\ncomponents: 5")]
    [InlineData("paths: { /a: 5, /b: { get: [], put: null } }")]
    public void File_ThatIsNoSpec_IsRefused(string text)
    {
        using var run = new SpecRun(text);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("error SPEC002: ");
    }

    [Fact]
    public void Spec_DeeperThanAnySpec_IsRefused()
    {
        using var run = new SpecRun(new string('[', 20_000));

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("error SPEC001: ");
    }

    [Fact]
    public void Data_ThatLooksLikeASchema_IsNotJudged()
    {
        const string example = "example: { schema: { type: car } }, x-of-ours: { schema: { type: car } }, type: string";

        using var run = new SpecRun(SpecRun.Good.Replace("type: string", example, StringComparison.Ordinal));

        run.Errors.ShouldBe("");
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Run_WithoutItsThreeArguments_SaysWhichTheyAre()
    {
        using var output = new StringWriter();

        SpecConversion.Run(["Spec.yaml"], output).ShouldBe(2);

        output.ToString().ShouldStartWith("Usage: MockUserApis.SpecTool <spec.yaml> <spec.json> <nswag.json>");
    }
}
