using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>A sandbox's journal.</summary>
internal static class RequestEndpoints
{
    private const int Page = 100;
    private const int MostListed = 10_000;
    private const int EveryEntry = int.MaxValue;

    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control)
    {
        sandbox.MapGet("/requests", (string sandbox, HttpContext http) => List(control.Sandbox(sandbox), http, control))
            .WithSummary("The journal, oldest first; vendor, operation, status, since and limit narrow it to the "
                + "newest that fit; view=summary gives one line each, format=har an HTTP Archive, whole without limit. "
                + "X-Mock-Dropped says how many the journal dropped for want of room.")
            .Produces<IReadOnlyList<RequestView>>().ProducesProblem(400).ProducesProblem(404);
        sandbox.MapGet("/requests/{id}", (string sandbox, string id, HttpContext http) => One(control.Sandbox(sandbox), id, http, control))
            .WithSummary("One exchange, explained: its way through the mock, the user before and after, what was wrong; format=har gives an HTTP Archive.").Produces<RequestView>().ProducesProblem(404);
        sandbox.MapDelete("/requests", (string sandbox) =>
        {
            control.Sandbox(sandbox).Journal.Clear();
            return TypedResults.NoContent();
        }).WithSummary("Empties the journal.").Produces(204).ProducesProblem(404);
    }

    private static IResult One(Sandbox sandbox, string id, HttpContext http, ControlPlane control)
    {
        var entry = Find(sandbox, id);
        if (http.Request.Query["format"] == "har") return new Har(control.Vendors).Of([entry]);
        var vendor = control.Vendor(entry.Vendor);
        var view = JournalView.Whole(entry, sandbox, vendor) with
        {
            Diagnosis = control.Diagnose(entry, sandbox, vendor, control.Vendors.For(http.Request)),
        };
        return TypedResults.Json(view, ControlJson.Plain.RequestView);
    }

    public static JournalEntry Find(Sandbox sandbox, string id) =>
        (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? sandbox.Journal.Find(number) : null)
        ?? throw RefusedException.NotFound("exchange", $"The journal of \"{sandbox.Name}\" has no exchange \"{id}\": it was never there, or newer ones have pushed it out. X-Mock-Exchange of an answer is its id.");

    private static IResult List(Sandbox sandbox, HttpContext http, ControlPlane control)
    {
        var query = http.Request.Query;
        var archive = query["format"] == "har";
        var look = sandbox.Journal.Look();
        var entries = Select(look.Entries, http, archive ? EveryEntry : Page);
        var dropped = look.Forgotten.Entries;
        if (dropped > 0) http.Response.Headers["X-Mock-Dropped"] = dropped.ToString(CultureInfo.InvariantCulture);
        return archive ? new Har(control.Vendors).Of(entries, dropped)
            : query["view"] == "summary"
            ? TypedResults.Json([.. entries.Select(JournalView.Summary)], ControlJson.Plain.IReadOnlyListSummaryView)
            : TypedResults.Json(
                [.. entries.Select(e => JournalView.Of(e, sandbox.Name))], ControlJson.Plain.IReadOnlyListRequestView);
    }

    /// <summary>The entries that the query's vendor, operation, status, since and limit leave.</summary>
    private static IEnumerable<JournalEntry> Select(IReadOnlyList<JournalEntry> all, HttpContext http, int otherwise)
    {
        var query = http.Request.Query;
        string? Sent(string name) => query[name] is [{ Length: > 0 } text] ? text : null;
        var status = Sent("status") is { } s ? int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw RefusedException.Bad($"status is \"{s}\". Send a number such as 404.") : (int?)null;
        var since = Sent("since") is { } at ? Since(at) : null;
        return all
            .Where(e => (Sent("vendor") ?? e.Vendor) == e.Vendor && (Sent("operation") ?? e.Operation) == e.Operation && (status ?? e.Status) == e.Status && (since?.Invoke(e) ?? true))
            .TakeLast(Ask.Number(http, "limit", otherwise, Math.Max(otherwise, MostListed)));
    }

    // An exchange's id, or an instant of the sandbox's clock.
    private static Func<JournalEntry, bool> Since(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? e => e.Id > id
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? e => e.At >= at
        : throw RefusedException.Bad($"since is \"{text}\". Send an instant such as 2026-01-01T00:00:00Z, or the id of an exchange.");
}
