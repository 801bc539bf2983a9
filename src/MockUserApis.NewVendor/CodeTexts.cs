using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>The parts of code and of transcripts that follow from the fields.</summary>
internal static class CodeTexts
{
    private const string Indent = "        ";
    private const int RoomForShape = 70;

    public static void Add(Dictionary<string, string> texts, Sketch sketch)
    {
        var (first, second) = Two(sketch);
        texts["shape"] = Shape(sketch);
        texts["rules"] = string.Join('\n', sketch.Fields.Select(f => Indent + Rule(f, sketch)));
        texts["fills"] = string.Join('\n', Fill.Lines(sketch.Fields).Select(line => "            " + line));
        texts["requiredTs"] = Object(Texts.Body(sketch));
        texts["firstTs"] = Key(first.Name);
        texts["secondTs"] = Key(second.Name);
        texts["firstOf"] = Member(first.Name);
        texts["secondOf"] = Member(second.Name);
        texts["seeded"] = Yaml.Json(Texts.Body(sketch, (first.Name, "one"), (second.Name, "two")));
        texts["sent"] = Yaml.Json(Texts.Body(sketch, (first.Name, (JsonNode?)null)));
        texts["shown"] = Yaml.Json(
            new JsonObject
            {
                ["id"] = "u1",
                [first.Name] = null,
                [second.Name] = "two",
            }
        );
        texts["created"] = Yaml.Json(Texts.Body(sketch, ("id", "new-1"), (first.Name, "one")));
    }

    /// <summary>The two that the scenario of the clients writes and clears.</summary>
    public static (Field First, Field Second) Two(Sketch sketch)
    {
        if (sketch.Fields.Where(f => f.IsFreeText).Take(2).ToList() is [var first, var second])
            return (first, second);
        throw new NewVendorException(
            $"The body of {sketch.Method} {sketch.Collection}/{{id}} has fewer than two optional text fields without "
                + "enum or format; what tests the clients writes one and leaves the other. Describe two in the file, "
                + "or begin without SPEC."
        );
    }

    // Formatted as the formatter would: on one line where it fits.
    private static string Shape(Sketch sketch)
    {
        var names = sketch.Fields.Select(f => Yaml.Text(f.Name)).Prepend("\"id\"").ToList();
        var line = string.Join(", ", names);
        return line.Length <= RoomForShape ? line : $"\n{Indent}{string.Join($",\n{Indent}", names)}\n    ";
    }

    private static string Rule(Field field, Sketch sketch)
    {
        var value = sketch.Source is null ? "(Replace, ASSUMED, Skeleton)" : "(Replace, DOC, \"\")";
        var refuse = sketch.Source is null ? "(Refuse, ASSUMED, Skeleton)" : "(Refuse, DOC, \"required\")";
        return field.IsRequired
            ? $".Field({Yaml.Text(field.Name)}, {refuse}, (Refuse, ASSUMED, Skeleton), {value})"
            : $".Field({Yaml.Text(field.Name)}, (Clear, ASSUMED, Skeleton), {value})";
    }

    private static string Key(string name) => IsIdentifier(name) ? name : $"'{name}'";

    private static string Member(string name) => IsIdentifier(name) ? "." + name : $"['{name}']";

    private static bool IsIdentifier(string name) =>
        char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // A literal of TypeScript, whose words of an enum stay words.
    private static string Object(JsonObject body) => body.Count == 0 ? "{}" : Yaml.Json(body) + " as const";
}
