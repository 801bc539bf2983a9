using System.Text.RegularExpressions;

namespace MockUserApis.Configuration;

internal enum YamlKind
{
    Null,
    Boolean,
    Number,
    Text,
    Map,
    List,
}

/// <summary>A part of the file that knows on which line it begins.</summary>
internal abstract record YamlNode(int Line)
{
    public abstract YamlKind Kind { get; }

    /// <summary>How many values it is, with what aliases repeat in it.</summary>
    public virtual int Size => 1;

    /// <summary>The entries of a map; of anything else none.</summary>
    public virtual IReadOnlyList<YamlEntry> Entries => [];

    public YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key == key)?.Value;
}

internal sealed record YamlEntry(string Key, int Line, YamlNode Value);

internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Members) : YamlNode(Line)
{
    public override YamlKind Kind => YamlKind.Map;

    public override int Size { get; } = 1 + Members.Sum(m => m.Value.Size);

    public override IReadOnlyList<YamlEntry> Entries => Members;
}

internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line)
{
    public override YamlKind Kind => YamlKind.List;

    public override int Size { get; } = 1 + Items.Sum(i => i.Size);
}

/// <summary>
/// Text. Without quotes it may stand for null, true, false or a number: the words of YAML 1.2, so that "on" and "no"
/// are text. A number is what is one in JSON: 007 is text, and so keeps its zeros.
/// </summary>
internal sealed partial record YamlScalar(int Line, string Text, bool IsPlain) : YamlNode(Line)
{
    public override YamlKind Kind { get; } =
        (IsPlain, Text) switch
        {
            (false, _) => YamlKind.Text,
            (_, "" or "~" or "null" or "Null" or "NULL") => YamlKind.Null,
            (_, "true" or "True" or "TRUE" or "false" or "False" or "FALSE") => YamlKind.Boolean,
            _ => Number().IsMatch(Text) ? YamlKind.Number : YamlKind.Text,
        };

    public bool IsTrue => Kind == YamlKind.Boolean && Text[0] is ('t' or 'T');

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
