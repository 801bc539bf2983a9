using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// Finds members by words in their values, in any letter case: by an id or another index at once, else by reading
/// through the collection, a part of it at a time, as a population may be without end.
/// </summary>
internal sealed class MemberSearch(Sandbox sandbox, Resource resource, string text)
{
    private const int MaxRead = 10_000;

    private readonly Collection members = resource.In(sandbox);
    private readonly string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="after">The ordinal to go on after; 0: from the first.</param>
    public async ValueTask<MemberPage> PageAsync(long after, int limit)
    {
        var found = after == 0 ? await IndexedAsync() : [];
        var indexed = found.Select(m => m.Ordinal).ToHashSet();
        var (read, key) = (0, (string?)null);
        await foreach (var member in members.ScanAsync(after))
        {
            // The next page goes on after a key, which not every member has.
            if (key is not null && (read >= MaxRead || found.Count >= limit))
                return await PageAsync(found, limit, key);
            read++;
            key = Population.ValueOf(member.Document, members.Recipe.Indexes[0]);
            if (!indexed.Contains(member.Ordinal) && Has(member.Document))
                found.Add(member);
        }

        return await PageAsync(found, limit, null);
    }

    private async ValueTask<MemberPage> PageAsync(List<Member> found, int limit, string? next)
    {
        var shown = await MemberOperations.ShownAsync(sandbox, resource, found);
        return new MemberPage(shown, await members.CountAsync(), limit, next);
    }

    private async ValueTask<List<Member>> IndexedAsync()
    {
        var found = new List<Member>();
        foreach (var index in members.Recipe.Indexes)
        {
            if (await members.FindAsync(index, text) is not { } member)
                continue;
            if (found.All(m => m.Ordinal != member.Ordinal))
                found.Add(member);
        }

        return found;
    }

    private bool Has(Document document)
    {
        var missing = words.ToList();
        var json = new Utf8JsonReader(resource.Show(document, sandbox).Span, new() { MaxDepth = RawJson.MaxDepth });
        while (missing.Count > 0 && json.Read())
        {
            if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
                continue;
            var value = json.TokenType == JsonTokenType.String ? json.GetString()! : Number(json);
            missing.RemoveAll(word => value.Contains(word, StringComparison.OrdinalIgnoreCase));
        }

        return missing.Count == 0;
    }

    private static string Number(Utf8JsonReader json) => Encoding.UTF8.GetString(json.ValueSpan);
}
