using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>The nearest of what exists: a word, or the operation that a path probably meant.</summary>
internal static class Closest
{
    private const int MaxEdits = 2;

    /// <summary>Beyond this nothing was mistyped: it is another thing.</summary>
    private const int MaxWordLength = 64;

    /// <summary>The candidate within two edits (a third of the word at most), or null.</summary>
    public static string? Word(string text, IEnumerable<string> candidates)
    {
        if (text.Length > MaxWordLength)
            return null;
        var upper = text.ToUpperInvariant();
        var best = candidates
            .Where(c => Math.Abs(c.Length - text.Length) <= MaxEdits)
            .Select(c => (Word: c, Distance: Distance(upper, c.ToUpperInvariant())))
            .OrderBy(c => c.Distance)
            .FirstOrDefault();
        var isNear = best.Word is not null && best.Distance <= Math.Max(1, Math.Min(MaxEdits, text.Length / 3));
        return isNear ? best.Word : Containing(text, candidates);
    }

    /// <summary>The query parameter that a name was probably meant for, or null.</summary>
    public static string? Parameter(string name, Operation operation) =>
        Word(name, operation.Parameters.Where(p => p.In == "query").Select(p => p.Name));

    /// <summary>
    /// Whether the path is the operation's but for typing errors: as many segments, each nearly its own.
    /// </summary>
    public static bool IsSlip(string path, Operation operation)
    {
        var (sent, template) = (Split(path), Split(operation.Path));
        if (sent.Length != template.Length)
            return false;
        for (var i = 0; i < template.Length; i++)
        {
            var brace = template[i].IndexOf('{', StringComparison.Ordinal);
            var prefix = brace < 0 ? null : template[i][..brace];
            var fits = prefix is null
                ? IsSlip(sent[i], template[i])
                : sent[i].Length > prefix.Length && sent[i].StartsWith(prefix, StringComparison.Ordinal);
            if (!fits)
                return false;
        }

        return true;
    }

    // Another version is another thing.
    private static bool IsSlip(string sent, string literal) =>
        sent.Equals(literal, StringComparison.OrdinalIgnoreCase)
        || (!literal.Any(char.IsAsciiDigit) && Word(sent, [literal]) is not null);

    /// <summary>
    /// The operation whose template is nearest to the path, and the values that its parameters would have.
    /// </summary>
    public static (Operation Operation, string[] Values) Operation(
        string path,
        string method,
        bool hasBody,
        IReadOnlyList<Operation> operations
    )
    {
        var segments = Split(path);
        return operations
            .Select(o => (Operation: o, Score: Score(o, segments, method, hasBody)))
            .OrderBy(o => o.Score)
            .Select(o => (o.Operation, Values(o.Operation, segments)))
            .First();
    }

    private static string? Containing(string text, IEnumerable<string> candidates) =>
        Plain(text) is { Length: > 2 } plain ? candidates.FirstOrDefault(c => Plain(c) == plain) : null;

    // first_name, FirstName and first-name are one word to a developer who mistypes it.
    private static string Plain(string text) =>
        new([.. text.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string[] Split(string path) => path.Trim('/').Split('/');

    private static int Score(Operation operation, string[] sent, string method, bool hasBody)
    {
        var template = Split(operation.Path);
        var score = Math.Abs(template.Length - sent.Length) * 6;
        for (var i = 0; i < Math.Min(template.Length, sent.Length); i++)
        {
            if (!template[i].Contains('{', StringComparison.Ordinal))
                score += Distance(template[i].ToUpperInvariant(), sent[i].ToUpperInvariant()) * 2;
            else if (template[i].StartsWith('@') && !sent[i].StartsWith('@'))
                score += 4;
            else
                score += 1;
        }

        return score + (operation.Method == method ? 0 : 3) + (hasBody == operation.Body is not null ? 0 : 1);
    }

    private static string[] Values(Operation operation, string[] sent)
    {
        var template = Split(operation.Path);
        return
        [
            .. template
                .Select((t, i) => (t, i))
                .Where(p => p.t.Contains('{', StringComparison.Ordinal))
                .Select(p => p.i < sent.Length ? Uri.UnescapeDataString(sent[p.i]) : ""),
        ];
    }

    // Edits: insert, delete, replace, swap neighbours (optimal string alignment). Of long texts only the length counts:
    // nobody mistypes those, and the table of a path of 8 KB would be large.
    private static int Distance(string a, string b)
    {
        if (Math.Max(a.Length, b.Length) > MaxWordLength)
            return Math.Max(a.Length, b.Length);
        Work.Count((long)a.Length * b.Length);
        Span<int> table = stackalloc int[(MaxWordLength + 1) * (MaxWordLength + 1)];
        var wide = b.Length + 1;
        for (var i = 0; i <= a.Length; i++)
            table[i * wide] = i;
        for (var j = 0; j <= b.Length; j++)
            table[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var at = (i * wide) + j;
                var replaced = table[at - wide - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[at] = Math.Min(replaced, Math.Min(table[at - wide], table[at - 1]) + 1);
                var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap)
                    table[at] = Math.Min(table[at], table[at - (2 * wide) - 2] + 1);
            }
        }

        return table[(a.Length * wide) + b.Length];
    }
}
