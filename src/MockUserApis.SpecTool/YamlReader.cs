using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MockUserApis.SpecTool;

/// <summary>
/// Reads one YAML document and keeps where everything stands. Every key that is there twice is reported, and
/// otherwise the first error of syntax: most others are its echo.
/// </summary>
internal sealed class YamlReader
{
    private const string Code = "SPEC001";
    private const string StandardTags = "tag:yaml.org,2002:";
    private const int MaxLevels = 100;

    private static readonly string[] TabMessages = [" tab ", "cannot start any token"];

    private readonly Dictionary<string, YamlNode> anchors = [];
    private readonly Stack<Place> open = [];
    private readonly SpecErrors errors;
    private readonly Parser parser;
    private readonly string text;

    private YamlReader(string text, SpecErrors errors)
    {
        parser = new Parser(new StringReader(text));
        this.errors = errors;
        this.text = text;
    }

    /// <summary>The document, or null when it could not be read.</summary>
    public static YamlNode? Read(string text, SpecErrors errors) => new YamlReader(text, errors).Read();

    private YamlNode? Read()
    {
        try
        {
            return Document();
        }
        catch (YamlException e)
        {
            // Some of the scanner's errors come without a place.
            var place = e.Start.Index == 0 ? LastPlace() : PlaceOf(e.Start);
            Report(place, e.Message.ReplaceLineEndings(" "));
        }
        // YamlDotNet 18.1 fails so where a list or a map in brackets is not closed.
        catch (InvalidOperationException)
        {
            Report(LastPlace(), "after this it is not YAML: is a bracket open?");
        }
        return null;
    }

    private void Report(Place place, string message)
    {
        if (TabNear(place) is { } tab && TabMessages.Any(message.Contains))
        {
            errors.Add(Code, tab, "a tab cannot be indentation: use spaces");
            return;
        }
        var isWithin = open.TryPeek(out var begin) && begin.Line != place.Line;
        errors.Add(Code, place, isWithin ? $"{message} (within what begins at line {begin.Line})" : message);
    }

    // The scanner names the word before a tab, which may be on the line above.
    private Place? TabNear(Place place)
    {
        var lines = text.Split('\n');
        for (var line = place.Line; line <= Math.Min(place.Line + 1, lines.Length); line++)
        {
            var indentation = lines[line - 1][..^lines[line - 1].TrimStart().Length];
            if (indentation.Contains('\t'))
                return new Place(line, indentation.IndexOf('\t') + 1);
        }
        return null;
    }

    private YamlNode Document()
    {
        parser.Consume<StreamStart>();
        // An empty file is null, as every plain scalar without a letter.
        if (parser.Accept<StreamEnd>(out _))
            return new YamlScalar(Place.Start, "", Plain: true);
        parser.Consume<DocumentStart>();
        var root = Node();
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            throw new YamlException(second.Start, second.End, "a second document begins here: a spec is one document");
        }
        return root;
    }

    private YamlNode Node()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.GetValueOrDefault(alias.Value.Value)
                ?? throw new YamlException(alias.Start, alias.End, $"no anchor &{alias.Value.Value} ends above this");
        }
        var start = parser.Current as NodeEvent ?? throw new YamlException("the document ends too early");
        RefuseOtherTags(start);
        if (open.Count == MaxLevels)
        {
            throw new YamlException(start.Start, start.End, $"this is more than {MaxLevels} levels deep");
        }
        open.Push(PlaceOf(start.Start));
        YamlNode node = start switch
        {
            MappingStart => Map(),
            SequenceStart => List(),
            _ => Scalar(),
        };
        open.Pop();
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = node;
        return node;
    }

    private static void RefuseOtherTags(NodeEvent start)
    {
        if (start.Tag.IsEmpty || start.Tag.IsNonSpecific)
            return;
        if (start.Tag.Value.StartsWith(StandardTags, StringComparison.Ordinal))
            return;
        throw new YamlException(start.Start, start.End, $"the tag {start.Tag.Value} has no meaning in JSON");
    }

    private YamlMap Map()
    {
        var start = parser.Consume<MappingStart>();
        var entries = new OrderedDictionary<string, YamlNode>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Node() is not YamlScalar key)
            {
                throw new YamlException(start.Start, start.End, "a key of this map is no text");
            }
            var value = Node();
            if (!entries.TryAdd(key.Text, value))
                errors.Add(Code, key.Place, "this key is already there above");
        }
        return new YamlMap(PlaceOf(start.Start), entries);
    }

    private YamlList List()
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node());
        return new YamlList(PlaceOf(start.Start), items);
    }

    private YamlScalar Scalar()
    {
        var scalar = parser.Consume<Scalar>();
        var text = !scalar.Tag.IsEmpty && scalar.Tag.Value is "!" or StandardTags + "str";
        return new YamlScalar(PlaceOf(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain && !text);
    }

    private Place LastPlace() => parser.Current is { } last ? PlaceOf(last.End) : Place.Start;

    private static Place PlaceOf(Mark mark) => new(Math.Max(mark.Line, 1), Math.Max(mark.Column, 1));
}
