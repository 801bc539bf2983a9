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

    public Request Make(TestSandbox sandbox)
    {
        var made = How(this, sandbox);
        return Operation.TakesJson || made.Body is null ? made : AsForm(made);
    }

    // Where no JSON is taken, what is JSON so far goes out as the form that it stands for.
    private static Request AsForm(Request made)
    {
        if (!made.Headers.Contains(Json))
            return made;
        try
        {
            var options = new System.Text.Json.JsonDocumentOptions { AllowDuplicateProperties = false };
            return
                JsonNode.Parse(made.Body, null, options) is JsonObject json
                && FormOf.Body(FormOf.Flat(json), FormOf.Multipart) is { } parts
                ? Headed(made with { Body = parts }, FormOf.Multipart)
                : made;
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            // It is no JSON, or not text in all its places.
            return made;
        }
    }

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
        var user = sandbox.AsMade.Users(Vendor).At(ordinal)!.Value.Document;
        var shown = JsonNode.Parse(Vendor.Api.Show(user, sandbox.AsMade).Span)!.AsObject();
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
