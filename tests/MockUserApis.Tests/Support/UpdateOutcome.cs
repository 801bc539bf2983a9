using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>What an update did to one field, told from reads before and after it.</summary>
internal static class UpdateOutcome
{
    /// <param name="noise">Pointers that every update changes: time stamps, versions.</param>
    public static string Of(
        string[] path,
        bool given,
        JsonNode? sent,
        JsonElement before,
        JsonElement after,
        IReadOnlySet<string> noise
    )
    {
        var changed = JsonChanges.Between(before, after).Where(c => !noise.Contains(c)).ToList();
        var at = Place(after, path) ?? Place(before, path);
        var what = at switch
        {
            null when changed.Count > 0 => "",
            null => "no change shows",
            _ when noise.Contains(at) => "set by the server",
            _ => Word(given, sent, JsonChanges.At(before, at), JsonChanges.At(after, at)),
        };
        var others = changed
            .Where(c => at is null || (c != at && !c.StartsWith(at + "/", StringComparison.Ordinal)))
            .ToList();
        var list = string.Join(", ", others.Select(o => $"`{o}`"));
        if (others.Count == 0)
            return what;
        if (what.Length == 0)
            return "changes " + list;
        return $"{what}; also {list}";
    }

    /// <summary>Whether a read shows a value there, or does not show the field at all.</summary>
    public static bool HasValue(string[] path, JsonElement view) =>
        Place(view, path) is not { } at || !IsUnset(Text(JsonChanges.At(view, at)));

    private static bool IsUnset(string? json) => json is null or "null" or "\"\"" or "[]" or "{}";

    private static string Word(bool given, JsonNode? sent, JsonElement? before, JsonElement? after)
    {
        var (b, a, s) = (Text(before), Text(after), Sample.Canonical(sent));
        if (a == b)
            return given && sent is not null ? (s == a ? "the same" : "ignored") : "kept";
        if (a is null or "null" or "\"\"" or "[]" or "{}" or "0" or "false" && (sent is null || s != a))
            return $"cleared ({(a is null ? "gone" : a)})";
        if (given && s == a)
            return "replaced";
        if (
            before is { ValueKind: JsonValueKind.Object } old
            && after is { ValueKind: JsonValueKind.Object } now
            && sent is JsonObject put
        )
        {
            if (
                put.All(p => now.TryGetProperty(p.Key, out var v) && CanonicalJson.Of(v) == Sample.Canonical(p.Value))
                && old.EnumerateObject()
                    .All(p =>
                        now.TryGetProperty(p.Name, out var v)
                        && (put.ContainsKey(p.Name) || CanonicalJson.Of(v) == CanonicalJson.Of(p.Value))
                    )
            )
                return "merged";
            if (
                old.EnumerateObject()
                    .All(p => now.TryGetProperty(p.Name, out var v) && CanonicalJson.Of(v) == CanonicalJson.Of(p.Value))
            )
                return "filled";
        }

        return IsAdded(before, after) ? "added" : "became " + Code(a);
    }

    private static bool IsAdded(JsonElement? before, JsonElement? after)
    {
        if (before is not { ValueKind: JsonValueKind.Array } old || after is not { ValueKind: JsonValueKind.Array } now)
        {
            return false;
        }

        var left = now.EnumerateArray().Select(CanonicalJson.Of).ToHashSet();
        return old.EnumerateArray().All(e => left.Contains(CanonicalJson.Of(e)));
    }

    private static string Code(string? json) =>
        json is null
            ? "nothing"
            : "`" + (json.Length <= 60 ? json : json[..59] + "…").Replace("|", "\\|", StringComparison.Ordinal) + "`";

    private static string? Text(JsonElement? value) => value is { } v ? CanonicalJson.Of(v) : null;

    // The shallowest member of that name, below a member of its parent's name if the field has a parent.
    private static string? Place(JsonElement view, string[] path) =>
        JsonChanges
            .Pointers(view)
            .Where(p => p.EndsWith("/" + string.Join('/', path.Select(JsonPointer.Escape)), StringComparison.Ordinal))
            .MinBy(p => p.Count(c => c == '/'));
}

/// <summary>Where two JSON values differ.</summary>
internal static class JsonChanges
{
    /// <summary>Pointers of the smallest parts that differ; a list is one part.</summary>
    public static IEnumerable<string> Between(JsonElement before, JsonElement after, string at = "")
    {
        if (before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object)
        {
            if (CanonicalJson.Of(before) != CanonicalJson.Of(after))
                yield return at;
            yield break;
        }

        foreach (var name in before.EnumerateObject().Concat(after.EnumerateObject()).Select(p => p.Name).Distinct())
        {
            var pointer = $"{at}/{JsonPointer.Escape(name)}";
            if (!before.TryGetProperty(name, out var b) || !after.TryGetProperty(name, out var a))
                yield return pointer;
            else
                foreach (var inner in Between(b, a, pointer))
                    yield return inner;
        }
    }

    /// <summary>Every member of every object, lists not entered.</summary>
    public static IEnumerable<string> Pointers(JsonElement value, string at = "")
    {
        if (value.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in value.EnumerateObject())
        {
            var pointer = $"{at}/{JsonPointer.Escape(member.Name)}";
            yield return pointer;
            foreach (var inner in Pointers(member.Value, pointer))
                yield return inner;
        }
    }

    public static JsonElement? At(JsonElement value, string pointer)
    {
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            if (
                value.ValueKind != JsonValueKind.Object
                || !value.TryGetProperty(JsonPointer.Unescape(segment), out value)
            )
                return null;
        }

        return value;
    }
}
