using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>Values for examples: they fit their schema, and look like what the field is called.</summary>
internal static class Samples
{
    public static JsonNode Of(Field field) =>
        field.Type switch
        {
            "string" => field.Words is [var word, ..] ? word!.DeepClone() : JsonValue.Create(Text(field)),
            "integer" => JsonValue.Create((long)Math.Clamp(42, Low(field), High(field))),
            "number" => JsonValue.Create(Math.Clamp(4.5, Low(field), High(field))),
            "boolean" => JsonValue.Create(true),
            "array" => new JsonArray(Item(field)),
            _ => new JsonObject { ["key"] = "value" },
        };

    private static double Low(Field field) => field.Number("minimum", long.MinValue);

    private static double High(Field field) => Math.Max(field.Number("maximum", long.MaxValue), Low(field));

    private static JsonNode Item(Field field)
    {
        var items = field.Schema["items"] as JsonObject ?? new JsonObject { ["type"] = "string" };
        return Of(new Field(field.Name, items, IsRequired: true, ""));
    }

    private static string Text(Field field)
    {
        var text = field.Format switch
        {
            "email" => "ada@example.com",
            "date-time" => "2026-03-01T09:00:00Z",
            "date" => "2026-03-01",
            "uuid" => "5b0c7f0e-6f0a-4f5e-9d53-2f7f3f8b1c11",
            "uri" => "https://example.com/ada",
            _ => Named(field.Bare),
        };
        if (field.Format is not null)
            return text;
        var (least, most) = ((int)field.Number("minLength", 0), (int)field.Number("maxLength", int.MaxValue));
        return text.PadRight(least, 'x')[..Math.Min(Math.Max(text.Length, least), most)];
    }

    private static string Named(string name) =>
        name switch
        {
            "email" or "emailaddress" => "ada@example.com",
            "firstname" or "givenname" => "Ada",
            "lastname" or "familyname" or "surname" => "Lovelace",
            "name" or "fullname" or "displayname" => "Ada Lovelace",
            "phone" or "phonenumber" or "mobile" or "mobilenumber" => "+12025550142",
            _ => "text",
        };
}
