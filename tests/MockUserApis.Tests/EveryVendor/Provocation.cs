using System.Text;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>One way to have an operation refuse, or find fault.</summary>
internal sealed partial record Provocation(
    string Name,
    Operation Operation,
    Asked Vendor,
    Func<Provocation, TestSandbox, Request> How
)
{
    private const string Absent = "9999999";

    /// <summary>A form that the operation takes: then the curl has one too.</summary>
    public bool IsForm { get; init; }

    /// <summary>It goes out twice; the second answer counts.</summary>
    public bool Twice { get; init; }

    public Request Make(TestSandbox sandbox) => How(this, sandbox);

    /// <summary>What the client can have called a user by.</summary>
    public IEnumerable<string> NamesOf(TestSandbox sandbox, Request request)
    {
        var text = request.Target + (request.Body is null ? "" : " " + Encoding.UTF8.GetString(request.Body));
        return Shown(sandbox, 1)
            .Concat(Shown(sandbox, 2))
            .Where(m => IsId(m.Key))
            .Select(m => m.Value?.ToString() ?? "")
            .Where(id => id.Length > 0 && text.Contains(id, StringComparison.Ordinal));
    }

    public static IEnumerable<Provocation> Of(Asked vendor, Operation operation)
    {
        Provocation Case(string name, Func<Provocation, TestSandbox, Request> how) => new(name, operation, vendor, how);

        yield return Case("as it is", (p, s) => p.Good(s));
        yield return Case(
            "no credential",
            (p, s) => p.Good(s) with { Headers = [Named(s), Json, .. vendor.Api.AskedBy] }
        );
        yield return Case(
            "bad credential",
            (p, s) =>
                p.Good(s) with
                {
                    Headers =
                    [
                        Named(s),
                        Json,
                        .. vendor.Api.AskedBy,
                        .. vendor.Vendor.Issue(s.Name)[0].Headers.Select(h => KeyValuePair.Create(h.Key, "Token bad")),
                    ],
                }
        );
        foreach (var method in (string[])["GET", "POST", "PUT", "PATCH", "DELETE"])
        {
            if (method == operation.Method)
                continue;
            yield return Case("sent by " + method, (p, s) => p.Good(s) with { Method = method });
        }

        yield return Case("path with a slip", (p, s) => p.Aimed(s, Slip));
        yield return Case("a slash more or less", (p, s) => p.Aimed(s, t => t.EndsWith('/') ? t[..^1] : t + "/"));
        yield return Case("path below", (p, s) => p.Aimed(s, t => t.TrimEnd('/') + "/segments/1"));
        yield return Case("unknown path", (p, s) => p.Aimed(s, _ => "/v9/nothing"));
        yield return Case("unknown query", (p, s) => p.Aimed(s, t => t + "?nonsense=1"));
        yield return Case("twice", (p, s) => p.Good(s)) with
        {
            Twice = true,
        };
        foreach (var query in operation.Parameters.Where(p => p.In == "query"))
        {
            yield return Case($"query {query.Name} misspelt", (p, s) => p.Aimed(s, t => $"{t}?{query.Name}s=1"));
            yield return Case($"query {query.Name} wrong", (p, s) => p.Aimed(s, t => $"{t}?{query.Name}=%7Bwrong"));
            yield return Case(
                $"query {query.Name} without a match",
                (p, s) => p.Aimed(s, t => $"{t}?{query.Name}=nobody@example.org")
            );
        }

        if (operation.Parameters.Any(p => p.In == "path"))
        {
            yield return Case("absent id", (p, s) => p.Good(s, Absent));
            yield return Case("absent id of letters", (p, s) => p.Good(s, "nobody"));
            yield return Case("an id of another kind", (p, s) => p.Good(s, p.OtherId(s)));
        }

        if (operation.Body is null)
            yield break;
        foreach (var (name, body) in BadBodies.Of(Examples.Requests(vendor, operation)[0].Value.GetRawText()))
        {
            yield return Case("body: " + name, (p, s) => p.Good(s) with { Body = body });
        }

        foreach (var type in (string[])[FormOf.UrlEncoded, FormOf.Multipart])
        {
            var isForm = (type == FormOf.UrlEncoded ? operation.Form : operation.Multipart) is not null;
            yield return Case(type, (p, s) => p.Form(s, type, "")) with
            {
                IsForm = isForm,
            };
            yield return Case(type + " cut short", (p, s) => p.Form(s, type, "%")) with
            {
                IsForm = isForm,
            };
            yield return Case(type + ", a key twice", (p, s) => p.Form(s, type, "&x=1&x=2")) with
            {
                IsForm = isForm,
            };
            yield return Case(type + ", JSON in it", (p, s) => p.Headed(s, type));
            if (operation.Parameters.All(p => p.In != "path"))
                continue;
            yield return Case(type + ", absent id", (p, s) => p.Form(s, type, "", Absent)) with
            {
                IsForm = isForm,
            };
        }

        yield return Case("no body", (p, s) => p.Good(s) with { Body = null });
        yield return Case("empty object", (p, s) => p.Good(s) with { Body = "{}"u8.ToArray() });
        yield return Case("media type", (p, s) => p.Headed(s, "text/plain"));
        yield return Case("unknown key", (p, s) => p.With(s, "mockField", 1));
        for (var i = 0; i < operation.Body.Properties.Count; i++)
        {
            var (name, schema) = (operation.Body.Properties.Names[i], operation.Body.Properties.Schemas[i]);
            yield return Case(name + " misspelt", (p, s) => p.With(s, name + "x", Sample.Valid(schema)));
            yield return Case(name + " null", (p, s) => p.With(s, name, null));
            yield return Case(name + " empty", (p, s) => p.With(s, name, ""));
            yield return Case(name + " left out", (p, s) => p.Without(s, name));
            if (Sample.WrongType(schema) is { } wrong)
            {
                yield return Case(name + " of a wrong type", (p, s) => p.With(s, name, wrong.DeepClone()));
            }

            if (Sample.OverLimit(schema, Sample.Valid(schema)) is { } over)
            {
                yield return Case(name + " over the limit", (p, s) => p.With(s, name, over.DeepClone()));
            }

            if (schema.Enum.Length > 0)
            {
                yield return Case(name + " no word of the list", (p, s) => p.With(s, name, "NOT_A_WORD"));
            }
        }

        yield return Case("another user's ids", (p, s) => p.Clash(s));
    }

    // What opens no sandbox falls to the default one; the header keeps it in this test's.
    private static KeyValuePair<string, string> Named(TestSandbox sandbox) => new("X-Mock-Sandbox", sandbox.Name);

    private static KeyValuePair<string, string> Json => new("Content-Type", "application/json");

    private string Key(TestSandbox sandbox) => sandbox.Key(Vendor);

    // The id as the vendor shows it under the path parameter's name, or as "id".
    private string Id(TestSandbox sandbox)
    {
        var shown = Shown(sandbox, 1);
        var name = Operation.Parameters.FirstOrDefault(p => p.In == "path")?.Name ?? "id";
        return (shown[name] ?? shown["id"])?.ToString() ?? Key(sandbox);
    }

    // The user, without what the vendor wraps it in.
    private JsonObject Shown(TestSandbox sandbox, long ordinal)
    {
        var user = sandbox.Inside.Users(Vendor).At(ordinal)!.Value.Document;
        var shown = JsonNode.Parse(Vendor.Api.Show(user, sandbox.Inside).Span)!.AsObject();
        return shown["user"] as JsonObject ?? shown;
    }

    private Request Good(TestSandbox sandbox, string? id = null)
    {
        var update = Vendor.Api.Updating.Path;
        var isKey =
            Operation.Parameters.FirstOrDefault(p => p.In == "path")?.Name is { } name
            && update.Contains("{" + name + "}", StringComparison.Ordinal);
        var key = isKey ? Key(sandbox) : Id(sandbox);
        var (target, _) = Examples.Path(Operation, id ?? key);
        var body = Operation.Body is null ? null : Encoding.UTF8.GetBytes(Body(id ?? key).ToJsonString());
        KeyValuePair<string, string>[] json = body is null ? [] : [Json];
        return new Request(Operation.Method, target, [.. sandbox.Credential(Vendor), Named(sandbox), .. json], body);
    }

    private Request Aimed(TestSandbox sandbox, Func<string, string> change)
    {
        var good = Good(sandbox);
        return good with { Target = change(good.Target) };
    }

    private Request Headed(TestSandbox sandbox, string mediaType)
    {
        return Headed(Good(sandbox), mediaType);
    }

    private static Request Headed(Request request, string mediaType) =>
        request with
        {
            Headers = [.. request.Headers.Where(h => h.Key != Json.Key), new(Json.Key, mediaType)],
        };

    // The example as a form, with something behind it; cut off there when it is multipart.
    private Request Form(TestSandbox sandbox, string type, string more, string? id = null)
    {
        var good = Good(sandbox, id);
        var body = FormOf.Body(FormOf.Flat(JsonNode.Parse(good.Body)!.AsObject()), type) ?? [];
        var isCut = type == FormOf.Multipart && more.Length > 0 && body.Length > 0;
        byte[] sent = isCut ? body[..^4] : [.. body, .. Encoding.UTF8.GetBytes(more)];
        return Headed(good with { Body = sent }, type);
    }

    private static string Slip(string target) =>
        target.IndexOf("user", StringComparison.Ordinal) is var at and >= 0
            ? target[..at] + "uesr" + target[(at + 4)..]
            : target + "x";

    private static bool IsId(string name) =>
        name.EndsWith("id", StringComparison.OrdinalIgnoreCase)
        || name.Contains("email", StringComparison.OrdinalIgnoreCase);

    private string OtherId(TestSandbox sandbox) =>
        Good(sandbox).Target.Contains(Key(sandbox), StringComparison.Ordinal) ? Id(sandbox) : Key(sandbox);

    private Request With(TestSandbox sandbox, string name, JsonNode? value) =>
        Changed(sandbox, body => body[name] = value);

    private Request Without(TestSandbox sandbox, string name) => Changed(sandbox, body => body.Remove(name));

    // What must be one user's alone is another's.
    private Request Clash(TestSandbox sandbox) =>
        Changed(
            sandbox,
            body =>
            {
                var other = Shown(sandbox, 2);
                foreach (var (name, value) in other)
                {
                    if (IsId(name) && body.ContainsKey(name))
                        body[name] = value?.DeepClone();
                }
            }
        );

    private Request Changed(TestSandbox sandbox, Action<JsonObject> change)
    {
        var good = Good(sandbox);
        var body = JsonNode.Parse(good.Body)!.AsObject();
        change(body);
        return good with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    private JsonObject Body(string key)
    {
        var body = JsonNode.Parse(Examples.Requests(Vendor, Operation)[0].Value.GetRawText()) as JsonObject ?? [];
        var name = Operation.Parameters.FirstOrDefault(p => p.In == "path")?.Name ?? "";
        if (body.ContainsKey(name))
            body[name] = key;
        return body;
    }
}

internal sealed record Request(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body
);
