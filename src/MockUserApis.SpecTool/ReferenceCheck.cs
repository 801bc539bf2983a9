namespace MockUserApis.SpecTool;

/// <summary>SPEC003: every <c>$ref</c> leads to something in the same file, and not back to itself.</summary>
internal static class ReferenceCheck
{
    public static void Run(YamlNode root, SpecErrors errors) => Visit(root, root, errors);

    private static void Visit(YamlNode node, YamlNode root, SpecErrors errors)
    {
        if (node is YamlList list)
        {
            foreach (var item in list.Items)
                Visit(item, root, errors);
        }
        if (node is not YamlMap map)
            return;
        foreach (var (key, value) in map.Entries)
        {
            if (key == "$ref" && value is YamlScalar reference)
                Check(reference, root, errors);
            else
                Visit(value, root, errors);
        }
    }

    private static void Check(YamlScalar reference, YamlNode root, SpecErrors errors)
    {
        var met = new HashSet<string>();
        for (var next = reference; next is not null; )
        {
            if (!met.Add(next.Text))
            {
                errors.Add("SPEC003", reference.Place, $"{reference.Text} leads back to itself");
                return;
            }
            var isHere = next.Text.StartsWith("#/", StringComparison.Ordinal);
            var found = isHere ? root.At(Reference.Steps(next.Text)) : null;
            if (found is null)
            {
                // What a target refers to is reported where it stands.
                if (next == reference)
                {
                    errors.Add("SPEC003", reference.Place, $"nothing in this file is at {reference.Text}");
                }
                return;
            }
            next = found["$ref"] as YamlScalar;
        }
    }
}
