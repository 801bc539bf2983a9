using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>A mock, by its control plane.</summary>
internal sealed class RunningMock
{
    /// <summary>How a reason starts that the verifier does not know.</summary>
    public const string Says = "the mock says: ";

    private static readonly string[] Members = ["name", "slug", "title", "operations", "updateOperation"];
    private readonly ControlClient control;
    private readonly IReadOnlyList<KnownVendor> vendors;

    private RunningMock(ControlClient control, IReadOnlyList<KnownVendor> vendors) =>
        (this.control, this.vendors) = (control, vendors);

    public Uri Root => control.Root;

    public string Providers => string.Join(", ", vendors.Select(v => v.Name));

    public static async Task<RunningMock> ConnectAsync(ControlClient control, CancellationToken stop)
    {
        const string path = "vendors";
        var vendors = await control.GetAsync(path, stop);
        if (vendors is not JsonArray all || !all.All(v => v is JsonObject row && Members.All(row.ContainsKey)))
        {
            throw control.NotAMock(path, "answered JSON without a mock's vendors");
        }

        return new RunningMock(control, [.. all.SelectMany(v => Known(v!))]);
    }

    /// <summary>The vendor that a pact's provider means.</summary>
    public KnownVendor? Vendor(string provider) => vendors.FirstOrDefault(v => v.IsCalled(provider));

    /// <summary>Makes a sandbox; should this program die, it goes by itself.</summary>
    /// <param name="ttl">ISO 8601.</param>
    public async Task<string> CreateSandboxAsync(string ttl, CancellationToken stop) =>
        (await control.PostAsync("sandboxes", new JsonObject { ["ttl"] = ttl }, stop))["name"]!.ToString();

    public async Task DropSandboxAsync(string sandbox)
    {
        using var dropped = await control.SendAsync(
            HttpMethod.Delete,
            $"sandboxes/{sandbox}",
            null,
            CancellationToken.None
        );
    }

    public async Task ResetAsync(string sandbox, CancellationToken stop)
    {
        var path = $"sandboxes/{sandbox}/reset";
        using var done = await control.SendAsync(HttpMethod.Post, path, null, stop);
        if (done.IsSuccessStatusCode)
            return;
        throw new UnreachableException($"{control.Url(path)} answered {(int)done.StatusCode}.");
    }

    public Task<HttpResponseMessage> ChangeStateAsync(
        string sandbox,
        KnownVendor vendor,
        JsonObject ask,
        CancellationToken stop
    ) => control.SendAsync(HttpMethod.Post, $"pact-states?sandbox={sandbox}&vendor={vendor.Slug}", ask, stop);

    /// <summary>What the mock found in the last request, where it found something.</summary>
    public async Task<IReadOnlyList<string>> DiagnosisAsync(string sandbox, CancellationToken stop)
    {
        var last = await control.GetAsync($"sandboxes/{sandbox}/requests?limit=1", stop);
        if (last is not JsonArray { Count: 1 })
            return [];
        var entry = await control.GetAsync($"sandboxes/{sandbox}/requests/{last[0]!["id"]}", stop);
        return entry["diagnosis"]?["summary"] is { } summary ? [Says + summary] : [];
    }

    // A vendor's first API goes by the vendor's names, a later one by its own.
    private static IEnumerable<KnownVendor> Known(JsonNode vendor)
    {
        yield return Known(Text(vendor, "name"), Text(vendor, "title"), Text(vendor, "slug"), vendor);
        foreach (var api in (vendor["apis"]?.AsArray() ?? []).Skip(1))
        {
            yield return Known(Text(api, "name"), Text(api, "name"), Text(vendor, "slug"), api!);
        }
    }

    private static KnownVendor Known(string name, string title, string slug, JsonNode api)
    {
        var operations = api["operations"]!.AsArray();
        var update = operations.First(o => Text(o, "id") == Text(api, "updateOperation"));
        return new KnownVendor(
            name,
            slug,
            title,
            Text(update, "path"),
            [.. operations.Select(o => (Text(o, "method"), Text(o, "path")))]
        );
    }

    private static string Text(JsonNode? node, string member) => node![member]!.ToString();
}
