using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// The file of an import, held against all that POST and PUT would say of its rows before one of them is written. What
/// is wrong is noted on the exchange, line by line.
/// </summary>
internal sealed class ImportFile(Exchange exchange, string text)
{
    private const int MaxRows = 1000;
    private static readonly Rule[] Relied =
    [
        ImportRules.Text,
        ImportRules.Columns,
        ImportRules.Row,
        ImportRules.Known,
        ImportRules.Whole,
    ];

    private readonly Csv csv = new(text);
    private readonly ImportCheck check = new(exchange);
    private int noted;

    /// <inheritdoc cref="ImportCheck.Outgrows"/>
    public bool Outgrows => check.Outgrows;

    /// <summary>What the batch says once the rows were read.</summary>
    public int Code { get; private set; } = Batch.Imported;

    /// <summary>The rows; none when one of them is at fault.</summary>
    public async ValueTask<IReadOnlyList<ImportRow>> RowsAsync()
    {
        foreach (var rule in Relied)
            exchange.Rely(rule);
        var columns = Columns();
        var rows = new List<ImportRow>();
        while (Code != Batch.BadHeader && !Outgrows && csv.Next() is { } cells)
        {
            if (rows.Count == MaxRows)
            {
                Wrong("", "maxItems", $"at most {MaxRows} rows", "more", ImportRules.Most);
                break;
            }

            var row = new ImportRow(default, null);
            if (cells.Count != columns.Count)
                Wrong("", "columns", $"{columns.Count} columns, as the header has", $"{cells.Count}", ImportRules.Row);
            else if (ImportColumn.Row(columns, cells) is var json)
                row = await check.RowAsync(json, f => Wrong(f.Field + ": ", f.Keyword, f.Expected, f.Actual, f.Rule));
            rows.Add(row);
        }

        if (csv.Problem is { } problem)
            Wrong("", "csv", "comma-separated values", problem, ImportRules.Text);
        return Code == Batch.Imported ? rows : [];
    }

    // Null is a column that lenient leaves aside.
    private List<ImportColumn?> Columns()
    {
        var columns = new List<ImportColumn?>();
        var fields = new HashSet<string>();
        foreach (var name in csv.Next() ?? [])
        {
            var column = check.Column(name);
            var isNew = column is not null && fields.Add(column.Field);
            if (!isNew)
                Unknown(name);
            columns.Add(isNew ? column : null);
        }

        var lacking = check.Required.Where(r => !fields.Contains(r)).ToList();
        if (lacking.Count == 0 || csv.Problem is not null)
            return columns;
        Wrong("", "required", "a header with " + string.Join(", ", lacking), "a header without", ImportRules.Header);
        Code = Batch.BadHeader;
        return columns;
    }

    private void Unknown(string name)
    {
        var isIgnored = exchange.Sandbox.Profile == Profile.Lenient;
        var rule = isIgnored ? ImportRules.Ignored : ImportRules.Unknown;
        exchange.Rely(rule);
        if (noted < SchemaCheck.MaxFindings)
        {
            var sent = ShownValue.Of(RawJson.Parse(RawJson.String(name)));
            Note("additionalProperties", "columns that members have, each once", sent, rule);
        }

        if (!isIgnored)
            Code = Batch.HasErrors;
    }

    private void Wrong(string field, string keyword, string expected, string actual, Rule rule)
    {
        Note(keyword, FormattableString.Invariant($"line {csv.Line}: {field}{expected}"), actual, rule);
        Code = Batch.HasErrors;
    }

    // The file was taken, and the status tells that it is no good: no contract is broken.
    private void Note(string keyword, string expected, string actual, Rule rule)
    {
        if (noted++ < SchemaCheck.MaxFindings)
            exchange.Note(new("body", "/uploadFile", keyword, expected, actual, rule) { Breaks = false });
    }
}
