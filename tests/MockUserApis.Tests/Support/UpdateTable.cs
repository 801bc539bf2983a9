using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>Fills in the truth table of a vendor's update: every field, every way to send it, what came and what it did.</summary>
internal sealed class UpdateTable(UserCalls calls)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly JsonObject minimal = UserCalls.Minimal(calls.Vendor);
    private readonly HashSet<string> noise = [];

    /// <summary>One line a field: absent, null, valid, wrong type, over its limit.</summary>
    public async Task WriteAsync(StringBuilder table, List<string> notes)
    {
        await FindNoiseAsync();
        table.AppendLine("| field | contract | absent | null | valid value | wrong type | over its limit |");
        table.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var field in UpdateField.Of(calls.Vendor))
        {
            var wrong = Sample.WrongType(field.Schema);
            var over = field.Schema.ReadOnly ? null : Sample.OverLimit(field.Schema, field.First);
            table.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {Contract(field)} | {await CellAsync(field, notes, false, null)} | {await CellAsync(field, notes, true, null)} | {await CellAsync(field, notes, true, field.Second)} ");
            table.Append(CultureInfo.InvariantCulture, $"| {(wrong is null ? "any type fits" : await CellAsync(field, notes, true, wrong))} | {(over is null ? (field.Schema.ReadOnly ? "–" : "no limit") : await CellAsync(field, notes, true, over))} |\n");
        }
    }

    // What a second update with nothing to say changes all the same.
    private async Task FindNoiseAsync()
    {
        await ArrangeAsync("{}");
        (await calls.UpdateAsync(minimal.ToJsonString())).Status.ShouldBeInRange(200, 299);
        var before = (await calls.ReadAsync()).Json;
        calls.Sandbox.Inside.Clock.Change(null, null, TimeSpan.FromHours(1));
        (await calls.UpdateAsync(minimal.ToJsonString())).Status.ShouldBeInRange(200, 299);
        noise.UnionWith(JsonChanges.Between(before, (await calls.ReadAsync()).Json));
    }

    private async Task<string> CellAsync(UpdateField field, List<string> notes, bool given, JsonNode? value)
    {
        // The required fields are as the update will send them, so that only the field at hand can change.
        // A read-only one keeps what was generated.
        if (field.Schema.ReadOnly) await ArrangeAsync(minimal.ToJsonString());
        else if (!await ArrangeAsync(field.Into(minimal, true, field.First)) && !await ArrangeAsync(field.Into([], true, field.First)) && !await ArrangeAsync(minimal.ToJsonString())) await ArrangeAsync("{}");
        var before = await calls.ReadAsync();
        calls.MayDepart = calls.Sandbox.Inside.Profile == Profile.Lenient && given && !Sample.Fits(field.Schema, value);
        var answer = await calls.UpdateAsync(field.Into(minimal, given, value));
        var after = await calls.ReadAsync();
        if (answer.Status >= 300)
        {
            after.Text.ShouldBe(before.Text, $"{calls.Vendor.Slug} {field.Name}: refused with {answer.Status} and changed all the same.");
            return $"{answer.Status} refused {Note(notes, answer.Text)} {answer.Header("X-Mock-Evidence")}";
        }

        if (after.Status != before.Status) return $"{answer.Status} the user moved: its old address answers {after.Status} {Evidence(field, answer, given, value)}";
        return $"{answer.Status} {UpdateOutcome.Of(field.Path, given, value, before.Json, after.Json, noise)} {Evidence(field, answer, given, value)}";
    }

    private async Task<bool> ArrangeAsync(string seed)
    {
        calls.MayDepart = false;
        calls.Sandbox.Inside.Reset();
        calls.Sandbox.Inside.Clock.Change(Now, true, null);
        return (await calls.SeedAsync(seed)).Status == 200;
    }

    // The field's own rule; the header would tell the weakest of the whole body.
    private string? Evidence(UpdateField field, WireAnswer answer, bool given, JsonNode? value) =>
        calls.Vendor.Api.UpdateRules.Find(field.Path[0]) is { } rule
            ? (!given && field.Path.Length == 1 ? rule.Absent : value is null && field.Path.Length == 1 ? rule.Null : rule.Value).Rule.Evidence.ToString()
            : answer.Header("X-Mock-Evidence");

    private static string Note(List<string> notes, string text)
    {
        text = text.Length <= 400 ? text : text[..399] + "…";
        if (!notes.Contains(text)) notes.Add(text);
        return $"[{notes.IndexOf(text) + 1}]";
    }

    private static string Contract(UpdateField field)
    {
        var s = field.Schema;
        var limits = new List<string>();
        if (s.ReadOnly) limits.Add("read-only");
        if (field.Parent.Required.Contains(field.Path[^1])) limits.Add("required");
        if (s.Nullable) limits.Add("nullable");
        if (s.MaxLength is not null) limits.Add($"≤ {s.MaxLength} characters");
        if (s.MaxItems is not null) limits.Add($"≤ {s.MaxItems} items");
        if (s.Maximum is not null) limits.Add(string.Create(CultureInfo.InvariantCulture, $"≤ {s.Maximum}"));
        return string.Join(", ", [s.Describe().Replace("|", "\\|", StringComparison.Ordinal), .. limits]);
    }
}
