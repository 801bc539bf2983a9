using System.Text.Json;

namespace MockUserApis.Tests.Contract;

/// <summary>
/// Each keyword of OpenAPI 3.0 that the contract check knows: what fits, what does not, and where it says so.
/// </summary>
public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "42")]
    [InlineData("""{"type":"integer"}""", "42", "4.2")]
    [InlineData("""{"type":"integer"}""", "-1", "1e3")]
    [InlineData("""{"type":"integer"}""", "9223372036854775807", "9223372036854775808")]
    [InlineData("""{"type":"integer","format":"int32"}""", "2147483647", "2147483648")]
    [InlineData("""{"type":"number"}""", "1e3", "\"1\"")]
    [InlineData("""{"type":"number"}""", "1.5", "1e999")]
    [InlineData("""{"type":"boolean"}""", "false", "0")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "[]", "{}")]
    [InlineData("""{"type":"object"}""", "{}", "[]")]
    [InlineData("""{"type":"string","nullable":true}""", "null", "1")]
    [InlineData("""{}""", "null", null)]
    [InlineData("""{"type":"string"}""", "\"\"", "null")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"b\"", "\"A\"")]
    [InlineData("""{"type":"string","enum":["ab"]}""", "\"\\u0061b\"", "\"\\u0062b\"")]
    [InlineData("""{"type":"integer","enum":[1,2]}""", "2", "3")]
    [InlineData("""{"type":"integer","enum":[1,2]}""", "1", "\"1\"")]
    [InlineData("""{"type":"string","nullable":true,"enum":["a"]}""", "null", "\"b\"")]
    [InlineData("""{"type":"number","minimum":0,"maximum":100}""", "100", "100.5")]
    [InlineData("""{"type":"number","minimum":0}""", "0", "-0.1")]
    [InlineData("""{"type":"number","minimum":0,"exclusiveMinimum":true}""", "0.1", "0")]
    [InlineData("""{"type":"number","maximum":5,"exclusiveMaximum":true}""", "4.9", "5")]
    [InlineData("""{"type":"string","minLength":1}""", "\"a\"", "\"\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"😀😀\"", "\"😀😀😀\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"\\ud83d\\ude00\\ud83d\\ude00\"", "\"\\ud83d\\ude00aa\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"\\n\\\"\"", "\"\\n\\n\\n\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"éé\"", "\"e\u0301e\"")]
    [InlineData("""{"type":"string","pattern":"^[a-z]+$"}""", "\"abc\"", "\"abc\\n\"")]
    [InlineData("""{"type":"string","pattern":"b"}""", "\"abc\"", "\"acd\"")]
    [InlineData("""{"type":"string","format":"email"}""", "\"ada@example.com\"", "\"ada@example\"")]
    [InlineData(
        """{"type":"string","format":"uuid"}""",
        "\"6f9619ff-8b86-4011-b42d-00c04fc964ff\"",
        "\"6f9619ff8b864011b42d00c04fc964ff\""
    )]
    [InlineData("""{"type":"string","format":"uri"}""", "\"https://example.com/a\"", "\"/a\"")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-01-02T03:04:05Z\"", "\"yesterday\"")]
    [InlineData("""{"type":"array","items":{"oneOf":[{"type":"string"}]}}""", "[\"a\"]", "[1]")]
    [InlineData("""{"type":"array","items":{"anyOf":[{"type":"string"}]}}""", "[\"a\"]", "[1]")]
    [InlineData("""{"type":"array","minItems":1,"items":{}}""", "[1]", "[]")]
    [InlineData("""{"type":"array","maxItems":1,"items":{}}""", "[1]", "[1,2]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{}}""", "[1,\"1\",true]", "[1,1.0]")]
    [InlineData(
        """{"type":"array","uniqueItems":true,"items":{}}""",
        "[{\"a\":1,\"b\":2},{\"a\":1}]",
        "[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]"
    )]
    [InlineData("""{"type":"object","minProperties":1}""", "{\"a\":1}", "{}")]
    [InlineData("""{"type":"object","maxProperties":1}""", "{\"a\":1}", "{\"a\":1,\"b\":2}")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{}}}""", "{\"a\":null}", "{}")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""",
        "{\"a\":\"\"}",
        "{\"A\":\"\"}"
    )]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", "{\"x\":1}", "{\"x\":\"1\"}")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", "1", "true")]
    [InlineData("""{"oneOf":[{"type":"string"}]}""", "\"a\"", "1")]
    [InlineData("""{"anyOf":[{"type":"string"}]}""", "\"a\"", "1")]
    [InlineData("""{"anyOf":[{"type":"string","maxLength":1},{"type":"integer"}]}""", "\"a\"", "\"ab\"")]
    [InlineData(
        """{"allOf":[{"type":"object","required":["a"]},{"properties":{"a":{"type":"string"}}}]}""",
        "{\"a\":\"x\"}",
        "{\"a\":1}"
    )]
    public void Check_EachKeyword_TellsWhatFits(string schema, string fits, string? breaks)
    {
        Run(schema, fits).Where(f => f.Breaks).ShouldBeEmpty();
        if (breaks is not null)
            Run(schema, breaks).Count(f => f.Breaks).ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"a/b\":{\"m~n\":1}}", "/a~1b/m~0n")]
    [InlineData("{\"a\\/b\":{\"m\\u007en\":1}}", "/a~1b/m~0n")]
    [InlineData("{\"list\":[\"a\",{\"x\":\"b\"},3]}", "/list/2")]
    public void Check_BelowOddKeys_PointsThere(string value, string pointer) =>
        Run(
                """
                {"type":"object","properties":{
                  "a/b":{"type":"object","additionalProperties":{"type":"string"}},
                  "list":{"type":"array","items":{"oneOf":[{"type":"string"},{"type":"object"}]}}}}
                """,
                value
            )
            .Single(f => f.Breaks)
            .Pointer.ShouldBe(pointer);

    [Fact]
    public void Check_AfterARepeatedItem_PointsToTheNext() =>
        Run("""{"type":"array","uniqueItems":true,"items":{"type":"integer"}}""", "[1,1,\"x\"]")
            .Select(f => f.Pointer)
            .ShouldBe(["/1", "/2"]);

    [Theory]
    [InlineData(299, true)]
    [InlineData(309, true)]
    [InlineData(310, false)]
    public void Number_OfManyDigits_FitsWhileADoubleHoldsIt(int digits, bool fits) =>
        Run("""{"type":"number"}""", "1" + new string('0', digits - 1)).Any(f => f.Breaks).ShouldBe(!fits);

    [Fact]
    public void Finding_OfALimit_CarriesTheNumberAndTheField()
    {
        var finding = Run(
                """{"type":"object","properties":{"first~name":{"type":"string","maxLength":3}}}""",
                "{\"first~name\":\"abcd\"}"
            )
            .Single();
        (finding.Keyword, finding.Limit, finding.Field, finding.Root, finding.Dotted, finding.Actual).ShouldBe(
            ("maxLength", 3, "first~name", "first~name", "first~name", "\"abcd\"")
        );
    }

    [Fact]
    public void Request_ReadOnlyOrUndeclared_IsFoundAndBreaksNothing()
    {
        const string schema =
            """{"type":"object","required":["id"],"properties":{"id":{"type":"string","readOnly":true},"a":{}}}""";
        Run(schema, "{\"id\":5,\"b\":1}")
            .Select(f => (f.Keyword, f.Breaks))
            .ShouldBe([("readOnly", false), ("undeclared", false)]);
        Run(schema, "{}").ShouldBeEmpty();
        SchemaCheck.Response(Read(schema), Json("{}")).Single().Keyword.ShouldBe("required");
        SchemaCheck.Response(Read(schema), Json("{\"id\":5}")).Single().Keyword.ShouldBe("type");
    }

    [Fact]
    public void Check_NoneOfSeveralWords_IsAboutTheWords() =>
        Run("""{"oneOf":[{"type":"string","enum":["a"]},{"type":"integer","enum":[1]}]}""", "true")
            .Single()
            .Keyword.ShouldBe("enum");

    [Fact]
    public void Check_SeveralDepartures_ListsThemInDocumentOrder() =>
        Run(
                """{"type":"object","required":["z"],"properties":{"a":{"type":"string"},"b":{"type":"integer"}}}""",
                "{\"b\":\"x\",\"a\":1}"
            )
            .Select(f => f.Pointer)
            .ShouldBe(["/b", "/a", "/z"]);

    [Fact]
    public void Check_ThousandsOfDepartures_StopsCounting()
    {
        Run(
            """{"type":"array","items":{"type":"string"}}""",
            "[" + string.Join(',', Enumerable.Repeat("1", 10_000)) + "]"
        )
            .Count.ShouldBe(50);
        Run(
            """{"type":"object","additionalProperties":{"type":"string"}}""",
            "{" + string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"k{i}\":1")) + "}"
        )
            .Count.ShouldBe(50);
    }

    [Theory]
    [InlineData("n\\u0061me")]
    [InlineData("\\u006eame")]
    public void Check_AnEscapedKey_IsTheDeclaredOne(string key) =>
        Run(
                """
                {"type":"object","required":["name"],"properties":{"name":{"type":"string"}},
                 "additionalProperties":false}
                """,
                $"{{\"{key}\":\"x\"}}"
            )
            .ShouldBeEmpty();

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"properties":{"a":{}}}""")]
    public void Request_UndeclaredWhereNothingIsClosed_IsNoFinding(string schema) =>
        Run(schema, "{\"b\":1}").ShouldBeEmpty();

    [Fact]
    public void Finding_OfARequiredKey_TellsItsSchema()
    {
        var findings = Run("""{"type":"object","required":["a","z"],"properties":{"a":{"type":"string"}}}""", "{}");
        findings
            .Select(f => (f.Expected, f.Schema!.Type))
            .ShouldBe([("required: string", JsonTypes.String), ("required: any value", JsonTypes.Object)]);
    }

    [Theory]
    [InlineData(1, "not empty")]
    [InlineData(2, "at least 2 characters")]
    public void Finding_OfATextTooShort_TellsTheLength(int least, string expected) =>
        Run($$"""{"type":"string","minLength":{{least}}}""", "\"\"").Single().Expected.ShouldBe(expected);

    [Fact]
    public void Email_OfTheLongestLength_Fits()
    {
        Run("""{"type":"string","format":"email"}""", $"\"{new string('a', 242)}@example.com\"").ShouldBeEmpty();
        Run("""{"type":"string","format":"email"}""", $"\"{new string('a', 243)}@example.com\"")
            .Single()
            .Keyword.ShouldBe("format");
    }

    [Theory]
    [InlineData(118)]
    [InlineData(119)]
    [InlineData(120)]
    public void Shown_AValueThatFits_IsWhole(int length)
    {
        var value = "\"" + new string('x', length - 2) + "\"";
        ShownValue.Of(Json(value)).ShouldBe(value);
        ShownValue.Of(Json("\"" + new string('x', 119) + "\"")).ShouldBe("\"" + new string('x', 118) + "…");
    }

    [Fact]
    public void Shown_ALongValue_IsCutBetweenCharacters()
    {
        ShownValue.Of(Json("\"" + new string('x', 117) + "😀😀\"")).ShouldBe("\"" + new string('x', 117) + "…");
        ShownValue.Of(default).ShouldBe("absent");
    }

    [Fact]
    public void Read_AnUnknownKeyword_SaysWhichAndWhatToDo() =>
        Should
            .Throw<InvalidOperationException>(() => Read("""{"type":"string","patternProperties":{}}"""))
            .Message.ShouldContain("patternProperties");

    private static IReadOnlyList<Finding> Run(string schema, string value) =>
        SchemaCheck.Request(Read(schema), Json(value));

    private static Schema Read(string schema) =>
        new SchemaReader("test", Json("{}")).Read(Json(schema), new Rule("test", Evidence.SEED), "test");

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
