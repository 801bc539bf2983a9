using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>The parts of a spec that follow from the sketch.</summary>
internal static class SpecTexts
{
    public static void Add(Dictionary<string, string> texts, Sketch sketch)
    {
        var (first, second) = CodeTexts.Two(sketch);
        var required = sketch.Fields.Where(f => f.IsRequired).Select(f => Yaml.Key(f.Name)).ToList();
        texts["sources"] = sketch.Source is null
            ? "#   none yet: what is here was made up by `make vendor`"
            : $"#   DOC      {sketch.Source}, the vendor's OpenAPI file, of which this was made";
        texts["origin"] = sketch.Source is null ? "\"ASSUMED: the skeleton's\"" : "DOC";
        texts["leftOut"] = LeftOut(sketch);
        texts["serverJson"] = Yaml.Text(sketch.Server);
        foreach (var operation in (string[])["update", "get", "create", "delete"])
            texts[operation] = sketch.EvidenceOf(operation);
        texts["notMocked"] = NotMocked(sketch);
        texts["security"] = Security(sketch);
        texts["securityEvidence"] = sketch.Source is null ? "\"ASSUMED: the skeleton's\"" : "DOC";
        texts["updateExample"] = Members(Texts.Body(sketch, Samples(sketch)), 18);
        texts["clearExample"] = Members(Texts.Body(sketch, (first.Name, null), (second.Name, second.Sample)), 18);
        texts["createExample"] = Members(Texts.Body(sketch, Samples(sketch)), 18);
        texts["badRequestJson"] = Yaml.Text($"{first.Name}: must be string");
        texts["required"] = required.Count == 0 ? "" : $"      required: [{string.Join(", ", required)}]";
        texts["createRequired"] = string.Join(", ", required.Prepend("id"));
        texts["allNames"] = string.Join(", ", sketch.Fields.Select(f => Yaml.Key(f.Name)).Prepend("id"));
        texts["writable"] = Yaml.Properties(sketch.Fields, isRead: false);
        texts["readable"] = Yaml.Properties(sketch.Fields, isRead: true);
    }

    private static IEnumerable<(string, JsonNode?)> Samples(Sketch sketch) =>
        sketch.Fields.Select(f => (f.Name, (JsonNode?)f.Sample));

    private static string Members(JsonObject body, int columns) =>
        Yaml.Members(body.Select(m => (m.Key, m.Value)), columns);

    private static string LeftOut(Sketch sketch) =>
        sketch.LeftOut.Count == 0
            ? ""
            : "#    5. Left out of the vendor's file, to be written here by hand:\n"
                + string.Join('\n', sketch.LeftOut.Select(line => "#       " + line));

    private static string NotMocked(Sketch sketch) =>
        sketch.Others.Count == 0
            ? ""
            : "x-not-mocked:\n"
                + string.Join(
                    '\n',
                    sketch.Others.Select(o =>
                        $"  - method: {o.Method}\n    path: {Yaml.Text(o.Path)}\n    evidence: DOC\n"
                        + $"    summary: {Yaml.Text(o.Summary)}"
                    )
                );

    private static string Security(Sketch sketch) =>
        sketch.Header == "Authorization" && sketch.Scheme.Length > 0
            ? $"      type: http\n      scheme: {sketch.Scheme.Trim().ToLowerInvariant()}"
            : $"      type: apiKey\n      in: header\n      name: {Yaml.Text(sketch.Header)}";
}
