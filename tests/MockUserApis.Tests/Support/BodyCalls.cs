using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>
/// One operation with a JSON body in a sandbox of its own, its user seeded, for requests that must be refused.
/// </summary>
internal sealed class BodyCalls(MockFixture mock, UserCalls calls, Operation operation)
{
    private string before = "";

    /// <summary>Answers need not fit the spec: lenient lets in what the strict contract refuses.</summary>
    public bool MayDepart
    {
        set => calls.MayDepart = value;
    }

    /// <summary>A body that the operation accepts.</summary>
    public string Good { get; } = Examples.Requests(calls.Vendor, operation)[0].Value.GetRawText();

    /// <summary>Bodies that it refuses, with their names; null is a body where the spec says so.</summary>
    public IEnumerable<(string Name, byte[] Body)> Bad =>
        BadBodies.Of(Good).Where(b => b.Name != "null" || !operation.Body!.Nullable);

    private string Target { get; } =
        Examples.Path(operation, operation.Path == calls.Update.Path ? calls.Key : null).Target;

    public static async Task<BodyCalls> SetUpAsync(
        MockFixture mock,
        string slug,
        string operation,
        string profile = "strict"
    )
    {
        var api = mock.Api(slug);
        var sandbox = await mock.SandboxAsync(
            $$"""
            {"seed":3,"population":20,"rateLimits":false,"profile":"{{profile}}",
             "clock":{"now":"2026-06-01T12:00:00Z","freeze":true} }
            """
        );
        var calls = new UserCalls(sandbox, api);
        await calls.SeededAsync();
        return new BodyCalls(mock, calls, api.Contract[operation]) { before = (await calls.ReadAsync()).Text };
    }

    /// <summary>Operations of all vendors that read a JSON body.</summary>
    public static TheoryData<string, string> Operations() => Those((_, _) => true);

    /// <summary>Those of them whose body has secrets.</summary>
    public static TheoryData<string, string> OperationsWithSecrets() =>
        Those((_, operation) => operation.Secrets.Count > 0);

    /// <summary>Those of the vendors that have an operation with secrets.</summary>
    public static TheoryData<string, string> OperationsBesideSecrets() =>
        Those((api, _) => api.Contract.Secrets.Count > 0);

    private static TheoryData<string, string> Those(Func<Api, Operation, bool> wanted)
    {
        // The contract is read when a server is built.
        var data = new TheoryData<string, string>();
        foreach (var api in MockFixture.Apis)
        {
            var those = api.Contract.Operations.Where(o => o.TakesJson && wanted(api, o));
            foreach (var operation in those)
                data.Add(api.Id, operation.Id);
        }

        return data;
    }

    public Task<WireAnswer> SendAsync(
        byte[]? body,
        string? contentType = "application/json",
        params KeyValuePair<string, string>[] more
    ) =>
        calls.Sandbox.SendAsync(
            calls.Vendor,
            operation.Method,
            Target,
            [
                .. calls.Sandbox.Credential(calls.Vendor),
                .. contentType is null ? [] : (KeyValuePair<string, string>[])[new("Content-Type", contentType)],
                .. more,
            ],
            body,
            calls.MayDepart
        );

    /// <summary>A 4xx in the vendor's shape that left the user as it was; else what is wrong.</summary>
    public async Task<string?> ProblemAsync(string name, WireAnswer answer)
    {
        var about = $"{name}: {answer.Status} {answer.Text}";
        if (answer.Status is < 400 or >= 500)
            return about;
        if (
            answer.Header("Content-Type")!.Contains("problem", StringComparison.Ordinal)
            || answer.Text.Contains("traceId", StringComparison.Ordinal)
        )
            return "a framework answer to " + about;
        var entry = await calls.Sandbox.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}");
        if (entry.Status != 200)
            return $"the journal cannot show it ({entry.Status} {entry.Text}): {about}";
        var after = (await calls.ReadAsync()).Text;
        return after == before ? null : $"changed the user all the same: {about}\n{before}\n{after}";
    }

    /// <summary>Sends bytes as they are, the credential's headers put in.</summary>
    public async Task<WireAnswer> RawAsync(string headers, byte[] rest)
    {
        var credential = string.Concat(calls.Sandbox.Credential(calls.Vendor).Select(h => $"{h.Key}: {h.Value}\r\n"));
        var port = mock.Port(calls.Vendor);
        var head =
            $"{operation.Method} {Target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{credential}Content-Type: "
            + $"application/json\r\nConnection: close\r\n{headers}\r\n";
        var answer = Wire.Parse(await new Wire(port).RawAsync([.. Encoding.UTF8.GetBytes(head), .. rest]));
        ResponseLaw.Check(calls.Api, operation.Method, Target, answer);
        return answer;
    }

    /// <summary>Reads the user; the answer is held against the spec.</summary>
    public Task<WireAnswer> ReadAsync() => calls.ReadAsync();

    public TestSandbox Sandbox => calls.Sandbox;

    public Task<System.Text.Json.JsonElement> EntryAsync(WireAnswer answer) => calls.EntryAsync(answer);
}
