using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>A test's own sandbox: vendor calls with its credentials, and its part of the control plane.</summary>
/// <param name="made">With what it was made: a body for POST /_mock/sandboxes, or none.</param>
public sealed class TestSandbox(Server server, string name, string? made = null)
{
    private Sandbox? asMade;

    public string Name => name;

    public Sandbox Inside => server.Sandboxes.Find(name)!;

    /// <summary>The same to look at its population; of a server elsewhere, as it was made.</summary>
    public Sandbox AsMade => server.IsHere ? Inside : asMade ??= server.AsMade(name, made);

    /// <summary>What opens the sandbox, and what asks for the API where the vendor has others.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Credential(Asked vendor) =>
        [.. vendor.Vendor.Issue(name)[0].Headers, .. vendor.Api.AskedBy];

    /// <summary>A call below <c>/_mock/sandboxes/{name}</c>.</summary>
    public Task<WireAnswer> MockAsync(string method, string path, string? body = null) =>
        server.Control.SendAsync(method, $"/_mock/sandboxes/{name}{path}", body);

    /// <summary>The same, which must succeed.</summary>
    public async Task<WireAnswer> ArrangeAsync(string method, string path, string? body = null)
    {
        var answer = await MockAsync(method, path, body);
        answer.Status.ShouldBeInRange(200, 299, $"{method} {path}: {answer.Text}");
        return answer;
    }

    /// <summary>
    /// A call to the vendor's own port with this sandbox's credential, checked against the vendor's spec.
    /// </summary>
    public Task<WireAnswer> CallAsync(
        Asked vendor,
        string method,
        string target,
        string? body = null,
        bool mayDepart = false
    ) =>
        SendAsync(
            vendor,
            method,
            target,
            [.. Credential(vendor), .. JsonHeader(body)],
            body is null ? null : Encoding.UTF8.GetBytes(body),
            mayDepart
        );

    /// <summary>The same with a body that is no JSON.</summary>
    public Task<WireAnswer> FileAsync(Asked vendor, string method, string target, string mediaType, string body) =>
        SendAsync(
            vendor,
            method,
            target,
            [.. Credential(vendor), new("Content-Type", mediaType)],
            Encoding.UTF8.GetBytes(body)
        );

    /// <summary>A call with just these headers.</summary>
    /// <param name="mayDepart">
    /// The lenient profile shows what it let in, so the answer's body is not held against the spec.
    /// </param>
    public async Task<WireAnswer> SendAsync(
        Vendor vendor,
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[]? body,
        bool mayDepart = false
    )
    {
        var all = headers.ToList();
        var answer = await server.Wire(vendor).SendAsync(method, target, all, body);
        ResponseLaw.Check(Asked.By(vendor, all), method, target, answer, mayDepart);
        return answer;
    }

    /// <summary>The key of population user 1.</summary>
    public string Key(Asked vendor)
    {
        var users = AsMade.Users(vendor);
        return Population.ValueOf(users.At(1)!.Value.Document, users.Recipe.Indexes[0])!;
    }

    /// <summary>Where the vendor's update and read of the user are.</summary>
    public static string UserTarget(Asked vendor, string key)
    {
        var path = vendor.Api.Updating.Path;
        return path[..path.IndexOf('{', StringComparison.Ordinal)]
            + Uri.EscapeDataString(key)
            + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
    }

    private static KeyValuePair<string, string>[] JsonHeader(string? body) =>
        body is null ? [] : [new("Content-Type", "application/json")];
}
