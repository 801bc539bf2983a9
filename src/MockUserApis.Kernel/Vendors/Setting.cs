using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// What an administrator configures on the vendor's server, or the documents leave open, and no request shows. A
/// sandbox keeps it as one text, which the kind of setting alone understands.
/// </summary>
public abstract class Setting(string name, Rule rule) : IHasRules
{
    public string Name => name;

    public IEnumerable<Rule> Rules => [rule];

    /// <summary>The text of a sandbox in which nothing was set.</summary>
    public abstract string Default { get; }

    /// <summary>JSON that would be taken.</summary>
    public abstract string Example { get; }

    /// <summary>The text of what was sent.</summary>
    /// <exception cref="SeedException">It cannot be taken.</exception>
    public abstract string Read(JsonElement sent);

    /// <summary>The text as JSON: what <see cref="Read"/> takes.</summary>
    public abstract void Write(Utf8JsonWriter json, string text);
}

/// <summary>A choice of words, the first of which is the default.</summary>
public sealed class Choice(string name, IReadOnlyList<string> words, Rule rule) : Setting(name, rule)
{
    public override string Default => words[0];

    public override string Example => $"\"{words[^1]}\"";

    public override string Read(JsonElement sent) =>
        sent.ValueKind == JsonValueKind.String && words.Contains(sent.GetString())
            ? sent.GetString()!
            : throw new SeedException($"{Name} is {ShownValue.Of(sent)}. Send one of {string.Join(", ", words)}.");

    public override void Write(Utf8JsonWriter json, string text) => json.WriteStringValue(text);
}
