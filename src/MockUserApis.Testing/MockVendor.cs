using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
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

    /// <summary>The spec's name: <c>TwoWords</c>.</summary>
    public string Name => Inside.Name;

    /// <summary>The name in addresses: <c>two-words</c>.</summary>
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
    /// <exception cref="MockRefusedException">The vendor has no such field, or not of such a value.</exception>
    [StackTraceHidden]
    public JsonElement Seed(string key, object? fields = null) =>
        Put(key, JsonSerializer.SerializeToElement(fields ?? new { }));

    /// <inheritdoc cref="Seed(string, object?)"/>
    [StackTraceHidden]
    public JsonElement SeedJson(string key, [StringSyntax(StringSyntaxAttribute.Json)] string fields) =>
        Put(key, Refused.Do(() => ValueTask.FromResult(RawJson.Parse(Encoding.UTF8.GetBytes(fields))), About(key)));

    /// <summary>
    /// The user as the vendor shows it; null when there is none. <see cref="UserFields"/> finds the way into it.
    /// </summary>
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
    /// <exception cref="MockRefusedException">The kind needs more, or a number is out of its range.</exception>
    [StackTraceHidden]
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
        FaultArguments.Check(kind, status, delay, times, rate);
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
        var armed = Refused.Do(() => scope.Control.Operations.Faults.ArmAsync(scope.Inside, ask));
        return new Armed(scope.Inside, armed.Id);
    }

    /// <summary>Replaces the vendor's rate limit in this sandbox.</summary>
    /// <param name="requests">How many it lets through in each window; 0: none.</param>
    /// <param name="window">How long a window is.</param>
    /// <exception cref="MockRefusedException">Fewer than 0, or a window of no length.</exception>
    [StackTraceHidden]
    public void Limit(long requests, TimeSpan window)
    {
        Refused.Unless(requests >= 0, $"requests is {requests}. Give 0 or more.");
        Refused.Unless(
            window > TimeSpan.Zero,
            $"window is {window}. Give more than TimeSpan.Zero, e.g. TimeSpan.FromSeconds(1)."
        );
        var ask = new LimitRequest(true, requests, XmlConvert.ToString(window), null, null);
        Refused.Do(() => LimitOperations.SetAsync(scope.Inside, Inside, ask));
    }

    [StackTraceHidden]
    private JsonElement Put(string key, JsonElement fields)
    {
        Refused.Unless(
            fields.ValueKind == JsonValueKind.Object,
            About(key) + "fields is no object. Give an object with some of the vendor's fields."
        );
        var put = Refused.Do(() => MemberOperations.PutAsync(scope.Inside, Inside.Api.Users, key, fields), About(key));
        return RawJson.Parse(put.Span);
    }

    private string About(string key) => $"Seed of {Slug} \"{key}\": ";

    private JsonElement Shown(Document user) => RawJson.Parse(Inside.Api.Show(user, scope.Inside).Span);

    // One that has acted as often as it should is disarmed already.
    private sealed class Armed(Sandbox sandbox, string id) : IDisposable
    {
        public void Dispose() => sandbox.Faults.DisarmAsync(id).Now();
    }
}
