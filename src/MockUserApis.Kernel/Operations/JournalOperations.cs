using System.Globalization;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A sandbox's journal: lists, one exchange explained, HTTP archives.</summary>
internal sealed class JournalOperations(VendorDirectory vendors, MockOptions options, IServiceProvider services)
{
    private const int Page = 100;
    private const int MaxListed = 10_000;
    private const int EveryEntry = int.MaxValue;

    /// <summary>The newest entries that fit, oldest first.</summary>
    public static async ValueTask<JournalPage<RequestView>> ListAsync(Sandbox sandbox, JournalQuery query)
    {
        var page = await SelectAsync(sandbox, query, Page);
        return new JournalPage<RequestView>(
            [.. page.Entries.Select(e => JournalView.Of(e, sandbox.Name))],
            page.Dropped
        );
    }

    /// <summary>The same, one line each.</summary>
    public static async ValueTask<JournalPage<SummaryView>> SummariesAsync(Sandbox sandbox, JournalQuery query)
    {
        var page = await SelectAsync(sandbox, query, Page);
        return new JournalPage<SummaryView>([.. page.Entries.Select(JournalView.Summary)], page.Dropped);
    }

    /// <summary>The same as an HTTP archive: all that fit, unless the query says how many.</summary>
    public async ValueTask<Har> ArchiveAsync(Sandbox sandbox, JournalQuery query)
    {
        var page = await SelectAsync(sandbox, query, EveryEntry);
        return new Har(vendors, page.Entries, page.Dropped);
    }

    public async ValueTask<Har> ArchiveOfOneAsync(Sandbox sandbox, string id) =>
        new(vendors, [await FindAsync(sandbox, id)]);

    /// <summary>One exchange: its way through the mock, the user before and after, what was wrong.</summary>
    public async ValueTask<RequestView> ShowAsync(Sandbox sandbox, string id, Addresses addresses)
    {
        var entry = await FindAsync(sandbox, id);
        var vendor = Given.Vendor(vendors, entry.Vendor);
        var diagnosis = await DiagnoseAsync(entry, sandbox, vendor, addresses);
        var api = vendor.ApiOf(entry.Api);
        return JournalView.Whole(entry, sandbox, api) with { Diagnosis = diagnosis };
    }

    public static ValueTask ClearAsync(Sandbox sandbox) => sandbox.Journal.ClearAsync();

    /// <summary>Why an exchange was refused or departs from the contract; null: nothing to explain.</summary>
    public ValueTask<DiagnosisView?> DiagnoseAsync(
        JournalEntry entry,
        Sandbox sandbox,
        Vendor vendor,
        Addresses addresses
    )
    {
        var rehearsal = new Rehearsal(sandbox, vendor, options, services);
        var reading = new Reading(sandbox, vendors.Credentials, addresses, rehearsal);
        return Diagnosis.OfAsync(entry, vendor.ApiOf(entry.Api), reading);
    }

    private static async ValueTask<JournalEntry> FindAsync(Sandbox sandbox, string id) =>
        (
            long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? await sandbox.Journal.FindAsync(number)
                : null
        )
        ?? throw RefusedException.NotFound(
            "exchange",
            $"The journal of \"{sandbox.Name}\" has no exchange \"{id}\": it was never there, or newer ones have "
                + "pushed it out. X-Mock-Exchange of an answer is its id."
        );

    private static async ValueTask<(IEnumerable<JournalEntry> Entries, long Dropped)> SelectAsync(
        Sandbox sandbox,
        JournalQuery query,
        int fallback
    )
    {
        var snapshot = await sandbox.Journal.SnapshotAsync();
        var status = query.Status is { } text ? Status(text) : (int?)null;
        var trace = query.Trace is { } id ? Given.Trace(id) : null;
        var since = query.Since is { } at ? Since(at) : null;
        var limit = Given.Number(query.Limit, "limit", fallback, Math.Max(fallback, MaxListed));
        var entries = snapshot
            .Entries.Where(e =>
                (query.Vendor ?? e.Vendor) == e.Vendor
                && (query.Operation ?? e.Operation) == e.Operation
                && (status ?? e.Status) == e.Status
                && (trace ?? e.Trace) == e.Trace
                && (since?.Invoke(e) ?? true)
            )
            .TakeLast(limit);
        return (entries, snapshot.Forgotten.Entries);
    }

    private static int Status(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RefusedException.Bad($"status is \"{text}\". Send a number such as 404.");

    // An exchange's id, or an instant of the sandbox's clock.
    private static Func<JournalEntry, bool> Since(string text)
    {
        var (invariant, universal) = (CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (long.TryParse(text, NumberStyles.None, invariant, out var id))
            return e => e.Id > id;
        if (DateTimeOffset.TryParse(text, invariant, universal, out var at))
            return e => e.At >= at;
        throw RefusedException.Bad(
            $"since is \"{text}\". Send an instant such as 2026-01-01T00:00:00Z, or the id of an exchange."
        );
    }
}
