using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>Compiles the <c>paths</c> of one spec.</summary>
internal sealed class OperationReader(string vendor, JsonElement document, Rule origin)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];
    private readonly List<Rule> rules = [];

    public SchemaReader Schemas { get; } = new(vendor, document);

    public IEnumerable<Rule> Rules => rules.Concat(Schemas.Rules);

    public List<Operation> ReadAll() =>
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            where Methods.Contains(method.Name)
            select Read(path.Name, path.Value, method.Name, method.Value),
        ];

    private Operation Read(string path, JsonElement item, string method, JsonElement json)
    {
        var id = json.GetProperty("operationId").GetString()!;
        var rule = Tagged(json, id, origin);
        var parameters = item.TryGetProperty("parameters", out var shared) ? shared.EnumerateArray() : default;
        var own = json.TryGetProperty("parameters", out var ps) ? ps.EnumerateArray() : default;
        var all = parameters.Concat(own).Select(p => ReadParameter(Inline(p), id, rule)).ToList();
        var body = json.TryGetProperty("requestBody", out var b) ? Inline(b) : default;
        var answers = json.GetProperty("responses")
            .EnumerateObject()
            .Select(r => ReadAnswer(r.Name, Inline(r.Value), id, rule))
            .ToDictionary(a => a.Status);
        var forms = new BodyForms(body, (media, name) => Tagged(media, name, rule), id);
        var schema = forms.Main.TryGetProperty("schema", out var sent) ? Schemas.Read(sent, rule, id + "/body") : null;
        return new Operation
        {
            Id = id,
            Method = method.ToUpperInvariant(),
            Path = path,
            Tag = json.GetProperty("tags")[0].GetString()!,
            Summary = json.TryGetProperty("summary", out var summary) ? summary.GetString()! : id,
            Rule = rule,
            Parameters = all,
            Unconstrained = all.TrueForAll(IsFree),
            Body = schema,
            TakesJson = schema is not null && forms.TakesJson,
            Form = schema is null ? null : forms.RuleOf(Operation.FormType),
            Multipart = schema is null ? null : forms.RuleOf(Operation.MultipartType),
            File = schema is null ? null : forms.File(schema),
            BodyRequired =
                schema is not null && body.TryGetProperty("required", out var required) && required.GetBoolean(),
            HidesTemplates = json.TryGetProperty("x-hides-templates", out var hides) && hides.GetBoolean(),
            Anonymous = json.TryGetProperty("security", out var security) && security.GetArrayLength() == 0,
            SlashOptional = json.TryGetProperty("x-slash-optional", out var optional) && optional.GetBoolean(),
            Answers = answers,
            AnswersByStatus = ByStatus(answers.Values),
            AnswerElse = answers.GetValueOrDefault("default"),
            Example = body.ValueKind == JsonValueKind.Object ? ReadExample(forms.Main) : default,
            Json = json,
            Secrets = new SecretNames().In(schema).In([.. answers.Values.SelectMany(a => a.Content.Values)]).Names,
        };
    }

    // Nothing that a path can hold breaks it, and nothing is missed when there is no query.
    private static bool IsFree(Parameter parameter) =>
        parameter.In != "path"
            ? !parameter.Required
            : parameter.Schema
                is {
                    Type: JsonTypes.String,
                    Enum.Length: 0,
                    Format: null,
                    Pattern: null,
                    MaxLength: null,
                    MinLength: <= 1,
                };

    private static Dictionary<int, Answer> ByStatus(IEnumerable<Answer> answers)
    {
        var byStatus = new Dictionary<int, Answer>();
        foreach (var answer in answers)
        {
            if (int.TryParse(answer.Status, CultureInfo.InvariantCulture, out var status))
                byStatus[status] = answer;
        }

        return byStatus;
    }

    // Of a media type or a parameter: the first one.
    private JsonElement ReadExample(JsonElement holder)
    {
        if (holder.TryGetProperty("examples", out var several))
            return Inline(several.EnumerateObject().First().Value).GetProperty("value");
        if (holder.TryGetProperty("example", out var one))
            return one;
        return default;
    }

    private Parameter ReadParameter(JsonElement json, string id, Rule rule)
    {
        var name = json.GetProperty("name").GetString()!;
        var schema = Schemas.Read(json.GetProperty("schema"), Tagged(json, $"{id}/{name}", rule), $"{id}/{name}");
        var repeats = schema.Type == JsonTypes.Array;
        return new Parameter(
            name,
            json.GetProperty("in").GetString()!,
            json.TryGetProperty("required", out var r) && r.GetBoolean(),
            repeats,
            repeats ? schema.Items! : schema
        )
        {
            Example = ReadExample(json) is { ValueKind: not JsonValueKind.Undefined } example
                ? example.ToString()
                : null,
            EmptyIsAbsent = json.TryGetProperty("allowEmptyValue", out var empty) && empty.GetBoolean(),
        };
    }

    private Answer ReadAnswer(string status, JsonElement json, string id, Rule rule)
    {
        var tagged = Tagged(json, $"{id}/{status}", rule);
        var content = json.TryGetProperty("content", out var c) ? c.EnumerateObject() : default;
        return new Answer(
            status,
            tagged,
            content.ToDictionary(
                m => m.Name,
                m =>
                    // Nothing is found in an answer: one schema does for all that share it.
                    m.Value.TryGetProperty("schema", out var schema)
                        ? Schemas.Read(schema, origin, $"{id}/{status}/body")
                        : null
            )
        );
    }

    private JsonElement Inline(JsonElement json) =>
        json.TryGetProperty("$ref", out var reference) ? Schemas.Resolve(reference.GetString()!) : json;

    private Rule Tagged(JsonElement json, string name, Rule inherited)
    {
        var rule = json.TryGetProperty("x-evidence", out var tag)
            ? Rule.Parse(name, tag.GetString()!)
            : inherited with
            {
                Name = name,
            };
        rules.Add(rule);
        return rule;
    }
}
