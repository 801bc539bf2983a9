using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>
/// Requests to every operation of a vendor that carry secrets, good ones and bad ones, and what is secret in them.
/// </summary>
internal sealed class SecretRequests(Asked vendor, Wire wire, IReadOnlyList<KeyValuePair<string, string>> credential)
{
    /// <summary>Sent wherever a secret belongs; in no answer and nowhere else.</summary>
    public const string Marker = "hunter2-do-not-keep";

    private static readonly string[] Bodies =
    [
        $$"""{"userid":"mock","password":"{{Marker}}"}""",
        $$"""{"password":["{{Marker}}"]}""",
        $$"""{"userid":1,"more":{"password":"{{Marker}}"} }""",
        $"[\"{Marker}\"]",
        $"\"{Marker}\"",
        $"password={Marker}",
        $$"""{"userid":"mock","password":"{{Marker}}""",
        $$"""{"password":"{{Marker}}","a":"\ud83d"}""",
        $$"""{"password":"{{Marker}}","password":"{{Marker}}"}""",
    ];

    /// <summary>Secrets beside the marker: the credential, and tokens that a login gave.</summary>
    public HashSet<string> Secrets { get; } =
    [.. credential.Select(h => h.Value), .. credential.Select(h => h.Value.Split(' ')[^1])];

    /// <summary>The credential for an API of a sandbox, as the answer that made it gives it.</summary>
    public static KeyValuePair<string, string>[] CredentialOf(JsonElement sandbox, string slug) =>
        [
            .. sandbox
                .GetProperty("credentials")
                .GetProperty(slug)
                .GetProperty("headers")
                .EnumerateObject()
                .Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!)),
        ];

    public async Task SendAsync(string sandbox)
    {
        foreach (var operation in vendor.Api.Contract.Operations)
        {
            var target = Examples.Path(operation).Target;
            var example = Examples.Requests(vendor, operation) is [var first, ..] ? first.Value.GetRawText() : null;
            await OneAsync(operation.Method, target, credential, example);
            await OneAsync(operation.Method, target + "/", credential, "{");
            if (vendor.Api.Contract.Secrets.Count > 0)
                await OneAsync("POST", target, credential, Bodies[0]);
            string[] others = ["Authorization", "Cookie", "X-Api-Key", "X-Auth-Token", "Api-Secret", "X-Password"];
            foreach (var header in vendor.Vendor.CredentialHeaders.Concat(others))
            {
                await OneAsync(
                    operation.Method,
                    target,
                    [new("X-Mock-Sandbox", sandbox), new(header, "Token " + Marker)],
                    example
                );
            }

            if (operation.Id == "login")
                await LogInAsync(operation, target, sandbox);
        }

        await BrokenAsync();
        // The last one: a reader who has read the stream up to it has read all that came before it.
        await OneAsync("GET", "/the-end-of-" + vendor.Id, [.. credential, new("X-Harmless", "kept")], null);
    }

    private async Task LogInAsync(Operation login, string target, string sandbox)
    {
        foreach (var (method, path) in new[] { (login.Method, target), ("PUT", target), (login.Method, target + "/") })
        {
            foreach (var body in Bodies)
                await OneAsync(method, path, [new("X-Mock-Sandbox", sandbox)], body);
        }

        var account = MockUserApis.Vendors.VoltMx.VoltMx.Account(sandbox);
        Secrets.Add(account.Password);
        var answer = await OneAsync(
            login.Method,
            target,
            [],
            JsonSerializer.Serialize(new { userid = account.User, password = account.Password })
        );
        var token = answer.Json.GetProperty("claims_token").GetProperty("value").GetString()!;
        Secrets.Add(token);
        var read = Examples.Path(vendor.Api.Updating).Target;
        await OneAsync("GET", read, [new(vendor.Vendor.CredentialHeaders[0], token)], null);
    }

    // What Kestrel refuses.
    private async Task BrokenAsync()
    {
        var update = vendor.Api.Updating;
        var own = string.Concat(credential.Concat(vendor.Api.AskedBy).Select(h => $"{h.Key}: {h.Value}\r\n"));
        var head =
            $"{update.Method} {Examples.Path(update).Target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{own}"
            + $"Cookie: {Marker}\r\nContent-Type: application/json\r\n";
        foreach (
            var rest in new[]
            {
                "Content-Length: 2, 3\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                "no colon\r\n\r\n",
                "X: " + new string('x', 40_000) + "\r\n\r\n",
                $"{Marker}\r\n\r\n",
            }
        )
        {
            await wire.RawAsync(Encoding.ASCII.GetBytes(head + "Connection: close\r\n" + rest));
        }
    }

    private Task<WireAnswer> OneAsync(
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        string? body
    ) =>
        wire.SendAsync(
            method,
            target,
            [
                .. headers,
                .. vendor.Api.AskedBy,
                .. body is null ? [] : (KeyValuePair<string, string>[])[new("Content-Type", "application/json")],
            ],
            body is null ? null : Encoding.UTF8.GetBytes(body)
        );
}
