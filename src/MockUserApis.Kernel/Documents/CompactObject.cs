namespace MockUserApis.Kernel.Documents;

/// <summary>
/// The members of a JSON object that is known to be valid and compact, as raw spans. Compact JSON escapes in one way
/// only, so that equal names are equal bytes.
/// </summary>
internal ref struct CompactObject
{
    private const int First = 1;

    private readonly ReadOnlySpan<byte> json;
    private int at;

    /// <param name="json">Anything but an object counts as an empty one.</param>
    public CompactObject(ReadOnlySpan<byte> json)
    {
        this.json = json is [(byte)'{', ..] ? json : "{}"u8;
        at = First;
    }

    /// <summary>With its quotes.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Where the next member begins, for <see cref="Go"/>.</summary>
    public readonly int Place => at;

    /// <summary>How many members were read.</summary>
    public int Steps { get; private set; }

    public bool Next()
    {
        if (json[at] == '}')
            return false;
        Steps++;
        if (json[at] == ',')
            at++;
        Name = Take(StringEnd(json[at..]));
        at++;
        Value = Take(ValueEnd(json[at..]));
        return true;
    }

    /// <summary>Reads the member at a <see cref="Place"/>.</summary>
    public void Go(int place)
    {
        at = place;
        Next();
    }

    /// <summary>Goes to the member of that name, looking on from where it stands and round to there again.</summary>
    public bool Find(scoped ReadOnlySpan<byte> name)
    {
        var start = at;
        while (Next())
            if (Name.SequenceEqual(name))
                return true;
        for (at = First; at < start && Next(); )
            if (Name.SequenceEqual(name))
                return true;
        at = start;
        return false;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        at += length;
        return json.Slice(at - length, length);
    }

    private static int ValueEnd(ReadOnlySpan<byte> json)
    {
        if (json[0] == '"')
            return StringEnd(json);
        if (json[0] is not ((byte)'{' or (byte)'['))
            return json.IndexOfAny((byte)',', (byte)'}');
        for (int depth = 1, at = 1; ; at++)
        {
            at += json[at..].IndexOfAny("\"{}[]"u8);
            if (json[at] == '"')
                at += StringEnd(json[at..]) - 1;
            else if (json[at] is (byte)'{' or (byte)'[')
                depth++;
            else if (--depth == 0)
                return at + 1;
        }
    }

    private static int StringEnd(ReadOnlySpan<byte> json)
    {
        for (var at = 1; ; at += 2)
        {
            at += json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[at] == '"')
                return at + 1;
        }
    }
}
