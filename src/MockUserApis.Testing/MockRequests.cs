using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Testing;

/// <summary>
/// What was received, oldest first, as it stood when asked for. A failing assertion's message is the diagnosis. When
/// requests were dropped for want of room, assertions count them on; the list is not whole then, and says so by
/// failing.
/// </summary>
public sealed class MockRequests : IReadOnlyList<RequestView>
{
    private readonly JournalSnapshot snapshot;
    private readonly List<RequestView> views;
    private readonly MockScope scope;
    private readonly MockVendor? vendor;
    private readonly string? trace;

    private MockRequests(MockScope scope, MockVendor? vendor, JournalSnapshot whole, string? trace)
    {
        (this.scope, this.vendor, this.trace) = (scope, vendor, trace);
        snapshot = whole with { Entries = [.. whole.Entries.Where(Fits)] };
        views = [.. snapshot.Entries.Select(View)];
        var (surely, perhaps) = snapshot.Forgotten.Count(new EntryFilter(vendor?.Slug));
        Dropped = surely + perhaps;
    }

    /// <summary>How many were received.</summary>
    /// <exception cref="MockAssertionException">Some were dropped: see <see cref="Kept"/>.</exception>
    public int Count => Whole().Count;

    /// <summary>The newest, which are still there.</summary>
    public IReadOnlyList<RequestView> Kept => views;

    /// <summary>How many older ones were dropped for want of room; of a trace: how many may have been its.</summary>
    public long Dropped { get; }

    private string Who => (vendor?.Slug ?? "the mock") + (trace is null ? "" : $" in trace {trace}");

    private string Room =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Raise JournalEntries (now {scope.Control.Options.JournalEntries}) or JournalBytes "
                + $"(now {scope.Control.Options.JournalBytes}) in MockApis.StartAsync(o => ...)."
        );

    /// <summary>A request, the oldest first; fails when the mock had to drop some.</summary>
    public RequestView this[int index] => Whole()[index];

    internal static MockRequests Of(MockScope scope, MockVendor? vendor) =>
        new(scope, vendor, scope.Inside.Journal.SnapshotAsync().Now(), null);

    /// <summary>
    /// Those alone that were part of the trace, as their <c>traceparent</c> said: <see cref="HttpClient"/> sends that
    /// of <see cref="Activity.Current"/>.
    /// </summary>
    /// <param name="trace">Its id, for example <c>Activity.Current!.TraceId.ToHexString()</c>.</param>
    /// <exception cref="MockRefusedException">It is no trace's id.</exception>
    [StackTraceHidden]
    public MockRequests OfTrace(string trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return new(scope, vendor, snapshot, Refused.Do(() => ValueTask.FromResult(Given.Trace(trace))));
    }

    /// <summary>Those alone that were part of the trace, such as <c>Activity.Current!.TraceId</c>.</summary>
    [StackTraceHidden]
    public MockRequests OfTrace(ActivityTraceId trace) => OfTrace(trace.ToHexString());

    /// <summary>Every request kept to the contract and was answered below 400; and there was one.</summary>
    [StackTraceHidden]
    public MockRequests ShouldAllBeAccepted()
    {
        if (views.Count == 0 && Dropped > 0 && trace is not null)
            throw Undecidable("whether there was one");
        if (views.Count + Dropped == 0)
            throw new MockAssertionException(
                $"No request reached {Who} (sandbox \"{scope.Name}\"), so none was accepted. "
                    + (trace is null ? Report.WhereToSend(scope, vendor) : Report.WhoseTrace)
            );
        var refused = views.Where(v => v.Diagnosis is not null).ToList();
        var (gone, perhaps) = DroppedAndRefused();
        if (refused.Count + gone > 0)
        {
            throw new MockAssertionException(Report.Refused(Who, views.Count + Dropped, refused, gone));
        }

        return perhaps == 0 ? this : throw Undecidable("whether all were accepted");
    }

    /// <summary>
    /// The operation was asked for: at least once, or exactly <paramref name="times"/> times; with these parts in its
    /// body.
    /// </summary>
    /// <param name="operation">Its id in the spec, e.g. <c>updateUser</c>.</param>
    /// <param name="times">Null: at least once.</param>
    /// <param name="key">The user's id in the path.</param>
    /// <param name="status">What was answered.</param>
    /// <param name="body">
    /// Members that the body must have, e.g. <c>new { firstName = "Ada" }</c>; it may have more.
    /// </param>
    [StackTraceHidden]
    public MockRequests ShouldHaveReceived(
        string operation,
        int? times = null,
        string? key = null,
        int? status = null,
        object? body = null
    )
    {
        var known = scope
            .Vendors.Where(v => vendor is null || v == vendor)
            .SelectMany(v => v.Inside.Apis)
            .SelectMany(a => a.Contract.Operations)
            .Select(o => o.Id)
            .Distinct()
            .ToList();
        if (!known.Contains(operation))
            throw new MockRefusedException(
                $"{Who} has no operation \"{operation}\". Known: {string.Join(", ", known)}."
            );
        JsonElement? subset = body is null ? null : JsonSerializer.SerializeToElement(body);
        var wanted = times is { } n ? new TimesRequest(n, null, null) : new TimesRequest(null, 1, null);
        var ask = new AssertRequest(vendor?.Slug, operation, status, key, subset, wanted) { Trace = trace };
        var outcome = Refused.Do(() => AssertionOperations.JudgeAsync(ask, snapshot, Room));
        if (!outcome.Holds)
            throw new MockAssertionException(Report.NotReceived(Who, operation, outcome, views));
        return this;
    }

    /// <summary>The operation was never asked for.</summary>
    /// <param name="operation">Its id in the spec, e.g. <c>updateUser</c>.</param>
    /// <param name="key">The user's id in the path; null: any.</param>
    /// <param name="status">What was answered; null: anything.</param>
    [StackTraceHidden]
    public MockRequests ShouldNotHaveReceived(string operation, string? key = null, int? status = null) =>
        ShouldHaveReceived(operation, times: 0, key, status);

    /// <summary>The requests, the oldest first; fails when the mock had to drop some.</summary>
    public IEnumerator<RequestView> GetEnumerator() => Whole().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<RequestView> Whole() => Dropped == 0 ? views : throw Undecidable("what the list of requests was");

    private string Lost =>
        trace is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Dropped} of {views.Count + Dropped} requests to {Who} were dropped for want of room"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Dropped} requests that were dropped for want of room may have been to {Who}"
            );

    private MockAssertionException Undecidable(string what) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Lost}, so {what} is undecidable. {Room} ShouldHaveReceived and ShouldNotHaveReceived count "
                    + $"dropped requests on; Kept has the newest {views.Count}."
            )
        );

    // In which trace a dropped one was is not known.
    private (long Surely, long Perhaps) DroppedAndRefused()
    {
        var (surely, perhaps) = snapshot.Forgotten.Count(new EntryFilter(vendor?.Slug, Accepted: false));
        return trace is null ? (surely, perhaps) : (0, surely + perhaps);
    }

    private bool Fits(JournalEntry entry) =>
        (vendor is null || entry.Vendor == vendor.Slug) && (trace is null || entry.Trace == trace);

    private RequestView View(JournalEntry entry)
    {
        var view = JournalView.Of(entry, scope.Name);
        if (entry.IsAccepted())
            return view;
        var (journal, addresses) = (scope.Control.Operations.Journal, scope.Control.Vendors.Addresses);
        var diagnosis = journal.DiagnoseAsync(entry, scope.Inside, scope[entry.Vendor].Inside, addresses).Now();
        return view with { Diagnosis = diagnosis };
    }
}
