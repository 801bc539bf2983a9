using System.Globalization;

namespace MockUserApis.Tests.Support;

/// <summary>
/// Every answer that a test receives from a vendor must be one that the vendor's spec declares for that operation and
/// status: media type, body, and nothing undeclared in it.
/// </summary>
internal static class ResponseLaw
{
    public static void Check(Asked asked, string method, string target, WireAnswer answer, bool mayDepart = false)
    {
        var api = asked.Api;
        answer.Header("X-Mock-Exchange").ShouldNotBeNull($"{method} {target} → {answer.Status} {answer.Text}");
        Enum.TryParse<Evidence>(answer.Header("X-Mock-Evidence"), out _).ShouldBeTrue();
        var path = target.Split('?')[0];
        var operation = api.Contract.Find(path, method).Operations?.FirstOrDefault(o => o.Method == method);
        if (operation is null)
            return;
        var about = $"{method} {target} → {answer.Status} {answer.Text}";
        var declared = operation
            .AnswerFor(answer.Status)
            .ShouldNotBeNull($"{operation.Id} does not declare {answer.Status}: {about}");
        if (declared.Content.Count == 0)
        {
            answer.Body.ShouldBeEmpty($"{operation.Id} {declared.Status} declares no body: {about}");
            return;
        }

        var type = answer.Header("Content-Type").ShouldNotBeNull(about);
        var media = declared.Content.FirstOrDefault(c =>
            type == c.Key || type.StartsWith(c.Key + ";", StringComparison.Ordinal)
        );
        media.Key.ShouldNotBeNull($"{operation.Id} {declared.Status} does not declare {type}: {about}");
        if (mayDepart || media.Value is not { } schema || !media.Key.Contains("json", StringComparison.Ordinal))
            return;
        var broken = SchemaCheck
            .Response(schema, answer.Json)
            .Select(f =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{f.Pointer}: {f.Keyword}, expected {f.Expected}, was {f.Actual}"
                )
            );
        broken.ShouldBeEmpty($"{operation.Id} {declared.Status}: {about}");
    }
}
