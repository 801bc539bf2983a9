using System.Text.Json;

namespace MockUserApis.Tests.Contract;

/// <summary><c>x-noted</c>: what the documents want and the vendor takes all the same.</summary>
public sealed class NotedTests
{
    [Theory]
    [InlineData("""{"type":"string","x-noted":{"pattern":"^a$"}}""", "\"b\"", "pattern")]
    [InlineData("""{"type":"string","x-noted":{"pattern":"^a$"}}""", "\"a\"", null)]
    [InlineData("""{"type":"string","nullable":true,"x-noted":{"pattern":"^a$"}}""", "null", null)]
    [InlineData("""{"type":"string","nullable":true,"x-noted":{"nullable":false}}""", "null", "nullable")]
    [InlineData("""{"type":"integer","x-noted":{"minimum":0}}""", "-1", "minimum")]
    [InlineData("""{"x-noted":{"minimum":0},"type":"integer"}""", "-1", "minimum")]
    [InlineData("""{"type":"integer","x-noted":{"minimum":0}}""", "0", null)]
    [InlineData("""{"type":"boolean","x-noted":{"readOnly":true}}""", "true", "undeclared")]
    [InlineData("""{"additionalProperties":true,"x-noted":{"nullable":false}}""", """{"x":null}""", "nullable")]
    [InlineData("""{"additionalProperties":true,"x-noted":{"nullable":false}}""", """{"x":1}""", null)]
    public void Value_ThatDepartsFromANote_IsAFindingThatBreaksNothing(string schema, string value, string? keyword)
    {
        var findings = SchemaCheck.Request(Read(schema), JsonDocument.Parse(value).RootElement);

        findings.Select(f => f.Keyword).ShouldBe(keyword is null ? [] : [keyword]);
        findings.ShouldAllBe(f => !f.Breaks);
    }

    [Fact]
    public void Value_ThatBreaksTheSchemaItself_IsNotNotedBeside()
    {
        var schema = Read("""{"type":"integer","x-noted":{"minimum":0}}""");

        SchemaCheck.Request(schema, JsonDocument.Parse("\"-1\"").RootElement).Single().Breaks.ShouldBeTrue();
    }

    [Fact]
    public void Answer_WithWhatARequestWouldBeNotedFor_IsFine() =>
        SchemaCheck
            .Response(Read("""{"x-noted":{"pattern":"^a$"}}"""), JsonDocument.Parse("\"b\"").RootElement)
            .ShouldBeEmpty();

    private static Schema Read(string schema)
    {
        var json = JsonDocument.Parse(schema).RootElement;
        return new SchemaReader("Test", json).Read(json, new Rule("test", Evidence.SEED), "test");
    }
}
