using System.Reflection;
using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>One spec as data: its operations, routes and evidence.</summary>
public sealed class VendorContract
{
    private readonly Func<string> readYaml;

    private VendorContract(string name, string id, JsonElement document, Func<string> readYaml)
    {
        Id = id;
        Document = document;
        this.readYaml = readYaml;
        var info = document.GetProperty("info");
        Title = info.GetProperty("title").GetString()!;
        Version = info.GetProperty("version").GetString()!;
        var origin = Rule.Parse(name, info.GetProperty("x-evidence").GetString()!);
        var reader = new OperationReader(name, document, origin);
        Operations = reader.ReadAll();
        Router = new Router(Operations);
        Schemas = reader.Schemas;
        Secrets = Operations.SelectMany(o => o.Secrets).ToHashSet();
        NotMocked = new NotMocked(document);
        NotMocked.Mark(Operations);
        Prefixes = PathPrefix.Of(document);
        AskedBy = document.TryGetProperty("x-asked-by", out var asking)
            ? [.. asking.EnumerateObject().Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!))]
            : [];
        Rules = [origin, .. reader.Rules, .. NotMocked.Operations.Select(o => o.Rule), .. Prefixes.Select(p => p.Rule)];
    }

    /// <summary>Its API's name in addresses, and for what a store keeps of it.</summary>
    public string Id { get; }

    public string Title { get; }

    /// <summary>As the spec says it.</summary>
    public string Version { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public Router Router { get; }

    /// <summary>What the vendor has beside these operations.</summary>
    public NotMocked NotMocked { get; }

    /// <summary>Context paths below which the operations stand as well.</summary>
    public IReadOnlyList<PathPrefix> Prefixes { get; }

    /// <summary>Names of body members that hold secrets, in any operation.</summary>
    public IReadOnlySet<string> Secrets { get; }

    /// <summary>Every tag that the spec carries, for the evidence ledger.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    public JsonElement Document { get; }

    /// <summary>The spec as text, with the ledger's comments; read when it is asked for.</summary>
    public string Yaml => field ??= readYaml();

    /// <summary>Headers that ask for it rather than for the vendor's first API: <c>x-asked-by</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AskedBy { get; }

    /// <summary>
    /// The hosts of its servers, as the vendor documents them: <c>*</c> stands for what a customer chooses. A server of
    /// the customer's own is not one.
    /// </summary>
    public IReadOnlyList<string> Hosts => [.. HostsOf(Document)];

    private SchemaReader Schemas { get; }

    public Operation this[string id] =>
        Operations.FirstOrDefault(o => o.Id == id)
        ?? throw new KeyNotFoundException(
            $"No operation {id}. Known: {string.Join(", ", Operations.Select(o => o.Id))}"
        );

    /// <summary>Where a path leads, with or without one of the prefixes.</summary>
    public Route Find(string path, string method) => Find(path, method, out _);

    /// <inheritdoc cref="Find(string, string)"/>
    /// <param name="path">As sent, percent-encoded, without prefixes of ours.</param>
    /// <param name="prefix">The prefix that it has; null when it leads there without one, or nowhere.</param>
    public Route Find(string path, string method, out PathPrefix? prefix)
    {
        prefix = null;
        var route = Router.Of(path, method);
        if (route.Found)
            return route;
        for (var i = 0; i < Prefixes.Count; i++)
        {
            if (Prefixes[i].Strip(path) is not { } bare)
                continue;
            if (Router.Of(bare, method) is not { Found: true } found)
                continue;
            prefix = Prefixes[i];
            return found;
        }

        return route;
    }

    /// <summary>A schema of <c>components/schemas</c>.</summary>
    public Schema Component(string name) =>
        Schemas.Read(JsonDocument.Parse($$"""{"$ref":"#/components/schemas/{{name}}"}""").RootElement, Rules[0], name);

    /// <summary>Reads <c>specs/NAME.json</c> and <c>.yaml</c>, which the build embedded.</summary>
    public static VendorContract Load(Assembly specs, string name, string id)
    {
        using var json = Open(specs, name, "json");
        return new VendorContract(name, id, JsonDocument.Parse(json).RootElement, () => ReadYaml(specs, name));
    }

    private static string ReadYaml(Assembly specs, string name)
    {
        using var yaml = new StreamReader(Open(specs, name, "yaml"));
        return yaml.ReadToEnd();
    }

    private static IEnumerable<string> HostsOf(JsonElement document)
    {
        foreach (var server in document.GetProperty("servers").EnumerateArray())
        {
            var url = server.GetProperty("url").GetString()!;
            var authority = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0];
            var host = string.Join('.', authority.Split(':')[0].Split('.').Select(p => p.StartsWith('{') ? "*" : p));
            if (host != "*")
                yield return host;
        }
    }

    private static Stream Open(Assembly specs, string name, string extension) =>
        specs.GetManifestResourceStream($"specs/{name}.{extension}")
        ?? throw new VendorException(
            $"There is a vendor {name} but no specs/{name}.yaml. The two names must be the same."
        );
}
