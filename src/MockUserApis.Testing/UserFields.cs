using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Diagnoses;

namespace MockUserApis.Testing;

/// <summary>
/// The way to a field of a user as the vendor shows it: <c>User("ada").Field("profile.name")</c>. Steps are parted by
/// dots; a step into a list is a number from 0.
/// </summary>
/// <remarks>
/// A view that has nothing but objects wraps the user, as <c>{"user":{…},"online":{…}}</c> does: a path may begin in
/// one of them.
/// </remarks>
public static class UserFields
{
    private const int LongestShown = 40;

    /// <summary>The field's value; JSON's null where it is null.</summary>
    /// <exception cref="MockAssertionException">It is absent; the message lists what is there.</exception>
    [StackTraceHidden]
    public static JsonElement Field(this JsonElement? user, string path) =>
        user is { } shown
            ? shown.Field(path)
            : throw new MockAssertionException(
                $"There is no such user, so there is no \"{path}\": it was never there, or was deleted."
            );

    /// <inheritdoc cref="Field(JsonElement?, string)"/>
    [StackTraceHidden]
    public static JsonElement Field(this JsonElement user, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Find(user, path, out var miss) ?? throw new MockAssertionException(miss);
    }

    /// <summary>Whether the field is there, null or a value; false too when there is no such user.</summary>
    public static bool HasField(this JsonElement? user, string path) =>
        user is { } shown && Find(shown, path, out _) is not null;

    /// <inheritdoc cref="HasField(JsonElement?, string)"/>
    public static bool HasField(this JsonElement user, string path) => Find(user, path, out _) is not null;

    private static JsonElement? Find(JsonElement user, string path, out string miss)
    {
        var first = path.Split('.')[0];
        if (!IsWrapped(user) || user.TryGetProperty(first, out _))
            return Follow(user, path, out miss);
        foreach (var part in user.EnumerateObject())
        {
            // The one that has the first step tells where the path ends.
            if (part.Value.TryGetProperty(first, out _))
                return Follow(part.Value, path, out miss);
        }

        miss = $"The user has no \"{path}\". {string.Join(" ", user.EnumerateObject().Select(Listed))}";
        return null;
    }

    private static string Listed(JsonProperty part) => $"In \"{part.Name}\" there is: {Content(part.Value)}.";

    private static bool IsWrapped(JsonElement user) =>
        user.ValueKind == JsonValueKind.Object
        && user.EnumerateObject().All(part => part.Value.ValueKind == JsonValueKind.Object);

    private static JsonElement? Follow(JsonElement at, string path, out string miss)
    {
        var (passed, steps) = ("", path.Split('.'));
        foreach (var step in steps)
        {
            if (Step(at, step) is not { } next)
            {
                miss = Missing(at, passed, step, path);
                return null;
            }

            (at, passed) = (next, passed.Length == 0 ? step : $"{passed}.{step}");
        }

        miss = "";
        return at;
    }

    private static JsonElement? Step(JsonElement at, string step)
    {
        if (at.ValueKind == JsonValueKind.Object)
            return at.TryGetProperty(step, out var member) ? member : null;
        if (at.ValueKind != JsonValueKind.Array)
            return null;
        var isIndex = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        return isIndex && index < at.GetArrayLength() ? at[index] : null;
    }

    private static string Missing(JsonElement at, string passed, string step, string path)
    {
        var where = passed.Length == 0 ? "its view" : $"\"{passed}\"";
        if (at.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return $"The user has no \"{path}\": {where} is {Shown(at)}.";
        var meant = at.ValueKind == JsonValueKind.Object ? Closest.Word(step, Names(at)) : null;
        var suggestion = meant is null ? "" : $" Did you mean \"{meant}\"?";
        return $"The user has no \"{path}\": {where} has no \"{step}\".{suggestion} There is: {Content(at)}.";
    }

    private static List<string> Names(JsonElement at) => [.. at.EnumerateObject().Select(m => m.Name)];

    private static string Content(JsonElement at)
    {
        if (at.ValueKind == JsonValueKind.Array)
            return string.Create(CultureInfo.InvariantCulture, $"{at.GetArrayLength()} items");
        var members = at.EnumerateObject().Select(m => $"{m.Name} {Shown(m.Value)}").ToList();
        return members.Count == 0 ? "nothing" : string.Join(", ", members);
    }

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }
}
