using System.Net.Sockets;
using System.Text.Json;

namespace MockUserApis.Tests.Fuzz;

/// <summary>A sandbox under fuzz, and the laws that hold for every answer.</summary>
internal sealed class FuzzRun : IDisposable
{
    private const string Options =
        "\"population\":30,\"rateLimits\":false,\"clock\":{\"now\":\"2026-06-01T12:00:00Z\",\"freeze\":true}";
    private readonly UserCalls calls;
    private readonly KeptConnection connection;
    private readonly IReadOnlyList<KeyValuePair<string, string>> credential;
    private readonly IReadOnlyList<string> keys;
    private readonly bool lenient;

    private FuzzRun(UserCalls calls, KeptConnection connection, bool lenient)
    {
        (this.calls, this.connection, this.lenient) = (calls, connection, lenient);
        credential = calls.Sandbox.Credential(calls.Vendor);
        keys = [calls.Key, .. Enumerable.Range(1, 12).Select(i => calls.KeyOf(i))];
    }

    public static async Task<FuzzRun> SetUpAsync(MockFixture mock, string slug, string profile)
    {
        var vendor = mock.Asked(slug);
        var calls = new UserCalls(await mock.SandboxAsync($$"""{"profile":"{{profile}}",{{Options}}}"""), vendor);
        await calls.SeededAsync();
        return new FuzzRun(calls, new KeptConnection(mock.Port(vendor)), profile == "lenient");
    }

    /// <summary>Sends one request; what was wrong with how it was answered, or null.</summary>
    public async Task<string?> ProblemAsync(Random random)
    {
        var request = FuzzRequest.Of(calls.Vendor, credential, keys, random);
        try
        {
            var changes =
                request.Key is not null
                && request.Body is not null
                && request.Target.Split('?')[0] == calls.Target(request.Key);
            var before = changes ? await ReadAsync(request.Key!) : null;
            var answer = await connection.SendAsync(request.Bytes, request.Method == "HEAD");
            if (answer.Status >= 500)
                return $"{request}\n→ {answer.Status} {answer.Text}";
            // Nothing but HTTP is sent here: a refusal of Kestrel's own, which is not a vendor's answer, is a finding.
            if (answer is { Status: 400, Body.Length: 0 } && answer.Header("X-Mock-Exchange") is null)
                return $"a bare 400 to {request}";
            if (
                random.Next(15) == 0
                && answer.Header("X-Mock-Exchange") is { } id
                && await calls.Sandbox.MockAsync("GET", "/requests/" + id) is { Status: >= 500 } told
            )
                return $"{request}\n→ {answer.Status}, and its journal entry → {told.Status} {told.Text}";
            var refusedPage = answer.Status == 403 && answer.Header("X-Mock-Exchange") is null && request.IsOfAPage;
            if (request.Method != "HEAD" && !refusedPage)
            {
                var asked = Asked.By(calls.Vendor, request.Headers);
                ResponseLaw.Check(asked, request.Method, request.Target, answer, lenient);
            }

            return changes ? await UnlikeAsync(request, before!, answer) : null;
        }
        catch (Exception error)
            when (error
                    is ShouldAssertException
                        or OperationCanceledException
                        or TimeoutException
                        or IOException
                        or SocketException
                        or InvalidOperationException
                        or JsonException
            )
        {
            return $"{request}\n→ {error.GetType().Name} {error.Message}";
        }
    }

    /// <summary>The control plane still tells of it all, and a snapshot of it restores to the same bytes.</summary>
    public async Task<string?> AftermathAsync()
    {
        foreach (
            var path in new[]
            {
                "/requests?limit=1000",
                "/requests?format=har",
                "/coverage",
                $"/users/{calls.Vendor.Slug}?limit=1000",
            }
        )
        {
            var told = await calls.Sandbox.MockAsync("GET", path);
            if (told.Status != 200)
                return $"GET {path} → {told.Status} {told.Text}";
            using var _ = JsonDocument.Parse(told.Body, new JsonDocumentOptions { MaxDepth = 256 });
        }

        var snapshot = await calls.Sandbox.MockAsync("GET", "/snapshot");
        var restored = await calls.Sandbox.MockAsync("PUT", "/snapshot", snapshot.Text);
        if (restored.Status != 204)
            return $"PUT /snapshot of what GET gave → {restored.Status} {restored.Text}";
        var again = (await calls.Sandbox.MockAsync("GET", "/snapshot")).Text;
        var same = again.Zip(snapshot.Text).TakeWhile(c => c.First == c.Second).Count();
        return again == snapshot.Text
            ? null
            : "the snapshot differs once restored: "
                + $"…{snapshot.Text[Math.Max(0, same - 80)..Math.Min(snapshot.Text.Length, same + 80)]}… became "
                + $"…{again[Math.Max(0, same - 80)..Math.Min(again.Length, same + 80)]}…";
    }

    public void Dispose() => connection.Dispose();

    // Refused: as before. Accepted: readable, by the name that it now has.
    private async Task<string?> UnlikeAsync(FuzzRequest request, WireAnswer before, WireAnswer answer)
    {
        var after = await ReadAsync(request.Key!);
        if (answer.Status >= 400)
            return after.Status == before.Status && after.Text == before.Text
                ? null
                : $"{request}\n→ {answer.Status} {answer.Text}, and changed the user from\n{before.Text}\nto\n"
                    + $"{after.Text}";
        if (!request.Operation.Writes || request.Method is not ("PUT" or "PATCH" or "POST") || after.Status == 200)
            return null;
        var field = calls.Vendor.Recipe.Indexes[0].Field;
        var parameter = calls.Update.Parameters.First(p => p.In == "path").Name;
        return Names(request.Body!, field) || Names(request.Body!, parameter)
            ? null
            : $"{request}\n→ {answer.Status}, but the user reads as {after.Status} {after.Text}";
    }

    // In JSON or in a form: a user that was given another id is not found by the old one.
    private static bool Names(byte[] body, string field)
    {
        var text = System.Text.Encoding.UTF8.GetString(body);
        if (!text.TrimStart().StartsWith('{'))
            return text.Contains(field, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(field, out _);
    }

    private async Task<WireAnswer> ReadAsync(string key)
    {
        var target = calls.Target(key);
        var answer = await connection.SendAsync(KeptConnection.Bytes("GET", target, credential, null));
        ResponseLaw.Check(calls.Vendor, "GET", target, answer, lenient);
        return answer;
    }
}
