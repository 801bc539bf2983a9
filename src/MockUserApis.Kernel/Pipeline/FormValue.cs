using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// A form's text as the type that the schema has: digits as an integer, a word for yes or no as a boolean. What does
/// not read as that type stays a text, for the contract check to refuse.
/// </summary>
public static class FormValue
{
    private const NumberStyles Sign = NumberStyles.AllowLeadingSign;

    // The Django REST framework's: the vendors that read forms so are built on it.
    private static readonly string[] Yes = ["true", "True", "TRUE", "t", "T", "on", "On", "ON", "1"];
    private static readonly string[] No = ["false", "False", "FALSE", "f", "F", "off", "Off", "OFF", "0"];

    public static JsonElement Of(Schema? schema, string text)
    {
        var plain = RawJson.Parse(RawJson.String(text));
        if (schema is null)
            return plain;
        var branches = schema.OneOf.Count > 0 ? schema.OneOf : schema.AnyOf;
        if (branches.Count == 0)
            return Typed(schema, text) ?? plain;
        if (Fits(schema, plain))
            return plain;
        foreach (var branch in branches)
        {
            if (Typed(branch, text) is { } typed && Fits(schema, typed))
                return typed;
        }

        return plain;
    }

    private static JsonElement? Typed(Schema schema, string text) =>
        schema.Type switch
        {
            JsonTypes.Integer => Integer(text),
            JsonTypes.Number => Number(text),
            JsonTypes.Boolean when Yes.Contains(text) => RawJson.Parse("true"u8),
            JsonTypes.Boolean when No.Contains(text) => RawJson.Parse("false"u8),
            _ => null,
        };

    private static JsonElement? Integer(string text)
    {
        var isWhole = long.TryParse(text, Sign, CultureInfo.InvariantCulture, out var number);
        return isWhole ? RawJson.Parse(RawJson.Write(number, static (json, n) => json.WriteNumberValue(n))) : null;
    }

    private static JsonElement? Number(string text)
    {
        const NumberStyles Style = Sign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var isNumber = double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || !double.IsFinite(number))
            return null;
        return RawJson.Parse(RawJson.Write(number, static (json, n) => json.WriteNumberValue(n)));
    }

    private static bool Fits(Schema schema, JsonElement value)
    {
        foreach (var finding in SchemaCheck.Request(schema, value))
            if (finding.Breaks)
                return false;
        return true;
    }
}
