using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>What a request says that can name a user: its path, its query, and the top of its body.</summary>
internal sealed class NamedUsers
{
    private readonly HashSet<string> texts = [];

    public static NamedUsers In(
        JournalEntry entry,
        ReadOnlyMemory<byte> body,
        IReadOnlyList<string> values,
        Recipe recipe
    )
    {
        var named = new NamedUsers();
        named.texts.UnionWith(values);
        var (path, query) = entry.Target.Split('?', 2) is [var p, var q] ? (p, q) : (entry.Target, "");
        foreach (var segment in path.Split('/'))
            named.texts.Add(Uri.UnescapeDataString(segment).TrimStart('@'));
        foreach (var part in query.Split('&'))
        {
            named.texts.Add(Uri.UnescapeDataString(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        }

        named.AddBody(body.Span, recipe);
        named.texts.Remove("");
        return named;
    }

    public bool Has(HashSet<string> ids) => texts.Overlaps(ids);

    private void AddBody(ReadOnlySpan<byte> body, Recipe recipe)
    {
        if (body.IsEmpty || body.Length > BodyRepair.MaxRepairedLength || !JsonBody.IsText(body))
            return;
        try
        {
            var json = RawJson.Parse(body);
            if (json.ValueKind != JsonValueKind.Object)
                return;
            foreach (var member in json.EnumerateObject())
            {
                var isId =
                    member.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase)
                    || recipe.Indexes.Any(i => i.Field == member.Name);
                if (isId && UserIds.Scalar(member.Value) is { } text)
                    texts.Add(text);
            }
        }
        catch (JsonException)
        {
            // Nobody can tell whom it names.
        }
    }
}
