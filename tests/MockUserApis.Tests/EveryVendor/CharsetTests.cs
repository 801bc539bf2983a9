using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// Parameters of <c>application/json</c> that HTTP libraries add: lenient lets pass what frameworks do; a refusal names
/// the parameter.
/// </summary>
public sealed class CharsetTests(MockFixture mock)
{
    private const string Json = "application/json";

    private static readonly string[] Plain =
    [
        "",
        "; charset=utf-8",
        ";CHARSET=UTF-8",
        "; charset=\"utf-8\"",
        " ; charset=Utf-8",
        "; version=1",
    ];

    private static readonly string[] Forgiven =
    [
        "; charset=utf8",
        ";charset=UTF8",
        "; charset=\"utf8\"",
        "; charset=us-ascii",
        "; charset=ASCII",
        ";",
        "; ",
        ";;",
        "; charset=utf-8;",
    ];

    private static readonly string[] Refused =
    [
        "; charset=iso-8859-1",
        "; charset=latin1",
        "; charset=utf-16",
        "; charset=UTF-16LE",
        "; charset=utf-7",
        "; charset=nonsense",
        "; charset=",
        "; charset=\"\"",
        "; charset=\"",
        "; charset=utf-8; charset=utf-16",
        "; charset=utf-8; charset=utf-8",
    ];

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Strict_AnyOtherCharset_Is415AndTheDiagnosisNamesIt(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (var type in Forgiven.Concat(Refused))
            await RefusedAsync(calls, type, Ascii(calls.Good));
    }

    [Theory]
    [MemberData(nameof(ContentEncodingTests.Updates), MemberType = typeof(ContentEncodingTests))]
    public async Task Lenient_WhatFrameworksTake_PassesWithAFinding(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation, "lenient");
        calls.MayDepart = true;
        var body = Ascii(calls.Good);
        foreach (var type in Plain)
        {
            var answer = await calls.SendAsync(body, Json + type);
            answer.Status.ShouldBeLessThan(300, $"{type}: {answer.Text}");
            (await HeadersAsync(calls, answer)).ShouldBeEmpty(type);
        }

        foreach (var type in Forgiven)
        {
            var answer = await calls.SendAsync(body, Json + type);
            answer.Status.ShouldBeLessThan(300, $"{type}: {answer.Text}");
            answer.Header("X-Mock-Evidence").ShouldBe("ASSUMED", type);
            var finding = (await HeadersAsync(calls, answer)).Single();
            finding.GetProperty("pointer").GetString().ShouldBe("/Content-Type");
            finding.GetProperty("refused").GetBoolean().ShouldBeFalse();
        }

        foreach (var type in Refused)
            await RefusedAsync(calls, type, body);
        var wide = Encoding.UTF8.GetBytes(calls.Good.Replace("\":\"", "\":\"é", StringComparison.Ordinal));
        await RefusedAsync(calls, "; charset=us-ascii", wide);
    }

    private static async Task RefusedAsync(BodyCalls calls, string type, byte[] body)
    {
        var answer = await calls.SendAsync(body, Json + type);
        answer.Status.ShouldBe(415, $"{type}: {answer.Text}");
        answer.Header("X-Mock-Evidence").ShouldBe("ASSUMED", type);
        var diagnosis = (await calls.EntryAsync(answer)).GetProperty("diagnosis");
        var problem = diagnosis.GetProperty("problems").EnumerateArray().Single();
        problem.GetProperty("in").GetString().ShouldBe("header", type);
        problem.GetProperty("pointer").GetString().ShouldBe("/Content-Type", type);
        problem.GetProperty("evidence").GetString().ShouldBe("ASSUMED", type);
        problem.GetProperty("expected").GetString()!.ShouldContain("charset", Case.Sensitive, type);
        if (!diagnosis.TryGetProperty("curl", out var curl))
            return;
        curl.GetString()!.ShouldNotContain("charset", Case.Insensitive, type);
    }

    private static async Task<JsonElement[]> HeadersAsync(BodyCalls calls, WireAnswer answer)
    {
        var findings = (await calls.EntryAsync(answer)).GetProperty("findings").EnumerateArray();
        return [.. findings.Where(f => f.GetProperty("in").GetString() == "header")];
    }

    // The serialiser escapes what is not ASCII.
    private static byte[] Ascii(string good) =>
        JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(good).RootElement);
}
