using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>
/// Fills in the truth table of a vendor's update: every field, every way to send it, what came and what it did.
/// </summary>
internal sealed class UpdateTable(UserCalls calls)
{
    private const string Nothing = "–";
    private const int MaxValues = 6;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly JsonObject minimal = UserCalls.Minimal(calls.Vendor);
    private readonly HashSet<string> noise = [];
    private readonly HashSet<string> alwaysAssumed = [];

    private bool IsStrict => calls.Sandbox.AsMade.Profile == Profile.Strict;

    /// <summary>One line a field: absent, null, valid, wrong type, over its limit.</summary>
    public async Task WriteAsync(StringBuilder table, List<string> notes)
    {
        await FindNoiseAsync();
        table.AppendLine("| field | contract | absent | null | valid value | wrong type | over its limit |");
        table.AppendLine("|---|---|---|---|---|---|---|");
        var fields = UpdateField.Of(calls.Vendor).SelectMany(f => f.AsNamedByThePath(calls.Update, calls.Key));
        foreach (var field in fields)
        {
            string[] cells = field.IsForeign
                ? [Nothing, Nothing, (await CellAsync(field, notes, true, field.Second)).Text, Nothing, Nothing]
                : await CellsAsync(field, notes);
            var name = field.IsForeign ? $"`{field.Name}` of another" : $"`{field.Name}`";
            table.Append("| ").AppendJoin(" | ", [name, Contract(field), .. cells]).Append(" |\n");
        }
    }

    private async Task<string[]> CellsAsync(UpdateField field, List<string> notes)
    {
        var wrong = Sample.WrongType(field.Schema);
        var over = field.Schema.ReadOnly ? null : Sample.OverLimit(field.Schema, field.First);
        return
        [
            (await CellAsync(field, notes, false, null)).Text,
            await NullAsync(field, notes),
            await ValidAsync(field, notes),
            wrong is null ? "any type fits" : (await CellAsync(field, notes, true, wrong)).Text,
            over is null
                ? (field.Schema.ReadOnly ? Nothing : "no limit")
                : (await CellAsync(field, notes, true, over)).Text,
        ];
    }

    // What a second update with nothing to say changes all the same, and what every update relies on.
    private async Task FindNoiseAsync()
    {
        await ArrangeAsync("{}");
        (await calls.UpdateAsync(minimal.ToJsonString())).Status.ShouldBeInRange(200, 299);
        var before = (await calls.ReadAsync()).Json;
        calls.Sandbox.Inside.Clock.Change(null, null, TimeSpan.FromHours(1));
        var second = await calls.UpdateAsync(minimal.ToJsonString());
        second.Status.ShouldBeInRange(200, 299);
        noise.UnionWith(JsonChanges.Between(before, (await calls.ReadAsync()).Json));
        alwaysAssumed.UnionWith(EntryOf(second).Assumed.Select(r => r.Name));
    }

    // A value that unset reads as too (false, a default) would look kept: then the user starts with another one.
    private async Task<string> NullAsync(UpdateField field, List<string> notes)
    {
        var cell = await CellAsync(field, notes, true, null);
        if (field.Schema.ReadOnly)
            return cell.Text;
        cell.Had.ShouldBeTrue($"{calls.Vendor.Slug} {field.Name}: the user had no value for null to meet.");
        if (cell.Outcome != "kept")
            return cell.Text;
        return (await CellAsync(field, notes, true, null, field.Second)).Text;
    }

    // Of several values: one that nothing is noted of, that changes something, and that is best known.
    private async Task<string> ValidAsync(UpdateField field, List<string> notes)
    {
        var cells = new List<Cell>();
        foreach (var value in field.Others.Take(MaxValues))
            cells.Add(await CellAsync(field, [], true, value));
        if (cells.TrueForAll(c => c.IsNoted) && !field.Schema.ReadOnly)
        {
            // What another user has already is not new: names that users share.
            cells.Insert(0, await CellAsync(field, [], true, field.Second, beside: true));
        }

        return cells
                .Where(c => c.Status < 300)
                .OrderBy(c => c.IsNoted)
                .ThenBy(c => c.Outcome == "the same")
                .ThenBy(c => c.Evidence)
                .FirstOrDefault()
                ?.Text
            ?? throw new InvalidOperationException(
                $"{calls.Vendor.Slug} {field.Name}: no example that the vendor takes; give the spec another one."
            );
    }

