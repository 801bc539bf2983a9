using System.Text.Json;

namespace MockUserApis.Tests.Issues;

/// <summary>On Unix, .NET reads a path as an absolute file URI; format uri wants a scheme.</summary>
public sealed class UriWithoutSchemeTests
{
    [Theory]
    [InlineData("/a")]
    [InlineData("/a:b")]
    [InlineData("//example.com/a")]
    public void Uri_WithoutAScheme_BreaksTheFormat(string text)
    {
        var schema = new SchemaReader("test", JsonDocument.Parse("{}").RootElement).Read(
            JsonDocument.Parse("""{"type":"string","format":"uri"}""").RootElement,
            new Rule("test", Evidence.SEED),
            "test"
        );
        SchemaCheck.Request(schema, JsonDocument.Parse($"\"{text}\"").RootElement).Single().Keyword.ShouldBe("format");
    }
}
