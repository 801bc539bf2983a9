using System.Text;
using Microsoft.Net.Http.Headers;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Holds the headers that say how a body is written against the contract: JSON, or a form or a file where the operation
/// takes one, in UTF-8, as it is.
/// </summary>
internal static class BodyForm
{
    private const string Json = Operation.JsonType;
    private const string JsonInUtf8 = "application/json; charset=utf-8";

    /// <summary>The refusal, or null; then the body is what it may be as far as its headers tell.</summary>
    public static Reply? Refused(Exchange exchange, long limit)
    {
        var headers = exchange.Http.Request.Headers;
        var encoding = headers.ContentEncoding;
        if (encoding.Count > 0 && Encoding(exchange, encoding.ToString(), limit) is { } no)
            return no;
        string? type = headers.ContentType;
        var isPlain = type is Json or JsonInUtf8 && exchange.Operation!.TakesJson;
        return isPlain ? null : MediaType(exchange, type);
    }

    private static Reply? Encoding(Exchange exchange, string sent, long limit)
    {
        if (sent.Length == 0 || sent.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return null;
        var rules = exchange.Api.BodyRules;
        var coding = Inflation.CodingOf(sent);
        const string expected = "no Content-Encoding: the body as it is";
        var finding = Header("Content-Encoding", "encoding", expected, sent, rules.Encoding);
        var forgiven = rules.Inflates && coding is (Coding.Gzip or Coding.Deflate);
        var refused = exchange.Departs(finding, new Refusal.WrongEncoding(sent), forgiven);
        // Of a refused one too: the journal then shows what the client meant, and its curl sends that.
        var outcome = Inflation.Run(exchange, coding, limit);
        if (refused is not null)
            return refused;
        return outcome switch
        {
            InflationOutcome.TooLarge => exchange.Refuse(new Refusal.TooLarge(limit)),
            InflationOutcome.Broken => UnreadBody.Refuse(
                exchange,
                new Refusal.Malformed($"the body is not {sent}, as Content-Encoding says", 1, 1)
            ),
            _ => null,
        };
    }

    private static Reply? MediaType(Exchange exchange, string? sent)
    {
        var semicolon = sent?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = semicolon < 0 ? sent : sent.AsSpan(0, semicolon).Trim(" \t");
        var refusal = new Refusal.WrongMediaType(sent);
        exchange.Form = FormBody.RuleOf(exchange.Operation!, sent);
        var isJson = exchange.Operation!.TakesJson && type.Equals(Json, StringComparison.OrdinalIgnoreCase);
        if (!isJson && exchange.Form is null)
            return UnreadBody.Refuse(exchange, refusal);
        if (semicolon < 0)
            return null;
        var verdict = Parameters(sent!, exchange.BodyBytes.Span);
        if (verdict == Charset.Utf8)
            return null;
        var expected = (isJson ? Json : type.ToString()) + " without another charset than utf-8";
        var finding = Header("Content-Type", "charset", expected, sent!, exchange.Api.BodyRules.Charset);
        return exchange.Departs(finding, refusal, forgiven: verdict == Charset.Forgiven);
    }

    private enum Charset : byte
    {
        Utf8,
        Forgiven,
        Other,
    }

    private static Charset Parameters(string sent, ReadOnlySpan<byte> body)
    {
        var whole = sent.TrimEnd(' ', '\t', ';');
        if (!MediaTypeHeaderValue.TryParse(whole, out var parsed))
            return Charset.Other;
        string? charset = null;
        foreach (var parameter in parsed.Parameters)
        {
            if (!parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
                continue;
            if (charset is not null)
                return Charset.Other;
            charset = HeaderUtilities.RemoveQuotes(parameter.Value).ToString().ToLowerInvariant();
        }

        return charset switch
        {
            null or "utf-8" => whole.Length == sent.TrimEnd(' ', '\t').Length ? Charset.Utf8 : Charset.Forgiven,
            "utf8" => Charset.Forgiven,
            "us-ascii" or "ascii" when Ascii.IsValid(body) => Charset.Forgiven,
            _ => Charset.Other,
        };
    }

    private static Finding Header(string name, string keyword, string expected, string sent, Rule rule) =>
        new("header", "/" + name, keyword, expected, ShownValue.Of(RawJson.Parse(RawJson.String(sent))), rule);
}
