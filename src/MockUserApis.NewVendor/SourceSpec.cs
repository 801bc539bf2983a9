using System.Text.Json.Nodes;
using MockUserApis.SpecTool;

namespace MockUserApis.NewVendor;

/// <summary>
/// Reads a vendor's own OpenAPI file, YAML or JSON: the operation that updates one user, its fields, the credential.
/// The other operations are noted as what the mock has not.
/// </summary>
internal static class SourceSpec
{
    private const string Fix = "Name another file, or begin without SPEC.";
    private static readonly string[] Updating = ["patch", "put", "post"];

    // Which of several updates is meant: the one of a person.
    private static readonly string[] People =
    [
        "user",
        "contact",
        "person",
        "people",
        "customer",
        "member",
        "profile",
        "lead",
        "subscriber",
        "audience",
    ];

    public static Sketch Read(string file, string name)
    {
        var spec = new SourceDocument(Parsed(file));
        var update =
            Updates(spec).OrderByDescending(u => u.Rank).FirstOrDefault()
            ?? throw new NewVendorException(
                $"{file} has no PATCH, PUT or POST whose path ends in one parameter and whose JSON body is an object: "
                    + $"that is what is mocked. {Fix}"
            );
        var (fields, leftOut) = SourceFields.Of(update.Body, spec);
        var (header, scheme) = spec.Credential();
        return new Sketch(name)
        {
            Title = spec.Title ?? VendorName.Title(name),
            Server = spec.Server,
            Source = Path.GetFileName(file),
            Collection = update.Collection,
            PathEnd = update.PathEnd,
            Method = update.Method.ToUpperInvariant(),
            Header = header,
            Scheme = scheme,
            Fields = fields,
            LeftOut = leftOut,
            Known = Known(spec, update),
            Others = Others(spec, update),
        };
    }

    private static JsonObject Parsed(string file)
    {
        if (!File.Exists(file))
            throw new NewVendorException($"There is no file {file}. {Fix}");
        var errors = new StringWriter();
        var root = YamlReader.Read(File.ReadAllText(file), new SpecErrors(file, errors));
        var json = root is null ? null : CoreSchema.ToJson(root) as JsonObject;
        if (json is null)
            throw new NewVendorException($"{file} cannot be read as YAML or JSON. {errors}".TrimEnd());
        if (json.At("openapi").Text()?.StartsWith("3.", StringComparison.Ordinal) != true)
            throw new NewVendorException($"{file} is not OpenAPI 3: it has no \"openapi: 3.…\". {Fix}");
        return json;
    }

    private static IEnumerable<SourceUpdate> Updates(SourceDocument spec)
    {
        foreach (var (path, item) in spec.Paths)
        {
            foreach (var (rank, method) in Updating.Reverse().Index())
            {
                if (item.At(method) is not JsonObject operation || SourceUpdate.Split(path) is not { } split)
                    continue;
                if (spec.JsonBody(operation) is not { } body)
                    continue;
                var isPerson = People.Any(word => path.Contains(word, StringComparison.OrdinalIgnoreCase));
                yield return new SourceUpdate(path, split.Collection, split.End, method, body)
                {
                    Rank = (isPerson ? 1000 : 0) + (rank * 100) - path.Length,
                };
            }
        }
    }

    private static HashSet<string> Known(SourceDocument spec, SourceUpdate update)
    {
        var known = new HashSet<string>();
        var (member, collection) = (spec.Item(update.Path), spec.Item(update.Collection + update.PathEnd));
        if (member.At("get") is not null)
            known.Add("get");
        if (member.At("delete") is not null)
            known.Add("delete");
        if (collection.At("post") is not null)
            known.Add("create");
        return known;
    }

    private static List<(string, string, string)> Others(SourceDocument spec, SourceUpdate update)
    {
        var others = new List<(string, string, string)>();
        var taken = new HashSet<string> { "post " + Shape(update.Collection + update.PathEnd) };
        foreach (var method in (string[])[update.Method, "get", "delete"])
            taken.Add($"{method} {Shape(update.Path)}");
        foreach (var (path, item) in spec.Paths)
        {
            foreach (var method in OperationCheck.Methods)
            {
                if (item.At(method) is not JsonObject operation || !taken.Add($"{method} {Shape(path)}"))
                    continue;
                var bare = Parameters.Renamed(path);
                var summary = SourceFields.Line(operation.At("summary").Text(), $"{method.ToUpperInvariant()} {bare}");
                others.Add((method.ToUpperInvariant(), bare, summary));
            }
        }

        return others;
    }

    // The names of parameters do not matter: /a/{x} and /a/{y} are one path.
    private static string Shape(string path) => Parameters.Bare(path);
}
