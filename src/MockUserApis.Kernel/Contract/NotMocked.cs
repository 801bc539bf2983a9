using System.Text.Json;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>The operations that a vendor has and the mock has not: the spec's <c>x-not-mocked</c>.</summary>
public sealed class NotMocked
{
    private readonly Dictionary<string, Router> byMethod;

    internal NotMocked(JsonElement spec)
    {
        Operations = spec.TryGetProperty("x-not-mocked", out var list) ? [.. list.EnumerateArray().Select(Read)] : [];
        byMethod = ByMethod(Operations);
    }

    /// <summary>In the spec's order. They have a method, a path, a summary and a rule, and nothing else.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>What the vendor has at the path for the method; null when that is unknown too.</summary>
    public Operation? Find(string path, string method) =>
        byMethod.TryGetValue(method, out var router) && router.Find(path) is { Found: true } found
            ? found.Operations[0]
            : null;

    /// <summary>Tells those of <paramref name="mocked"/> whose template takes the path of one of these too.</summary>
    internal void Mark(IReadOnlyList<Operation> mocked)
    {
        var routers = ByMethod(mocked);
        foreach (var missing in Operations)
        {
            if (!routers.TryGetValue(missing.Method, out var router))
                continue;
            var route = router.Find(missing.Path);
            if (route.Found)
                route.Operations[0].TakesMissing = true;
        }
    }

    private static Dictionary<string, Router> ByMethod(IEnumerable<Operation> operations) =>
        operations.GroupBy(o => o.Method).ToDictionary(o => o.Key, o => new Router(o));

    private static Operation Read(JsonElement json)
    {
        var method = json.GetProperty("method").GetString()!;
        var path = json.GetProperty("path").GetString()!;
        var id = $"notMocked/{method} {path}";
        return new Operation
        {
            Id = id,
            Method = method,
            Path = path,
            Tag = "",
            Summary = json.GetProperty("summary").GetString()!,
            Rule = Rule.Parse(id, json.GetProperty("evidence").GetString()!),
            Parameters = [],
            Answers = new Dictionary<string, Answer>(),
            Json = json,
            Secrets = new HashSet<string>(),
        };
    }
}
