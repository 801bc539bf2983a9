using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MockUserApis.Kernel;

/// <summary>How often: exactly, or at least and at most.</summary>
public sealed record TimesRequest(int? Exactly, int? AtLeast, int? AtMost);

/// <summary>POST …/assert: what the exchanges looked for have; <c>Body</c> is a subset of the request's.</summary>
public sealed record AssertRequest(string? Vendor, string? Operation, int? Status, string? Key, JsonElement? Body, TimesRequest? Times);

/// <summary>An exchange that nearly fits, and what it has otherwise.</summary>
public sealed record NearMiss(string Id, string Method, string Path, int Status, IReadOnlyList<string> Differences);

/// <summary>The outcome: how many fit, what was wanted, and when it failed the nearest misses.</summary>
public sealed record AssertView(bool Holds, int Found, string Wanted, IReadOnlyList<string> Matching, IReadOnlyList<NearMiss> NearestMisses);

/// <summary>Asserts on the journal. Absent criteria match everything; without <c>times</c>, at least once.</summary>
internal static class AssertEndpoint
{
    private const int Few = 32;
    private const string Example = """{"vendor":"SLUG","operation":"updateUser","status":204,"times":{"exactly":1}}""";

    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control) =>
        sandbox.MapPost("/assert", async Task<IResult> (string sandbox, HttpContext http, CancellationToken _) =>
        {
            var box = control.Sandbox(sandbox);
            var ask = await Ask.Body(http, ControlJson.Plain.AssertRequest, Example);
            if (ask.Vendor is { } slug) control.Vendor(slug);
            var view = Judge(ask, box.Journal.All());
            return TypedResults.Json(view, ControlJson.Plain.AssertView, statusCode: view.Holds ? 200 : 422);
        }).WithSummary("Whether the journal holds the exchanges described; 422 names the nearest misses.")
            .Accepts<AssertRequest>("application/json").Produces<AssertView>().Produces<AssertView>(422).ProducesProblem(400).ProducesProblem(404);

    internal static AssertView Judge(AssertRequest ask, IReadOnlyList<JournalEntry> entries)
    {
        var times = ask.Times ?? new TimesRequest(null, 1, null);
        if (times is { Exactly: null, AtLeast: null, AtMost: null }) throw RefusedException.Bad("times is empty. Send exactly, atLeast or atMost, for example {\"times\":{\"exactly\":1}}.");
        if (times.Exactly < 0 || times.AtLeast < 0 || times.AtMost < 0) throw RefusedException.Bad($"times is {Wanted(times)}: no count is below 0. Send 0 or more.");
        var judged = entries.Select(e => (Entry: e, Differences: Differences(ask, e))).ToList();
        var found = judged.Where(j => j.Differences.Count == 0).Select(j => j.Entry.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var holds = (times.Exactly is not { } n || found.Count == n) && (times.AtLeast is not { } low || found.Count >= low) && (times.AtMost is not { } high || found.Count <= high);
        return new AssertView(holds, found.Count, Wanted(times), found, holds ? [] :
            [.. judged.Where(j => j.Differences.Count > 0).OrderBy(j => j.Differences.Count).ThenByDescending(j => j.Entry.Id).Take(5).Select(j => new NearMiss(
                j.Entry.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), j.Entry.Method, j.Entry.Target, j.Entry.Status, j.Differences))]);
    }

    private static string Wanted(TimesRequest times) => string.Join(", ", new[]
    {
        times.Exactly is { } n ? $"exactly {n}" : null, times.AtLeast is { } low ? $"at least {low}" : null, times.AtMost is { } high ? $"at most {high}" : null,
    }.OfType<string>());

    private static List<string> Differences(AssertRequest ask, JournalEntry entry)
    {
        var differences = new List<string>();
        void Compare<T>(string what, T? wanted, T? actual)
        {
            if (wanted is not null && !EqualityComparer<T>.Default.Equals(wanted, actual)) differences.Add($"{what} is {actual?.ToString() ?? "none"}, not {wanted}");
        }

        Compare("vendor", ask.Vendor, entry.Vendor);
        Compare("operation", ask.Operation, entry.Operation);
        Compare("status", ask.Status, entry.Status);
        Compare("key", ask.Key, entry.Key);
        if (ask.Body is { } body) Body(body, entry, differences);
        return differences;
    }

    private static void Body(JsonElement wanted, JournalEntry entry, List<string> differences)
    {
        try
        {
            if (JsonBody.IsText(entry.RequestBody.Span))
            {
                Subset(wanted, RawJson.Parse(entry.RequestBody.Span), "", differences);
                return;
            }
        }
        catch (JsonException)
        {
            // No JSON either.
        }

        differences.Add("the request has no JSON body");
    }

    private static void Subset(JsonElement wanted, JsonElement actual, string at, List<string> differences)
    {
        if (wanted.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            var lookup = Lookup(actual);
            foreach (var member in wanted.EnumerateObject())
            {
                var pointer = at + "/" + JsonPointer.Escape(member.Name);
                var found = lookup is null
                    ? actual.TryGetProperty(member.Name, out var value)
                    : lookup.TryGetValue(member.Name, out value);
                if (found) Subset(member.Value, value, pointer, differences);
                else differences.Add($"{pointer} is absent, not {SchemaCheck.Shown(member.Value)}");
            }
        }
        else if (!JsonElement.DeepEquals(wanted, actual))
        {
            var place = at.Length == 0 ? "the body" : at;
            differences.Add($"{place} is {SchemaCheck.Shown(actual)}, not {SchemaCheck.Shown(wanted)}");
        }
    }

    // A search through a few members is quicker than to make a table of them.
    private static Dictionary<string, JsonElement>? Lookup(JsonElement actual)
    {
        if (actual.GetPropertyCount() <= Few) return null;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        // Of a name that comes twice the last one counts, as in a search.
        foreach (var member in actual.EnumerateObject()) members[member.Name] = member.Value;
        return members;
    }
}
