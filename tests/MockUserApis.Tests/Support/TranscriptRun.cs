using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.Support;

/// <summary>Plays a transcript against a sandbox of its own.</summary>
internal static class TranscriptRun
{
    public static async Task PlayAsync(MockFixture mock, Vendor vendor, Transcript transcript)
    {
        var options = transcript
            .Directives.Where(d => d.Key is "profile" or "seed" or "population")
            .ToDictionary(
                d => d.Key,
                d => (object)(long.TryParse(d.Value, CultureInfo.InvariantCulture, out var n) ? n : d.Value)
            );
        var sandbox = await mock.SandboxAsync(JsonSerializer.Serialize(options));
        if (transcript.Directives.TryGetValue("clock", out var now))
            await sandbox.ArrangeAsync("POST", "/clock", $$"""{"now":"{{now}}","freeze":true}""");
        foreach (var step in transcript.Steps)
        {
            var words = step.Request.Split(' ', 3);
            if (step.IsControl)
                await sandbox.ArrangeAsync(words[0], words[1], words.Length > 2 ? words[2] : null);
            else
                await ExchangeAsync(
                    sandbox,
                    vendor,
                    step,
                    words[0],
                    words[1],
                    mayDepart: transcript.Directives.ContainsKey("answers")
                );
        }
    }

    private static async Task ExchangeAsync(
        TestSandbox sandbox,
        Vendor vendor,
        Step step,
        string method,
        string target,
        bool mayDepart
    )
    {
        var headers = step.RequestHeaders.SelectMany(h =>
            h == "{credential}"
                ? sandbox.Credential(vendor)
                :
                [
                    new KeyValuePair<string, string>(
                        h[..h.IndexOf(':', StringComparison.Ordinal)],
                        h[(h.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
                    ),
                ]
        );
        // Parts are set apart by both.
        var isOfParts = step.RequestHeaders.Exists(h => h.Contains(": multipart/", StringComparison.Ordinal));
        var text = string.Join(isOfParts ? "\r\n" : "\n", step.RequestBody);
        var body = step.RequestBody.Count == 0 ? null : Encoding.UTF8.GetBytes(text);
        var answer = await sandbox.SendAsync(vendor, method, target, headers, body, mayDepart);
        var about =
            $"{step.Request}\n← {answer.Status} "
            + $"{string.Join("; ", answer.Headers.Select(h => $"{h.Key}: {h.Value}"))}\n{answer.Text}";
        answer.Status.ToString(CultureInfo.InvariantCulture).ShouldBe(step.Status, about);
        foreach (var header in step.AnswerHeaders)
            Header(header, answer, about);
        if (step.AnswerBody is not { } expected)
            return;
        var wanted = string.Join('\n', expected);
        if (wanted.StartsWith("~ ", StringComparison.Ordinal))
            JsonSubset.Check(JsonDocument.Parse(wanted[2..]).RootElement, answer.Json, about);
        else
            Like(wanted, answer.Text).ShouldBeTrue($"expected {wanted}\n{about}");
    }

    private static void Header(string line, WireAnswer answer, string about)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
        if (value.Length == 0)
            answer.Header(name).ShouldBeNull($"{name}: {about}");
        else
            Like(value, answer.Header(name).ShouldNotBeNull($"{name}: {about}"))
                .ShouldBeTrue($"{name}: expected {value}\n{about}");
    }

    // {*} stands for any run of characters.
    private static bool Like(string pattern, string actual) =>
        Regex.IsMatch(
            actual,
            @"\A" + string.Join(".*?", pattern.Split("{*}").Select(Regex.Escape)) + @"\z",
            RegexOptions.Singleline
        );
}
