using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>
/// Seed, update and read one user of a vendor, all of it taken from the vendor's spec: no test names a path.
/// </summary>
public sealed class UserCalls(TestSandbox sandbox, Asked vendor)
{
    private readonly Api api = vendor.Api;

    public Api Api => api;

    public Asked Vendor => vendor;

    public TestSandbox Sandbox => sandbox;

    public Operation Update { get; } = vendor.Api.Updating;

    /// <summary>The read at the update's own path.</summary>
    public Operation Read { get; } = ReadOf(vendor.Api);

    /// <summary>The user that the spec's example of the path names; its example bodies fit it.</summary>
    public string Key { get; } = Examples.Path(vendor.Api.Updating).Key!;

    /// <summary>The lenient profile let in what the contract refuses, and shows it.</summary>
    public bool MayDepart { get; set; }

    public static Operation ReadOf(Vendor vendor) => ReadOf(vendor.Api);

    /// <summary>
    /// A body that the strict contract accepts and that changes as little as can be: the required fields, as the first
    /// example has them.
    /// </summary>
    public static JsonObject Minimal(Asked vendor)
    {
        var update = vendor.Api.Updating;
        var example = Examples.Requests(vendor, update)[0].Value;
        var body = new JsonObject();
        foreach (var name in update.Body!.Required)
            body[name] = JsonNode.Parse(example.GetProperty(name).GetRawText());
        return body;
    }

    /// <summary>The control plane knows the first API's names: for a later one, an update sends the rest.</summary>
    public async Task<WireAnswer> SeedAsync(string body = "{}", string? key = null)
    {
        var isLater = vendor.Api.IsLater;
        var target = $"/users/{vendor.Slug}/{Uri.EscapeDataString(key ?? Key)}";
        var seeded = await sandbox.MockAsync("PUT", target, isLater ? "{}" : body);
        if (!isLater || body == "{}")
            return seeded;
        var updated = await UpdateAsync(body, key);
        // It may have given the user another id: then it is not there.
        return updated.Status == 200 ? await ReadAsync(key) : updated;
    }

    public async Task SeededAsync(string body = "{}", string? key = null) =>
        (await SeedAsync(body, key)).Status.ShouldBe(200, $"{vendor.Slug} {body}");

    public Task<WireAnswer> UpdateAsync(string body, string? key = null) =>
        sandbox.CallAsync(api, Update.Method, Target(key), body, MayDepart);

    public Task<WireAnswer> ReadAsync(string? key = null) =>
        sandbox.CallAsync(api, "GET", Target(key), mayDepart: MayDepart);

    public string Target(string? key = null) => Examples.Path(Update, key ?? Key).Target;

    /// <summary>The key of a population user, as its vendor's control-plane address takes it.</summary>
    public string KeyOf(long ordinal)
    {
        var users = sandbox.AsMade.Users(vendor);
        return Population.ValueOf(users.At(ordinal)!.Value.Document, users.Recipe.Indexes[0])!;
    }

    /// <summary>The journal's view of an answer.</summary>
    public async Task<JsonElement> EntryAsync(WireAnswer answer) =>
        (await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;

    private static Operation ReadOf(Api api) =>
        api.Contract.Operations.Single(o => o.Method == "GET" && o.Path == api.Updating.Path);
}
