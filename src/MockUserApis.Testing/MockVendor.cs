using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Xml;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Testing;

/// <summary>One vendor in one sandbox.</summary>
public sealed class MockVendor
{
    private readonly MockScope scope;

    internal MockVendor(MockScope scope, Vendor vendor) => (this.scope, Inside) = (scope, vendor);

    /// <summary>The spec's name: <c>AcmeCrm</c>.</summary>
    public string Name => Inside.Name;

    /// <summary>The name in addresses: <c>acme-crm</c>.</summary>
    public string Slug => Inside.Slug;

    /// <summary>Where the vendor's documented paths start: its own port.</summary>
    public Uri BaseAddress => new(scope.Control.Vendors.Url(Inside) + "/");

    /// <summary>The headers that open this sandbox.</summary>
    public IReadOnlyDictionary<string, string> Credential =>
        scope.Control.Vendors.Credentials.Headers(Inside, scope.Name).ToDictionary(h => h.Key, h => h.Value);

    /// <summary>What the vendor has received in this sandbox so far, oldest first.</summary>
    public MockRequests Requests => MockRequests.Of(scope, this);

    /// <summary>The ids of the users, in order; an id is what the vendor's update path takes.</summary>
    public IEnumerable<string> Keys =>
        Store
            .ScanAsync()
            .ToBlockingEnumerable()
            .Select(user => Population.ValueOf(user.Document, Inside.Recipe.Indexes[0])!);

    internal Vendor Inside { get; }

    private Collection Store => scope.Inside.Users(Inside);

    /// <summary>A client that sends this sandbox's credential; without it, one that must be refused.</summary>
    public HttpClient CreateClient(bool credential = true)
    {
        var client = new HttpClient(CreateHandler()) { BaseAddress = BaseAddress };
        if (credential)
            foreach (var (name, value) in Credential)
                client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client;
    }

    /// <summary>
    /// For a client that brings its own address and credential, e.g. as primary handler of an <c>IHttpClientFactory</c>
    /// client: whatever host it calls, the request comes here, into this sandbox.
    /// </summary>
    public HttpMessageHandler CreateHandler() =>
        new ToVendor(BaseAddress, scope.Name) { InnerHandler = scope.Handlers() };

    /// <summary>
    /// Puts a user: the fields in the vendor's shape, e.g. <c>new { email = "ada@example.com" }</c>; what is left out
    /// is generated.
    /// </summary>
    /// <returns>The user as the vendor shows it.</returns>
    public JsonElement Seed(string key, object? fields = null) =>
        Put(key, JsonSerializer.SerializeToElement(fields ?? new { }));

    /// <inheritdoc cref="Seed(string, object?)"/>
    public JsonElement SeedJson(string key, [StringSyntax(StringSyntaxAttribute.Json)] string fields)
    {
        using var json = JsonDocument.Parse(fields);
        return Put(key, json.RootElement);
    }

    /// <summary>The user as the vendor shows it; null when there is none.</summary>
    public JsonElement? User(string key) => Store.FindKeyAsync(key).Now() is { } user ? Shown(user.Document) : null;

    /// <summary>Removes a user for good; false when there is none.</summary>
    public bool Remove(string key)
    {
        if (Store.FindKeyAsync(key).Now() is not { } user)
            return false;
        Store.DeleteAsync(user, scope.Clock.Now, revivable: false).Now();
        return true;
    }

    /// <summary>Arms a fault; disposing what is returned disarms it.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="status">For <see cref="FaultKind.Status"/>: what is answered, in the vendor's own shape.</param>
    /// <param name="delay">
    /// For <see cref="FaultKind.Latency"/> and <see cref="FaultKind.Drip"/>; on a frozen clock it passes when the clock
    /// is advanced.
    /// </param>
    /// <param name="times">How often it acts; null: until disarmed.</param>
    /// <param name="operation">An operation id of the spec; null: any.</param>
    /// <param name="key">The user's id in the path; null: any.</param>
    /// <param name="rate">The part of the requests it acts on, 0 to 1, drawn from the sandbox's seed.</param>
    public IDisposable Fault(
        FaultKind kind,
        int? status = null,
        TimeSpan? delay = null,
        int? times = null,
        string? operation = null,
        string? key = null,
        double? rate = null
    )
    {
        var word = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
        var ask = new FaultRequest(
            Slug,
            operation,
            key,
            word,
            status,
            delay is { } d ? XmlConvert.ToString(d) : null,
            times,
            rate
        );
        return new Armed(scope.Inside, scope.Control.Operations.Faults.ArmAsync(scope.Inside, ask).Now().Id);
    }

    /// <summary>Replaces the vendor's rate limit in this sandbox.</summary>
    public void Limit(long requests, TimeSpan window)
    {
        var ask = new LimitRequest(true, requests, XmlConvert.ToString(window), null, null);
        LimitOperations.SetAsync(scope.Inside, Inside, ask).Now();
    }

    private JsonElement Put(string key, JsonElement fields) =>
        RawJson.Parse(MemberOperations.PutAsync(scope.Inside, Inside.Api.Users, key, fields).Now().Span);

    private JsonElement Shown(Document user) => RawJson.Parse(Inside.Api.Show(user, scope.Inside).Span);

    // One that has acted as often as it should is disarmed already.
    private sealed class Armed(Sandbox sandbox, string id) : IDisposable
    {
        public void Dispose() => sandbox.Faults.DisarmAsync(id).Now();
    }
}

/// <summary>What a fault does.</summary>
public enum FaultKind
{
    /// <summary>The vendor answers with a status of your choice, and nothing is changed.</summary>
    Status,

    /// <summary>The answer comes late.</summary>
    Latency,

    /// <summary>The connection breaks and nothing is changed.</summary>
    Reset,

    /// <summary>Half of the body, then the connection breaks; of an answer without a body, nothing.</summary>
    Truncate,

    /// <summary>A body that is not quite JSON; an answer without a body stays as it is.</summary>
    Malformed,

    /// <summary>The body comes in small pieces; an answer without a body comes at once.</summary>
    Drip,

    /// <summary>The change is made, then the connection breaks before the answer.</summary>
    CommitThenReset,
}
