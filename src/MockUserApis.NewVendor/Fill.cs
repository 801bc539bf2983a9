using System.Globalization;
using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>The lines of a recipe: what a made-up person has in each field. What is not known stays unset.</summary>
internal static class Fill
{
    private const int LongestName = 30;
    private const int LongestEmail = 60;

    public static IReadOnlyList<string> Lines(IReadOnlyList<Field> fields)
    {
        var lines = fields.Select(Line).OfType<string>().ToList();
        if (lines.Count == 0 && fields.FirstOrDefault(f => f.IsFreeText) is { } text)
            lines.Add(Set(text, $"persona.Token({Literal(text.Name)}, 8)"));
        return lines;
    }

    private static string? Line(Field field) =>
        field.Type switch
        {
            "string" when field.Words is { } words => Set(field, $"persona.Pick({Literal(field.Name)}, {List(words)})"),
            "string" => Text(field) is { } text ? Set(field, text) : null,
            "integer" => Set(field, Integer(field)),
            "boolean" => Set(field, $"persona.Number({Literal(field.Name)}, 2) == 1"),
            _ => null,
        };

    private static string? Text(Field field)
    {
        var room = field.Number("maxLength", int.MaxValue);
        return (field.Format, field.Bare) switch
        {
            ("date-time", _) => Time(field, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ("date", _) => Time(field, "yyyy-MM-dd"),
            ("uuid", _) => $"persona.Uuid({Literal(field.Name)})",
            ("email", _) or (_, "email" or "emailaddress") => room >= LongestEmail ? "persona.Email" : null,
            (not null, _) => null,
            _ when room < LongestName || field.Number("minLength", 0) > 1 => null,
            (_, "firstname" or "givenname") => "persona.FirstName",
            (_, "lastname" or "familyname" or "surname") => "persona.LastName",
            (_, "name" or "fullname" or "displayname") => "persona.FirstName + \" \" + persona.LastName",
            (_, "phone" or "phonenumber" or "mobile" or "mobilenumber") => "persona.Phone",
            _ => null,
        };
    }

    private static string Integer(Field field)
    {
        var low = (long)field.Number("minimum", Math.Min(0, field.Number("maximum", 0)));
        var high = (long)Math.Min(field.Number("maximum", low + 100), low + 100);
        var number =
            $"persona.Number({Literal(field.Name)}, {(high - low + 1).ToString(CultureInfo.InvariantCulture)})";
        return low == 0 ? number : $"{low.ToString(CultureInfo.InvariantCulture)} + {number}";
    }

    private static string Time(Field field, string form) =>
        $"persona.Time({Literal(field.Name)}).ToString({Literal(form)}, CultureInfo.InvariantCulture)";

    private static string List(JsonArray words) => "[" + string.Join(", ", words.Select(w => w!.ToJsonString())) + "]";

    private static string Set(Field field, string value) => $".Set({Literal(field.Name)}, {value})";

    private static string Literal(string text) => JsonValue.Create(text).ToJsonString();
}
