using System.Collections;
using System.Diagnostics;
using System.Text.Json;
using MockUserApis.Kernel;

namespace MockUserApis.Testing;

/// <summary>What was received, oldest first, as it stood when asked for. A failing assertion's message is the diagnosis.</summary>
public sealed class MockRequests : IReadOnlyList<RequestView>
{
    private readonly IReadOnlyList<JournalEntry> entries;
    private readonly List<RequestView> views;
    private readonly MockScope scope;
    private readonly MockVendor? vendor;

    private MockRequests(MockScope scope, MockVendor? vendor)
    {
        (this.scope, this.vendor) = (scope, vendor);
        entries = [.. scope.Inside.Journal.All().Where(e => vendor is null || e.Vendor == vendor.Slug)];
        views = [.. entries.Select(View)];
    }

    public int Count => views.Count;

    private string Who => vendor?.Slug ?? "the mock";

    public RequestView this[int index] => views[index];

    internal static MockRequests Of(MockScope scope, MockVendor? vendor) => new(scope, vendor);

    /// <summary>Every request kept to the contract and was answered below 400; and there was one.</summary>
    [StackTraceHidden]
    public MockRequests ShouldAllBeAccepted()
    {
        if (Count == 0) throw new MockAssertionException($"No request reached {Who} (sandbox \"{scope.Name}\"), so none was accepted. {Report.WhereToSend(scope, vendor)}");
        var refused = views.Where(v => v.Diagnosis is not null).ToList();
        if (refused.Count > 0) throw new MockAssertionException(Report.Refused(Who, Count, refused));
        return this;
    }

    /// <summary>The operation was asked for: at least once, or exactly <paramref name="times"/> times; with these parts in its body.</summary>
    /// <param name="operation">Its id in the spec, e.g. <c>updateUser</c>.</param>
    /// <param name="times">Null: at least once.</param>
    /// <param name="key">The user's id in the path.</param>
    /// <param name="status">What was answered.</param>
    /// <param name="body">Members that the body must have, e.g. <c>new { firstName = "Ada" }</c>; it may have more.</param>
    [StackTraceHidden]
    public MockRequests ShouldHaveReceived(string operation, int? times = null, string? key = null, int? status = null, object? body = null)
    {
        var known = scope.Vendors.Where(v => vendor is null || v == vendor).SelectMany(v => v.Inside.Contract.Operations).Select(o => o.Id).Distinct().ToList();
        if (!known.Contains(operation)) throw new ArgumentException($"{Who} has no operation \"{operation}\". Known: {string.Join(", ", known)}.", nameof(operation));
        JsonElement? subset = body is null ? null : JsonSerializer.SerializeToElement(body);
        var wanted = times is { } n ? new TimesRequest(n, null, null) : new TimesRequest(null, 1, null);
        var outcome = AssertEndpoint.Judge(new AssertRequest(vendor?.Slug, operation, status, key, subset, wanted), entries);
        if (!outcome.Holds) throw new MockAssertionException(Report.NotReceived(Who, operation, outcome, this));
        return this;
    }

    /// <summary>The operation was never asked for.</summary>
    [StackTraceHidden]
    public MockRequests ShouldNotHaveReceived(string operation, string? key = null, int? status = null) => ShouldHaveReceived(operation, times: 0, key, status);

    public IEnumerator<RequestView> GetEnumerator() => views.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RequestView View(JournalEntry entry)
    {
        var view = JournalView.Of(entry, scope.Name);
        return entry.Status < 400 && entry.Findings.Count == 0 ? view
            : view with { Diagnosis = scope.Control.Diagnose(entry, scope.Inside, scope[entry.Vendor].Inside) };
    }
}
