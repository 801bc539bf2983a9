using System.Globalization;

namespace MockUserApis.SpecTool;

/// <summary>Writes each error as <c>file(line,column): error CODE: text</c>; line and column count from 1.</summary>
internal sealed class SpecErrors(string file, TextWriter output)
{
    public int Count { get; private set; }

    public void Add(string code, Place place, string text)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"({place.Line},{place.Column})");
        output.WriteLine($"{file}{at}: error {code}: {text}");
        Count++;
    }
}
