using MockUserApis.Kernel.Documents;

namespace MockUserApis.Configuration;

/// <summary>
/// The line of what an operation refused: its sentence begins with a JSON Pointer or a field's name, or quotes one.
/// </summary>
internal static class Culprit
{
    /// <summary>Null: the sentence names nothing of this part.</summary>
    public static int? LineOf(YamlNode node, string sentence)
    {
        var first = sentence.Split(' ')[0];
        if (first.StartsWith('/'))
            return Follow(node, first);
        var quoted = sentence.Split('"') is [_, var text, ..] ? text : null;
        var entry =
            node.Entries.FirstOrDefault(e => e.Key == first)
            ?? node.Entries.FirstOrDefault(e => e.Key == quoted)
            ?? node.Entries.FirstOrDefault(e => e.Value is YamlScalar scalar && scalar.Text == quoted);
        return entry?.Line;
    }

    // As far as it leads.
    private static int Follow(YamlNode node, string pointer)
    {
        var line = node.Line;
        foreach (var step in pointer.Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            if (node is YamlList list && int.TryParse(step, out var at) && at >= 0 && at < list.Items.Count)
                (node, line) = (list.Items[at], list.Items[at].Line);
            else if (node.Entries.FirstOrDefault(e => e.Key == step) is { } entry)
                (node, line) = (entry.Value, entry.Line);
            else
                break;
        }

        return line;
    }
}
