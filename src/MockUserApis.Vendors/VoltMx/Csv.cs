namespace MockUserApis.Vendors.VoltMx;

/// <summary>Reads comma-separated text row by row, as RFC 4180 writes it; lines may end in any way.</summary>
internal sealed class Csv(string text)
{
    private const int MaxColumns = 1000;
    private const int MaxCell = 10_000;
    private const char Delimiter = ',';
    private const char Quote = '"';

    // What some programs put before UTF-8.
    private int at = text.StartsWith('\uFEFF') ? 1 : 0;
    private int lines = 1;

    /// <summary>The line on which the row at hand begins, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Why there is no further row though the text goes on; null: it is at its end.</summary>
    public string? Problem { get; private set; }

    /// <summary>The next row; null at the end, or at what is no CSV. Empty lines are passed over.</summary>
    public List<string>? Next()
    {
        while (at < text.Length && EndsLine()) { }
        if (at >= text.Length || Problem is not null)
            return null;
        Line = lines;
        var cells = new List<string>();
        while (true)
        {
            if (cells.Count == MaxColumns)
                Problem = $"more than {MaxColumns} columns";
            if (Problem is not null || (at < text.Length && text[at] == Quote ? Quoted() : Plain()) is not { } cell)
                return null;
            cells.Add(cell);
            if (at >= text.Length || EndsLine())
                return cells;
            at++;
        }
    }

    // Steps over the end of a line, if this is one.
    private bool EndsLine()
    {
        if (text[at] is not ('\r' or '\n'))
            return false;
        at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        lines++;
        return true;
    }

    private string? Plain()
    {
        var length = text.AsSpan(at).IndexOfAny(Delimiter, '\r', '\n');
        var end = length < 0 ? text.Length : at + length;
        var cell = Cell(at, end);
        at = end;
        return cell;
    }

    private string? Cell(int start, int end)
    {
        if (end - start <= MaxCell)
            return text[start..end];
        Problem = $"a cell of more than {MaxCell} characters";
        return null;
    }

    private string? Quoted()
    {
        var start = ++at;
        while (true)
        {
            var length = text.AsSpan(at).IndexOf(Quote);
            if (length < 0)
            {
                Problem = "a quote is not closed";
                return null;
            }

            at += length + 1;
            if (at < text.Length && text[at] == Quote)
                at++;
            else
                break;
        }

        if (at < text.Length && text[at] is not (Delimiter or '\r' or '\n'))
        {
            Problem = "text stands behind a closing quote";
            return null;
        }

        var cell = Cell(start, at - 1);
        lines += cell.AsSpan().Count('\n');
        return cell?.Replace("\"\"", "\"", StringComparison.Ordinal);
    }
}
