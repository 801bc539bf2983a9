using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>What a vendor begins with whose OpenAPI file nobody has: contacts of few fields, all ASSUMED.</summary>
internal static class DefaultSketch
{
    public static Sketch Of(string name) =>
        new(name)
        {
            Server = $"https://api.{VendorName.Slug(name)}.example.com",
            Collection = "/v2/contacts",
            Method = "PATCH",
            Fields =
            [
                Field("email", """{"type":"string","maxLength":255}""", "E-mail address."),
                Field("firstName", """{"type":"string","maxLength":100}""", "Given name."),
                Field("lastName", """{"type":"string","maxLength":100}""", "Family name."),
                Field("phone", """{"type":"string","maxLength":50}""", "Phone number; its form is not checked."),
                Field("stage", """{"type":"string","enum":["lead","active","churned"]}""", "How far the sale is."),
                Field("score", """{"type":"integer","format":"int32","minimum":0,"maximum":100}""", "From 0 to 100."),
                Field("tags", """{"type":"array","maxItems":20,"items":{"type":"string"}}""", "Replaced as a whole."),
            ],
        };

    private static Field Field(string name, string schema, string description) =>
        new(name, JsonNode.Parse(schema)!.AsObject(), IsRequired: false, description);
}
