namespace MockUserApis.SpecTool;

/// <summary>Where something begins in the file; both count from 1.</summary>
internal readonly record struct Place(long Line, long Column)
{
    public static readonly Place Start = new(1, 1);
}

/// <summary>A part of a YAML document that knows where it begins.</summary>
internal abstract record YamlNode(Place Place)
{
    /// <summary>What a map has under a key or a list at an index; null where there is nothing.</summary>
    public virtual YamlNode? this[string step] => null;

    public YamlNode? At(params string[] path) => path.Aggregate<string, YamlNode?>(this, (node, step) => node?[step]);
}

/// <summary>Text that may stand for null, a boolean or a number when it is <paramref name="Plain"/>.</summary>
internal sealed record YamlScalar(Place Place, string Text, bool Plain) : YamlNode(Place);

internal sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    public override YamlNode? this[string step] =>
        int.TryParse(step, out var index) && index >= 0 && index < Items.Count ? Items[index] : null;
}

/// <summary>Keys are text, in the order of the file.</summary>
internal sealed record YamlMap(Place Place, OrderedDictionary<string, YamlNode> Entries) : YamlNode(Place)
{
    public override YamlNode? this[string step] => Entries.GetValueOrDefault(step);
}
