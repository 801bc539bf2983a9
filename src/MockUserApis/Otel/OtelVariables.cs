using System.Globalization;

namespace MockUserApis.Otel;

/// <summary>
/// Reads the environment variables of OpenTelemetry's specification as it says: an empty one is unset, and a value that
/// is not known is warned of and ignored.
/// </summary>
internal sealed class OtelVariables(Func<string, string?> environment)
{
    private readonly List<string> warnings = [];

    /// <summary>A sentence for each value that is ignored.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    public string? Text(string name) => environment(name)?.Trim() is { Length: > 0 } text ? text : null;

    public bool Flag(string name)
    {
        if (Text(name) is not { } text)
            return false;
        if (!bool.TryParse(text, out var flag))
            Ignore($"{name} is \"{text}\"", "true or false");
        return flag;
    }

    /// <summary>The one that is asked for, as it is written here; null: none.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> known) =>
        Text(name) is { } text ? Known(name, text, known) : null;

    /// <summary>All that are asked for, of a list with commas.</summary>
    public IReadOnlyList<string> SomeOf(string name, params string[] known) =>
        [
            .. (Text(name) ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(part => Known(name, part, known))
                .OfType<string>(),
        ];

    public int? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Ignore($"{name} is \"{text}\"", $"a whole number from 0 to {int.MaxValue}");
        return null;
    }

    // It may have a password in it, so no message shows it.
    public Uri? Url(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        Ignore($"{name} is no http or https URL", "one such as http://localhost:4318");
        return null;
    }

    public void Fraction(string name)
    {
        var isNumber =
            Text(name) is not { } text
            || (
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number is >= 0 and <= 1
            );
        if (!isNumber)
            Ignore($"{name} is \"{Text(name)}\"", "a number from 0 to 1");
    }

    private string? Known(string name, string text, ReadOnlySpan<string> known)
    {
        foreach (var one in known)
            if (one.Equals(text, StringComparison.OrdinalIgnoreCase))
                return one;
        Ignore($"{name} is \"{text}\", which is not known here", string.Join(" or ", known!));
        return null;
    }

    private void Ignore(string what, string instead)
    {
        var sentence = $"{what}; it is ignored. Give {instead}.";
        if (!warnings.Contains(sentence))
            warnings.Add(sentence);
    }
}
