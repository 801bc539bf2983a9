using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>What stands in a template's <c>{{name}}</c>.</summary>
internal static class Texts
{
    private const string NewId = "new-1";

    public static Dictionary<string, string> Of(Sketch sketch)
    {
        var texts = new Dictionary<string, string>
        {
            ["Name"] = sketch.Name,
            ["Title"] = sketch.Title,
            ["titleCode"] = Yaml.Text(sketch.Title),
            ["titleJson"] = Yaml.Text($"{sketch.Title} {sketch.Many} API"),
            ["flowTitleJson"] = Yaml.Text($"{sketch.Title}, the life of a {Words.Lower(sketch.One)}"),
            ["slug"] = sketch.Slug,
            ["PortOffset"] = Number(sketch.PortOffset),
            ["Header"] = sketch.Header,
            ["Scheme"] = sketch.Scheme,
            ["keyCode"] = KeyCode(sketch),
            ["Many"] = sketch.Many,
            ["One"] = sketch.One,
            ["many"] = Words.Lower(sketch.Many),
            ["one"] = Words.Lower(sketch.One),
            ["METHOD"] = sketch.Method,
            ["method"] = sketch.Method.ToLowerInvariant(),
            ["collection"] = sketch.Collection + sketch.PathEnd,
            ["member"] = Member(sketch, "{id}"),
            ["target"] = Member(sketch, "u1"),
            ["nobodyTarget"] = Member(sketch, "nobody"),
            ["newTarget"] = Member(sketch, NewId),
            ["firstTarget"] = Member(sketch, Words.Lower(sketch.One) + "-000001"),
        };
        SpecTexts.Add(texts, sketch);
        CodeTexts.Add(texts, sketch);
        return texts;
    }

    /// <summary>The required fields, and those with a value: what an update must have is in each example.</summary>
    public static JsonObject Body(Sketch sketch, params IEnumerable<(string Name, JsonNode? Value)> values)
    {
        var body = new JsonObject();
        foreach (var field in sketch.Fields.Where(f => f.IsRequired))
            body[field.Name] = field.Sample;
        foreach (var (name, value) in values)
            body[name] = value?.DeepClone();
        return body;
    }

    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Member(Sketch sketch, string id) => $"{sketch.Collection}/{id}{sketch.PathEnd}";

    // Basic is a user and a password.
    private static string KeyCode(Sketch sketch) =>
        sketch.Scheme == "Basic "
            ? "Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(\"mock:\" + name))"
            : "name";
}
