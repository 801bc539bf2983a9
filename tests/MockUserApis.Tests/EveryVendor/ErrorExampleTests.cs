using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>Every example of an error in a spec is what the mock sends, byte by byte.</summary>
public sealed class ErrorExampleTests(MockFixture mock)
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What any request can get: each operation that declares it sends the example.</summary>
    private static readonly string[] OfEveryOperation = ["401", "413", "415", "429", "500", "default"];

    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Error_OfTheSpec_IsWhatIsSent(string slug)
    {
        var vendor = mock.Asked(slug);
        var sandbox = await mock.SandboxAsync("""{"seed":3,"population":3}""");
        var open = new Dictionary<string, string>();
        var sent = new HashSet<string>();
        var lacking = new List<string>();
        foreach (var operation in vendor.Api.Contract.Operations)
        {
            var examples = Examples.Answers(vendor, operation).Where(a => !a.Status.StartsWith('2')).ToList();
            var answers = await AnswersAsync(sandbox, vendor, operation);
            foreach (var (status, _, example) in examples)
            {
                var text = JsonSerializer.Serialize(example.Value, Compact);
                var got = answers.Where(a => Fits(status, a)).Select(a => a.Text).ToHashSet();
                if (got.Contains(text))
                    sent.Add(status + text);
                else
                    open[status + text] = About(operation, status, example, text, got);
            }

            foreach (var status in OfEveryOperation.Intersect(examples.Select(e => e.Status)))
            {
                var texts = examples
                    .Where(e => e.Status == status)
                    .Select(e => JsonSerializer.Serialize(e.Example.Value, Compact));
                var isSent = answers.Exists(a => Fits(status, a) && texts.Contains(a.Text));
                if (!isSent)
                    lacking.Add($"{operation.Id} sends no example of {status}.");
            }
        }

        sent.ShouldNotBeEmpty();
        open.Where(o => !sent.Contains(o.Key)).Select(o => o.Value).Concat(lacking).ShouldBeEmpty();
    }

    private static bool Fits(string status, WireAnswer answer) =>
        status == "default" ? answer.Status == 503 : answer.Status.ToString(Invariant) == status;

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    // Of what was sent, the likeliest to be meant.
    private static string About(
        Operation operation,
        string status,
        Example example,
        string text,
        IReadOnlyCollection<string> got
    )
    {
        var likely = got.OrderByDescending(g => g.Zip(text).TakeWhile(p => p.First == p.Second).Count()).Take(3);
        return $"{operation.Id} {status} {example.Name}\n  the spec: {text}\n  was sent: {string.Join('\n', likely)}";
    }

    private async Task<List<WireAnswer>> AnswersAsync(TestSandbox sandbox, Asked vendor, Operation operation)
    {
        var answers = new List<WireAnswer>();
        foreach (var wrong in Provocation.Of(vendor, operation).Concat(Provocation.OfExamples(vendor, operation)))
        {
            sandbox.Inside.Reset();
            await wrong.ArrangeAsync(sandbox);
            var (method, target, headers, body) = wrong.Make(sandbox);
            if (wrong.Twice)
                await mock.Wire(vendor).SendAsync(method, target, headers, body);
            var answer = await mock.Wire(vendor).SendAsync(method, target, headers, body);
            // By another method it is another operation's answer, unless the path refuses the method.
            if (method == operation.Method || answer.Status == 405)
                answers.Add(answer);
        }

        return answers;
    }
}
