using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

internal sealed record KnownVendor(string Name, string Slug, string Title);

/// <summary>A mock, by its control plane.</summary>
internal sealed class RunningMock(string root, HttpClient http, IReadOnlyList<KnownVendor> vendors)
{
    public Uri Root { get; } = new(root);

    public string Providers => string.Join(", ", vendors.Select(v => v.Name));

    public static async Task<RunningMock> ConnectAsync(string root, HttpClient http, CancellationToken stop)
    {
        var vendors = await http.GetFromJsonAsync<JsonArray>("vendors", stop);
        return new RunningMock(root, http, [.. vendors!.Select(v => new KnownVendor(v!["name"]!.ToString(), v["slug"]!.ToString(), v["title"]!.ToString()))]);
    }

    /// <summary>The vendor that a pact's provider means: its name, slug or title, in any spelling.</summary>
    public KnownVendor? Vendor(string provider) => vendors.FirstOrDefault(v => new[] { v.Name, v.Slug, v.Title }.Any(n => Plain(n) == Plain(provider)));

    public string StateUrl(string sandbox, KnownVendor vendor) => $"{root}/_mock/pact-states?sandbox={sandbox}&vendor={vendor.Slug}";

    public async Task<string> CreateSandboxAsync(CancellationToken stop)
    {
        // Should this program die, the sandbox goes by itself.
        using var made = await http.PostAsJsonAsync("sandboxes", new JsonObject { ["ttl"] = "PT10M" }, stop);
        made.EnsureSuccessStatusCode();
        return (await made.Content.ReadFromJsonAsync<JsonObject>(stop))!["name"]!.ToString();
    }

    public async Task DropSandboxAsync(string sandbox)
    {
        using var dropped = await http.DeleteAsync($"sandboxes/{sandbox}");
    }

    /// <summary>What the verifier cannot know: why a state was refused, what the mock found in the request.</summary>
    public async Task<IReadOnlyList<string>> ExplainAsync(PactCase pact, string sandbox, KnownVendor vendor, CancellationToken stop)
    {
        var reasons = new List<string>();
        foreach (var state in pact.States)
        {
            var ask = new JsonObject { ["state"] = state["name"]?.DeepClone(), ["params"] = state["params"]?.DeepClone(), ["action"] = "setup" };
            using var answer = await http.PostAsJsonAsync($"pact-states?sandbox={sandbox}&vendor={vendor.Slug}", ask, stop);
            if (!answer.IsSuccessStatusCode) reasons.Add("the mock says: " + (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!["detail"]);
        }

        var requests = await http.GetFromJsonAsync<JsonArray>($"sandboxes/{sandbox}/requests?limit=1", stop);
        if (requests is [{ } last])
        {
            var entry = await http.GetFromJsonAsync<JsonObject>($"sandboxes/{sandbox}/requests/{last["id"]}", stop);
            if (entry!["diagnosis"]?["summary"] is { } summary) reasons.Add($"the mock says: {summary}");
        }

        return reasons;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
