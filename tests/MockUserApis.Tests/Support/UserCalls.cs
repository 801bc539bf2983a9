using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>Seed, update and read one user of a vendor, all of it taken from the vendor's spec: no test names a path.</summary>
public sealed class UserCalls(TestSandbox sandbox, Api api)
{
    private readonly Vendor vendor = api.Vendor;

    /// <summary>By the vendor's first API.</summary>
    public UserCalls(TestSandbox sandbox, Vendor vendor)
        : this(sandbox, vendor.Api)
    {
    }

    public Api Api => api;

    public Vendor Vendor => vendor;

    public TestSandbox Sandbox => sandbox;

    public Operation Update { get; } = api.Updating;

    /// <summary>The read at the update's own path.</summary>
    public Operation Read { get; } = ReadOf(api);

    /// <summary>The user that the spec's example of the path names; its example bodies fit it.</summary>
    public string Key { get; } = Examples.Path(api.Updating).Key!;

    /// <summary>The lenient profile let in what the contract refuses, and shows it.</summary>
    public bool MayDepart { get; set; }

    public static Operation ReadOf(Vendor vendor) => ReadOf(vendor.Api);

    /// <summary>A body that the strict contract accepts and that changes as little as can be: the required fields, as the first example has them.</summary>
    public static JsonObject Minimal(Vendor vendor)
    {
        var update = vendor.Api.Updating;
        var example = Examples.Requests(vendor, update)[0].Value;
        var body = new JsonObject();
        foreach (var name in update.Body!.Required) body[name] = JsonNode.Parse(example.GetProperty(name).GetRawText());
        return body;
    }

    public Task<WireAnswer> SeedAsync(string body = "{}", string? key = null) =>
        sandbox.MockAsync("PUT", $"/users/{vendor.Slug}/{Uri.EscapeDataString(key ?? Key)}", body);

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
        var users = sandbox.Inside.Users(vendor);
        return Population.ValueOf(users.At(ordinal)!.Value.Document, users.Recipe.Indexes[0])!;
    }

    /// <summary>The journal's view of an answer.</summary>
    public async Task<JsonElement> EntryAsync(WireAnswer answer) =>
        (await sandbox.ArrangeAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;

    private static Operation ReadOf(Api api) =>
        api.Contract.Operations.Single(o => o.Method == "GET" && o.Path == api.Updating.Path);
}
