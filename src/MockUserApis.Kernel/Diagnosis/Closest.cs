namespace MockUserApis.Kernel;

/// <summary>The nearest of what exists: a word, or the operation that a path probably meant.</summary>
internal static class Closest
{
    /// <summary>The candidate within two edits (a third of the word at most), or null.</summary>
    public static string? Word(string text, IEnumerable<string> candidates)
    {
        var best = candidates.Select(c => (Word: c, Distance: Distance(text.ToUpperInvariant(), c.ToUpperInvariant()))).OrderBy(c => c.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, Math.Min(2, text.Length / 3)) ? best.Word : Containing(text, candidates);
    }

    /// <summary>The operation whose template is nearest to the path, and the values that its parameters would have.</summary>
    public static (Operation Operation, string[] Values) Operation(string path, string method, bool hasBody, IReadOnlyList<Operation> operations)
    {
        var segments = Split(path);
        return operations.Select(o => (Operation: o, Score: Score(o, segments, method, hasBody)))
            .OrderBy(o => o.Score).Select(o => (o.Operation, Values(o.Operation, segments))).First();
    }

    private static string? Containing(string text, IEnumerable<string> candidates) =>
        Plain(text) is { Length: > 2 } plain ? candidates.FirstOrDefault(c => Plain(c) == plain) : null;

    // first_name, FirstName and first-name are one word to whoever mistypes it.
    private static string Plain(string text) => new([.. text.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string[] Split(string path) => path.Trim('/').Split('/');

    private static int Score(Operation operation, string[] sent, string method, bool hasBody)
    {
        var template = Split(operation.Path);
        var score = Math.Abs(template.Length - sent.Length) * 6;
        for (var i = 0; i < Math.Min(template.Length, sent.Length); i++)
        {
            if (!template[i].Contains('{', StringComparison.Ordinal)) score += Distance(template[i].ToUpperInvariant(), sent[i].ToUpperInvariant()) * 2;
            else if (template[i].StartsWith('@') && !sent[i].StartsWith('@')) score += 4;
            else score += 1;
        }

        return score + (operation.Method == method ? 0 : 3) + (hasBody == operation.Body is not null ? 0 : 1);
    }

    private static string[] Values(Operation operation, string[] sent)
    {
        var template = Split(operation.Path);
        return [.. template.Select((t, i) => (t, i)).Where(p => p.t.Contains('{', StringComparison.Ordinal)).Select(p => p.i < sent.Length ? Uri.UnescapeDataString(sent[p.i]) : "")];
    }

    // Edits: insert, delete, replace, swap neighbours (optimal string alignment).
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replaced, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
