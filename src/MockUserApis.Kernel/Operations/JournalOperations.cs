using System.Globalization;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A sandbox's journal: lists, one exchange explained, HTTP archives.</summary>
internal sealed class JournalOperations(
    VendorDirectory vendors,
    Actions actions,
    MockOptions options,
    IServiceProvider services
)
{
    private const int Page = 100;
    private const int MostListed = 10_000;
    private const int EveryEntry = int.MaxValue;

    /// <summary>The newest entries that fit, oldest first.</summary>
    public static ValueTask<JournalPage<RequestView>> ListAsync(Sandbox sandbox, JournalQuery query)
    {
        var page = Select(sandbox, query, Page);
        return new(
            new JournalPage<RequestView>([.. page.Entries.Select(e => JournalView.Of(e, sandbox.Name))], page.Dropped)
        );
    }

    /// <summary>The same, one line each.</summary>
    public static ValueTask<JournalPage<SummaryView>> SummariesAsync(Sandbox sandbox, JournalQuery query)
    {
        var page = Select(sandbox, query, Page);
        return new(new JournalPage<SummaryView>([.. page.Entries.Select(JournalView.Summary)], page.Dropped));
    }

    /// <summary>The same as an HTTP archive: all that fit, unless the query says how many.</summary>
    public ValueTask<Har> ArchiveAsync(Sandbox sandbox, JournalQuery query)
    {
        var page = Select(sandbox, query, EveryEntry);
        return new(new Har(vendors, page.Entries, page.Dropped));
    }

    public ValueTask<Har> ArchiveOfOneAsync(Sandbox sandbox, string id) => new(new Har(vendors, [Find(sandbox, id)]));

    /// <summary>One exchange: its way through the mock, the user before and after, what was wrong.</summary>
    public ValueTask<RequestView> ShowAsync(Sandbox sandbox, string id, Addresses addresses)
    {
        var entry = Find(sandbox, id);
        var vendor = Given.Vendor(vendors, entry.Vendor);
        var diagnosis = Diagnose(entry, sandbox, vendor, addresses);
        var api = vendor.ApiOf(entry.Api);
        return new(JournalView.Whole(entry, sandbox, api) with { Diagnosis = diagnosis });
    }

    public static ValueTask ClearAsync(Sandbox sandbox)
    {
        sandbox.Journal.Clear();
        return ValueTask.CompletedTask;
    }

    /// <summary>Why an exchange was refused or departs from the contract; null: nothing to explain.</summary>
    public DiagnosisView? Diagnose(JournalEntry entry, Sandbox sandbox, Vendor vendor, Addresses addresses)
    {
        var rehearsal = new Rehearsal(sandbox, vendor, actions, options, services);
        var reading = new Reading(sandbox, vendors.Credentials, addresses, rehearsal);
        return Diagnosis.Of(entry, vendor.ApiOf(entry.Api), reading);
    }

    private static JournalEntry Find(Sandbox sandbox, string id) =>
        (
            long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? sandbox.Journal.Find(number)
                : null
        )
        ?? throw RefusedException.NotFound(
            "exchange",
            $"The journal of \"{sandbox.Name}\" has no exchange \"{id}\": it was never there, or newer ones have "
                + "pushed it out. X-Mock-Exchange of an answer is its id."
        );

    private static (IEnumerable<JournalEntry> Entries, long Dropped) Select(
        Sandbox sandbox,
        JournalQuery query,
        int otherwise
    )
    {
        var look = sandbox.Journal.Look();
        var status = query.Status is { } text ? Status(text) : (int?)null;
        var since = query.Since is { } at ? Since(at) : null;
        var limit = Given.Number(query.Limit, "limit", otherwise, Math.Max(otherwise, MostListed));
        var entries = look
            .Entries.Where(e =>
                (query.Vendor ?? e.Vendor) == e.Vendor
                && (query.Operation ?? e.Operation) == e.Operation
                && (status ?? e.Status) == e.Status
                && (since?.Invoke(e) ?? true)
            )
            .TakeLast(limit);
        return (entries, look.Forgotten.Entries);
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