    private async Task<Cell> CellAsync(
        UpdateField field,
        List<string> notes,
        bool given,
        JsonNode? value,
        JsonNode? start = null,
        bool beside = false
    )
    {
        await ArrangeAsync(field, start ?? field.First);
        if (beside)
            await calls.SeedAsync(field.Into(minimal, true, value), calls.KeyOf(3));
        var before = await calls.ReadAsync();
        calls.MayDepart = !IsStrict && given && !Sample.Fits(field.Schema, value);
        var answer = await calls.UpdateAsync(field.Into(minimal, given, value));
        var entry = EntryOf(answer);
        var after = await calls.ReadAsync();
        var had = UpdateOutcome.HasValue(field.Path, before.Json);
        if (answer.Status >= 300)
        {
            after.Text.ShouldBe(before.Text, $"{calls.Vendor.Slug} {field.Name}: refused and changed all the same.");
            var text = $"{answer.Status} refused {Note(notes, answer.Text)} {answer.Header("X-Mock-Evidence")}";
            return new Cell(answer.Status, "refused", default, text, had, false);
        }

        var outcome =
            after.Status != before.Status
                ? $"the user moved: its old address answers {after.Status}"
                : UpdateOutcome.Of(field.Path, given, value, before.Json, after.Json, noise);
        var evidence = EvidenceOf(field, entry, given, value);
        var isNoted = Noted(field, entry).Any();
        return new Cell(answer.Status, outcome, evidence, $"{answer.Status} {outcome} {evidence}", had, isNoted);
    }

    // The required fields are as the update will send them, so that only the field at hand can change.
    // A read-only one keeps what was generated.
    private async Task ArrangeAsync(UpdateField field, JsonNode? value)
    {
        string[] seeds = field.Schema.ReadOnly
            ? [minimal.ToJsonString()]
            : [field.Into(minimal, true, value), field.Into([], true, value), minimal.ToJsonString(), "{}"];
        foreach (var seed in seeds)
            if (await ArrangeAsync(seed))
                return;
    }

    private async Task<bool> ArrangeAsync(string seed)
    {
        calls.MayDepart = false;
        calls.Sandbox.Inside.Reset();
        calls.Sandbox.Inside.Clock.Change(Now, true, null);
        return (await calls.SeedAsync(seed)).Status == 200;
    }

    private JournalEntry EntryOf(WireAnswer answer)
    {
        var id = long.Parse(answer.Header("X-Mock-Exchange")!, CultureInfo.InvariantCulture);
        return calls.Sandbox.Inside.Journal.Find(id)!.Value;
    }

    // The weakest of: the field's own rule (a key's, if there is one for keys), what was noted at the field, and what
    // the answer relied on beyond every other update. A rule that refuses did not, so it says nothing of what was done.
    private Evidence EvidenceOf(UpdateField field, JournalEntry entry, bool given, JsonNode? value)
    {
        var noted = Noted(field, entry).Select(RuleOf);
        var assumed = entry.Assumed.Where(r => !alwaysAssumed.Contains(r.Name));
        return Own(field, given, value).Concat(noted).Concat(assumed).Max(r => r.Evidence);
    }

    private static IEnumerable<Finding> Noted(UpdateField field, JournalEntry entry)
    {
        var at = "/" + string.Join('/', field.Path.Select(JsonPointer.Escape));
        return entry.Findings.Where(f => f.Pointer == at || f.Pointer.StartsWith(at + "/", StringComparison.Ordinal));
    }

    // What broke the contract and was let pass is known by the waiver, not by what the contract says.
    private Rule RuleOf(Finding finding) =>
        !finding.Breaks
            ? finding.Rule
            : calls.Vendor.Api.Waivers.First(w => (w with { Only = null }).Covers(finding)).Rule;

    private IEnumerable<Rule> Own(UpdateField field, bool given, JsonNode? value)
    {
        var rules = calls.Vendor.Api.UpdateRules.Find(field.Path[0])!;
        var isNull = given && value is null;
        if (field.Path.Length > 1)
        {
            var ofKeys = $"update/{field.Path[0]}/*/null";
            var rule = isNull ? calls.Vendor.Api.Ledger.FirstOrDefault(r => r.Name == ofKeys) : null;
            return [rule ?? rules.Value.Rule];
        }

        var cell = (given, value) switch
        {
            (false, _) => rules.Absent,
            (true, null) => rules.Null,
            _ => rules.Value,
        };
        return cell.Effect == Effect.Refuse ? [] : [cell.Rule];
    }

    private static string Note(List<string> notes, string text)
    {
        text = text.Length <= 400 ? text : text[..399] + "…";
        if (!notes.Contains(text))
            notes.Add(text);
        return $"[{notes.IndexOf(text) + 1}]";
    }

    private static string Contract(UpdateField field)
    {
        var s = field.Schema;
        var limits = new List<string>();
        if (s.ReadOnly)
            limits.Add("read-only");
        if (field.Parent.Required.Contains(field.Path[^1]))
            limits.Add("required");
        if (s.Nullable)
            limits.Add("nullable");
        if (s.MaxLength is not null)
            limits.Add($"≤ {s.MaxLength} characters");
        if (s.MaxItems is not null)
            limits.Add($"≤ {s.MaxItems} items");
        if (s.Maximum is not null)
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"≤ {s.Maximum}"));
        return string.Join(", ", [s.Describe().Replace("|", "\\|", StringComparison.Ordinal), .. limits]);
    }

    /// <param name="Had">The user had a value there before.</param>
    /// <param name="IsNoted">A finding is at the field.</param>
    private sealed record Cell(int Status, string Outcome, Evidence Evidence, string Text, bool Had, bool IsNoted);
}
