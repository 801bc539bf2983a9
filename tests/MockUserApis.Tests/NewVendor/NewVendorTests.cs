using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MockUserApis.SpecTool;

namespace MockUserApis.Tests.NewVendor;

/// <summary>What <c>make vendor</c> writes, and what it refuses. MockUserApis.Packages compiles it.</summary>
public sealed class NewVendorTests
{
    private const string Theirs = """
        openapi: 3.1.0
        info: { title: Initech People, version: '7' }
        servers: [{ url: 'https://api.initech.example/' }]
        security: [{ key: [] }]
        paths:
          /v1/orders/{order-id}:
            patch:
              summary: Change an order
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
          /v1/people/{person_id}:
            get: { summary: Read }
            put:
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } }
          /v1/people:
            get: { summary: List people }
        components:
          securitySchemes:
            key: { type: apiKey, in: header, name: X-Initech-Key }
          schemas:
            Order: { type: object, properties: { a: { type: string } } }
            Named:
              required: [mail]
              properties:
                mail: { type: string, format: email, description: "Where \"mail\" goes.\nMore." }
                nick: { type: [string, 'null'], maxLength: 40, pattern: '^a' }
            Person:
              allOf: [{ $ref: '#/components/schemas/Named' }]
              properties:
                id: { type: string }
                note: { type: string }
                level: { type: integer, minimum: 3, maximum: 9 }
                home: { type: object, properties: { city: { type: string } } }
                kind: { type: string, enum: [one, two] }
                either: { oneOf: [{ type: string }, { type: integer }] }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Vendor_WithOrWithoutAFile_IsWholeAndItsSpecIsTaken(bool hasFile)
    {
        using var sketch = new VendorSketch();
        string[] spec = hasFile ? ["--spec", sketch.Source(Theirs)] : [];

        sketch.Run(["ProbeCrm", .. spec]).ShouldBe(0, sketch.Errors);

        sketch.Written.ShouldContain("src/MockUserApis.Vendors/ProbeCrm/ProbeCrm.cs");
        sketch.Written.ShouldContain("tests/MockUserApis.Tests/Vendors/ProbeCrm/transcripts/update.http");
        sketch.Written.ShouldContain("tests/clients-ts/vendors/probe-crm.ts");
        sketch.Written.ShouldContain("tests/judges/probe-crm.arazzo.yaml");
        Converted(sketch).ShouldBe("");
        foreach (var file in sketch.Written)
        {
            sketch.Text(file).ShouldNotContain("{{", customMessage: file);
            if (file.EndsWith(".cs", StringComparison.Ordinal))
                sketch.Text(file).Split('\n').ShouldAllBe(line => line.Length <= 120, file);
        }
    }

    [Fact]
    public void Vendor_ByDefault_HasThePortBehindTheOthersAndARow()
    {
        using var sketch = new VendorSketch();
        var offset = MockFixture.Known.Max(v => v.PortOffset) + 1;

        sketch.Run("ProbeCrm", "--title", "Probe CRM").ShouldBe(0, sketch.Errors);

        sketch.Text("src/MockUserApis.Vendors/ProbeCrm/ProbeCrm.cs").ShouldContain($"int PortOffset => {offset};");
        var rows = sketch.Text("README.md").Split('\n').ToList();
        rows.Single(l =>
                l.StartsWith("| [Probe CRM](src/MockUserApis.Vendors/ProbeCrm/README.md) |", StringComparison.Ordinal)
            )
            .ShouldContain(
                $"`127.0.0.1:{5080 + offset}` | `Authorization: Bearer mock-probe-crm-key` | `PATCH /v2/contacts"
            );
    }

    [Fact]
    public void Vendor_OfAFile_HasItsUpdateItsFieldsAndWhatIsNotMocked()
    {
        using var sketch = new VendorSketch();

        sketch.Run("ProbeCrm", "--spec", sketch.Source(Theirs)).ShouldBe(0, sketch.Errors);

        var spec = sketch.Text("specs/ProbeCrm.yaml");
        spec.ShouldContain("url: \"https://api.initech.example\"");
        spec.ShouldContain("  /v1/people/{id}:\n    put:");
        spec.ShouldContain("x-not-mocked:\n  - method: PATCH\n    path: \"/v1/orders/{order_id}\"\n");
        spec.ShouldContain("path: \"/v1/people\"\n    evidence: DOC\n    summary: \"List people\"");
        spec.ShouldContain("description: \"Where \\\"mail\\\" goes.\"");
        spec.ShouldContain("required: [mail]");
        spec.ShouldContain("#       nick: its pattern\n#       home: what is in it\n");
        spec.ShouldContain("#       either: the file names no single type");
        spec.ShouldContain("enum: [\"one\",\"two\",null]");
        var update = sketch.Text("src/MockUserApis.Vendors/ProbeCrm/Update.cs");
        Regex
            .Matches(update, "\\.Field\\(\"(\\w+)\", \\((\\w+)")
            .Select(m => $"{m.Groups[1]} {m.Groups[2]}")
            .ShouldBe(["mail Refuse", "nick Clear", "note Clear", "level Clear", "home Clear", "kind Clear"]);
        sketch.Text("src/MockUserApis.Vendors/ProbeCrm/ProbeCrm.cs").ShouldContain("Header = \"X-Initech-Key\"");
        sketch.Text("src/MockUserApis.Vendors/ProbeCrm/Seed.cs").ShouldContain("3 + persona.Number(\"level\", 7)");
    }

    [Theory]
    [InlineData("acme", "\"acme\" cannot be a vendor's name")]
    [InlineData("Acme-Crm", "\"Acme-Crm\" cannot be a vendor's name")]
    [InlineData("Foldspace", "There is a vendor Foldspace already")]
    [InlineData("Sandbox", "\"Sandbox\" is a word of src")]
    public void Name_ThatNoVendorCanHave_IsRefusedAndNothingIsWritten(string name, string said)
    {
        using var sketch = new VendorSketch();

        sketch.Run(name).ShouldBe(2);

        sketch.Errors.ShouldStartWith(said);
        sketch.Written.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("swagger: '2.0'", "is not OpenAPI 3: it has no \"openapi: 3.…\"")]
    [InlineData("a: [", "cannot be read as YAML or JSON")]
    [InlineData("openapi: 3.0.3\npaths: {}", "has no PATCH, PUT or POST whose path ends in one parameter")]
    [InlineData(null, "There is no file")]
    public void File_ThatHasNoUpdate_IsRefusedAndNothingIsWritten(string? text, string said)
    {
        using var sketch = new VendorSketch();
        var file = text is null ? sketch.In("nowhere.yaml") : sketch.Source(text);

        sketch.Run("ProbeCrm", "--spec", file).ShouldBe(2);

        sketch.Errors.ShouldContain(said);
        sketch.Written.ShouldBeEmpty();
    }

    [Fact]
    public void File_WithTooFewTexts_IsRefusedAndSaysWhatToAdd()
    {
        using var sketch = new VendorSketch();
        var file = sketch.Source(Theirs.Replace("note: { type: string }", "", StringComparison.Ordinal));

        sketch.Run("ProbeCrm", "--spec", file).ShouldBe(2);

        sketch.Errors.ShouldContain("has fewer than two optional text fields");
        sketch.Written.ShouldBeEmpty();
    }

    private static string Converted(VendorSketch sketch)
    {
        using var errors = new StringWriter();
        var (json, forNSwag) = (sketch.In("spec.json"), sketch.In("nswag.json"));
        SpecConversion.Run([sketch.In("specs/ProbeCrm.yaml"), json, forNSwag], errors);
        if (errors.ToString().Length == 0)
            JsonNode.Parse(File.ReadAllText(json))!["info"]!["x-evidence"].ShouldNotBeNull();
        return errors.ToString();
    }
}
