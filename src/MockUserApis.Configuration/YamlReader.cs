using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MockUserApis.Configuration;

/// <summary>
/// Reads one YAML document from the parser's events, and keeps the lines. Depth and number of values are bounded, those
/// that aliases repeat included: a file of a few lines could else be gigabytes.
/// </summary>
internal sealed class YamlReader
{
    public const int MaxValues = 200_000;
    private const int MaxLevels = 64;
    private const string Standard = "tag:yaml.org,2002:";

    private readonly Dictionary<string, YamlNode> anchors = [];
    private readonly List<string> path = [];
    private readonly Parser parser;
    private readonly ConfigErrors errors;
    private readonly string text;
    private int values;

    private YamlReader(string text, ConfigErrors errors)
    {
        parser = new Parser(new StringReader(text));
        (this.errors, this.text) = (errors, text);
    }

    /// <summary>The document, or null when it is not YAML; the errors say so.</summary>
    public static YamlNode? Read(string text, ConfigErrors errors)
    {
        var reader = new YamlReader(text, errors);
        try
        {
            return reader.Document();
        }
        catch (YamlException error)
        {
            // Some of the scanner's errors come without a place.
            reader.Report(error.Start.Index == 0 ? reader.LastLine() : LineOf(error.Start), error.Message);
        }
        // YamlDotNet 18.1 fails so where a list or a map in brackets is not closed,
        catch (InvalidOperationException)
        {
            reader.Report(reader.LastLine(), "after this a bracket is open, or a line within it is not indented");
        }
        // and so at a tag.
        catch (ArgumentException)
        {
            reader.Report(reader.LastLine(), "after this a tag (!) is no name");
        }

        return null;
    }

    private YamlNode Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
            return new YamlMap(1, []);
        parser.Consume<DocumentStart>();
        var root = Node(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            errors.Add(LineOf(second.Start), "A second document begins here. Write one, without ---.");
        return root;
    }

    private YamlNode Node(int level)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            var known = anchors.GetValueOrDefault(alias.Value.Value);
            var node = known ?? throw Wrong(alias, $"no anchor &{alias.Value.Value} ends above this");
            Count(alias, node.Size);
            return node;
        }

        var start = parser.Current as NodeEvent ?? throw new YamlException("the document ends too early");
        Count(start, 1);
        if (level == MaxLevels)
            throw Wrong(start, $"this is more than {MaxLevels} levels deep");
        CheckTag(start);
        YamlNode read = start switch
        {
            MappingStart => Map(level),
            SequenceStart => List(level),
            _ => Scalar(),
        };
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = read;
        return read;
    }

    private void Count(ParsingEvent at, int more)
    {
        values += more;
        if (values > MaxValues)
            throw Wrong(at, $"these are more than {MaxValues} values, those that aliases repeat included");
    }

    private static void CheckTag(NodeEvent start)
    {
        if (start.Tag.IsEmpty || start.Tag.IsNonSpecific)
            return;
        var name = start.Tag.Value.StartsWith(Standard, StringComparison.Ordinal)
            ? start.Tag.Value[Standard.Length..]
            : "";
        if (name is not ("str" or "int" or "float" or "bool" or "null" or "map" or "seq"))
            throw Wrong(start, $"the tag {(name.Length > 0 ? "!!" + name : start.Tag.Value)} has no meaning here");
    }

    private YamlMap Map(int level)
    {
        var start = parser.Consume<MappingStart>();
        var lines = new Dictionary<string, int>();
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var line = LineOf(parser.Current!.Start);
            if (Node(level + 1) is not YamlScalar key)
                throw Wrong(start, "a key of this map is no text");
            if (!lines.TryAdd(key.Text, line))
                Repeated(line, key.Text, lines[key.Text]);
            path.Add(key.Text);
            entries.Add(new(key.Text, line, Node(level + 1)));
            path.RemoveAt(path.Count - 1);
        }

        return new YamlMap(LineOf(start.Start), entries);
    }

    private void Repeated(int line, string key, int first) =>
        errors.Add(
            line,
            path is ["sandboxes"]
                ? $"There is a sandbox \"{key}\" already, at line {first}. Give one of them another name."
                : $"\"{key}\" is there already, at line {first}. Leave one of them out."
        );

    private YamlList List(int level)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(level + 1));
        return new YamlList(LineOf(start.Start), items);
    }

    private YamlScalar Scalar()
    {
        var scalar = parser.Consume<Scalar>();
        var isText = !scalar.Tag.IsEmpty && scalar.Tag.Value is "!" or Standard + "str";
        return new YamlScalar(LineOf(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain && !isText);
    }

    private int LastLine() => parser.Current is { } last ? LineOf(last.End) : 1;

    private static int LineOf(Mark mark) => (int)Math.Max(mark.Line, 1);

    private static YamlException Wrong(ParsingEvent at, string why) => new(at.Start, at.End, why);

    private void Report(int line, string message)
    {
        // One line, whatever the parser quotes.
        var said = message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        var isTab = said.Contains(" tab ", StringComparison.Ordinal);
        errors.Add(isTab ? TabNear(line) : line, $"This is not YAML: {said}.{(isTab ? " Indent with spaces." : "")}");
    }

    // The scanner names the word before a tab, which may be on the line above.
    private int TabNear(int line)
    {
        var lines = text.Split('\n');
        var isBelow = line < lines.Length && lines[line].StartsWith('\t');
        return isBelow && !lines[line - 1].StartsWith('\t') ? line + 1 : line;
    }
}
