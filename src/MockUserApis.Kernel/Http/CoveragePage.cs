using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MockUserApis.Kernel.Operations;

namespace MockUserApis.Kernel.Http;

/// <summary>The coverage report as one page without scripts.</summary>
internal static class CoveragePage
{
    private const string Style = """
        :root{color-scheme:light dark;--yes:#1a7f37;--no:#8c8c8c;--warn:#9a6700}@media(prefers-color-scheme:dark){:root{--yes:#3fb950;--no:#7d8590;--warn:#d29922}}
        body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:.5rem 0 1.5rem}
        td,th{padding:.15rem .6rem;text-align:left;border-bottom:1px solid #8884}.y{color:var(--yes)}.n{color:var(--no)}.a{color:var(--warn)}code{font:13px ui-monospace,monospace}
        """;

    public static ContentHttpResult Of(CoverageView view, HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";
        var page = new StringBuilder(
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Contract coverage</title><style>"
        )
            .Append(Style)
            .Append("</style><h1>Contract coverage of ")
            .Append(Text(view.Sandbox))
            .Append(": ")
            .Append(Percent(view.Total))
            .Append("</h1>");
        foreach (var vendor in view.Vendors)
            Vendor(page, vendor);
        return TypedResults.Content(page.ToString(), "text/html; charset=utf-8");
    }

    private static void Vendor(StringBuilder page, VendorCoverage vendor)
    {
        page.Append("<h2>")
            .Append(Text(vendor.Api ?? vendor.Vendor))
            .Append(": ")
            .Append(Percent(vendor.Score))
            .Append("</h2><table><tr><th>Operation<th>Seen<th>Statuses<th>Fields: absent, null, value<th>Words</tr>");
        foreach (var o in vendor.Operations)
        {
            page.Append("<tr><td><code>")
                .Append(Text(o.Method + " " + o.Path))
                .Append("</code><td>")
                .Append(Percent(o.Score))
                .Append("<td>");
            Marks(page, o.Statuses);
            page.Append("<td>");
            foreach (var (field, cells) in o.Fields)
            {
                page.Append(Text(field)).Append(' ');
                Marks(page, cells);
                page.Append("<br>");
            }
            page.Append("<td>");
            foreach (var (field, words) in o.Enums)
            {
                page.Append(Text(field)).Append(' ');
                Marks(page, words);
                page.Append("<br>");
            }
        }

        page.Append("</table>");
        NotMocked(page, vendor.NotMocked);
        if (vendor.Assumed.Count == 0)
            return;
        page.Append("<p class=a>Relied on what nobody outside the vendor knows (ASSUMED):</p><ul>");
        foreach (var rule in vendor.Assumed)
            page.Append("<li><code>").Append(Text(rule.Name)).Append("</code> ").Append(Text(rule.Reason ?? ""));
        page.Append("</ul>");
    }

    private static void NotMocked(StringBuilder page, IReadOnlyList<NotMockedCoverage> asked)
    {
        if (asked.Count == 0)
            return;
        page.Append("<p class=a>Asked for, and the mock does not have it though the vendor does:</p><ul>");
        foreach (var one in asked)
        {
            page.Append("<li><code>")
                .Append(Text(one.Method + " " + one.Path))
                .Append("</code> ")
                .Append(CultureInfo.InvariantCulture, $"{one.Count} ×");
        }

        page.Append("</ul>");
    }

    private static void Marks(StringBuilder page, IReadOnlyDictionary<string, bool> cells)
    {
        foreach (var (name, seen) in cells)
            page.Append(seen ? "<span class=y>✓" : "<span class=n>·").Append(Text(name)).Append("</span> ");
    }

    private static string Percent(CoverageScore score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.Percent} % ({score.Seen} of {score.All})");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
