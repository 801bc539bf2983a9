using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Secrets;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A journal entry as the control plane shows it.</summary>
internal static class JournalView
{
    private const int MaxShownDepth = 48;

    public static RequestView Of(JournalEntry e, string sandbox) =>
        new(
            e.Id.ToString(CultureInfo.InvariantCulture),
            e.At,
            sandbox,
            e.Vendor,
            e.Operation,
            e.Key,
            e.Method,
            e.Target,
            Map(e.RequestHeaders),
            Body(e.RequestBody.Span),
            e.Status,
            Map(e.ResponseHeaders),
            Body(e.ResponseBody.Span),
            e.Evidence.ToString(),
            [.. e.Findings.Select(Of)],
            [.. e.Assumed.Select(Of)],
            e.Fault,
            Math.Round(e.Duration.TotalMilliseconds, 3)
        )
        {
            Api = e.Api,
            Trace = e.Trace,
            Protocol = e.Protocol,
            Aborted = Iso(e.Aborted),
        };

    private static string? Iso(TimeSpan? after) =>
        after is { } time ? XmlConvert.ToString(TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds))) : null;

    /// <summary>The same with what only one entry alone is asked for: its way, the user before and after.</summary>
    public static RequestView Whole(JournalEntry e, Sandbox sandbox, Api api) =>
        Of(e, sandbox.Name) with
        {
            Steps =
            [
                .. e
                    .Timings.Steps(e.Duration)
                    .Select(s => new StepView(
                        s.Step.ToString().ToLowerInvariant(),
                        Math.Round(s.Spent.TotalMicroseconds, 1)
                    )),
            ],
            Before = User(e.Before, sandbox, api),
            After = User(e.After, sandbox, api),
        };

    // The user is the store's own, and what its fields hold is shown where users are; an entry is handed around.
    private static JsonElement? User(Document? user, Sandbox sandbox, Api api)
    {
        if (user is null)
            return null;
        var found = default(SecretValues);
        var marked = api.Updating.Secrets;
        return Body(SecretBody.Redact(api.Show(user, sandbox), marked, "application/json", ref found).Span);
    }

    public static SummaryView Summary(JournalEntry e) =>
        new(
            e.Id.ToString(CultureInfo.InvariantCulture),
            e.At,
            e.Vendor,
            e.Operation,
            e.Key,
            e.Method,
            e.Target,
            e.Status,
            e.Evidence.ToString(),
            e.Findings.Count,
            e.Findings is [var first, ..] ? $"{first.Pointer} {first.Keyword}" : null,
            e.Refusal is not null,
            e.Fault,
            Math.Round(e.Duration.TotalMilliseconds, 3)
        )
        {
            Api = e.Api,
            Aborted = Iso(e.Aborted),
            NotMocked = e.Lacks is not null,
            Preflight = e.IsPreflight(),
        };

    public static FindingView Of(Finding f) =>
        new(
            f.In,
            f.Pointer,
            f.Keyword,
            f.Expected,
            f.Actual,
            f.Rule.Name,
            f.Rule.Evidence.ToString(),
            f.Rule.Reason is { Length: > 0 } r ? r : null,
            f.Refused
        );

    public static RuleView Of(Rule rule) =>
        new(rule.Name, rule.Evidence.ToString(), rule.Reason is { Length: > 0 } r ? r : null);

    private static Dictionary<string, string> Map(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
            map[name] = map.TryGetValue(name, out var before) ? before + ", " + value : value;
        return map;
    }

    // What readers of the journal could not parse, or not as deep, is shown as text.
    private static JsonElement? Body(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return null;
        try
        {
            if (JsonBody.IsText(body))
                return RawJson.Parse(body, MaxShownDepth);
        }
        catch (JsonException)
        {
            // Text, then.
        }

        return RawJson.Parse(RawJson.String(Encoding.UTF8.GetString(body)));
    }
}
