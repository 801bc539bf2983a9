using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MockUserApis.Kernel.Operations;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// The coverage report as one page without scripts, to be kept as a file: <c>coverage.html</c>, filled in.
/// </summary>
internal static class CoveragePage
{
    private const string Heads = "<th>Operation<th>Seen<th>Statuses<th>Fields: absent, null, value<th>Words";

    private static readonly string Page = Read();

    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{HashOf(Style)}'";

    private static string Style =>
        Page[
            (Page.IndexOf("<style>", StringComparison.Ordinal) + "<style>".Length)..Page.IndexOf(
                "</style>",
                StringComparison.Ordinal
            )
        ];

    public static ContentHttpResult Of(CoverageView view, HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        // The sandbox's name last: what it says is no place to fill in.
        var page = Page.Replace("{total}", Percent(view.Total), StringComparison.Ordinal)
            .Replace("{vendors}", string.Concat(view.Vendors.Select(Vendor)), StringComparison.Ordinal)
            .Replace("{sandbox}", Text(view.Sandbox), StringComparison.Ordinal);
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }

    private static string Vendor(VendorCoverage vendor) =>
        $"<h2>{Text(vendor.Api ?? vendor.Vendor)}: {Percent(vendor.Score)}</h2>"
        + $"<table><tr>{Heads}</tr>{string.Concat(vendor.Operations.Select(Row))}</table>"
        + NotMocked(vendor.NotMocked)
        + Assumed(vendor.Assumed);

    private static string Row(OperationCoverage operation) =>
        $"<tr><td><code>{Text(operation.Method + " " + operation.Path)}</code><td>{Percent(operation.Score)}"
        + $"<td>{Marks(operation.Statuses)}"
        + $"<td>{string.Concat(operation.Fields.Select(f => $"{Text(f.Key)} {Marks(f.Value)}<br>"))}"
        + $"<td>{string.Concat(operation.Enums.Select(e => $"{Text(e.Key)} {Marks(e.Value)}<br>"))}";

    private static string NotMocked(IReadOnlyList<NotMockedCoverage> asked) =>
        List(
            "Asked for, and the mock does not have it though the vendor does:",
            asked.Select(a =>
                string.Create(CultureInfo.InvariantCulture, $"<code>{Text(a.Method + " " + a.Path)}</code> {a.Count} ×")
            )
        );

    private static string Assumed(IReadOnlyList<RuleView> rules) =>
        List(
            "Relied on what nobody outside the vendor knows (ASSUMED):",
            rules.Select(r => $"<code>{Text(r.Name)}</code> {Text(r.Reason ?? "")}")
        );

    private static string List(string title, IEnumerable<string> items)
    {
        var all = string.Concat(items.Select(i => "<li>" + i));
        return all.Length == 0 ? "" : $"<p class=a>{title}</p><ul>{all}</ul>";
    }

    private static string Marks(IReadOnlyDictionary<string, bool> cells) =>
        string.Concat(cells.Select(c => (c.Value ? "<span class=y>✓" : "<span class=n>·") + Text(c.Key) + "</span> "));

    private static string Percent(CoverageScore score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.Percent} % ({score.Seen} of {score.All})");

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string HashOf(string style) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

    private static string Read()
    {
        using var file = typeof(CoveragePage).Assembly.GetManifestResourceStream("coverage.html")!;
        using var text = new StreamReader(file);
        return text.ReadToEnd();
    }
}
