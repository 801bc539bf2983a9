using System.Text;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.Operations;

/// <summary>An API as a request file: what editors send from it is answered.</summary>
public sealed partial class RequestFileTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    [Succeeds("GET", "/http/{api}.http")]
    public async Task File_OfAnApi_HasEveryOperationAsARequestThatWorks(string id)
    {
        var api = mock.Api(id);
        var sandbox = await mock.SandboxAsync("""{"population":20,"rateLimits":false}""");
        var file = await mock.Control.SendAsync("GET", $"/_mock/http/{id}.http?sandbox={sandbox.Name}");
        file.Status.ShouldBe(200, file.Text);
        var requests = Requests(file.Text);
        requests.Select(r => r.Name).ShouldBe(api.Contract.Operations.Select(o => o.Id));
        foreach (var request in requests)
        {
            var answer = await mock.Wire(api.Vendor)
                .SendAsync(request.Method, request.Target, request.Headers, request.Body);
            answer.Status.ShouldBeInRange(200, 299, $"{request.Name}: {answer.Text}");
            answer.Header("X-Mock-Exchange").ShouldNotBeNull(request.Name);
            await sandbox.ArrangeAsync("POST", "/reset");
        }

        file.Text.ShouldNotContain("As it stands the mock refuses it now");
    }

    [Theory]
    [InlineData("/_mock/http/acme.http", "There is no vendor \"acme\"")]
    [InlineData("/_mock/http/foldspace.http?sandbox=nowhere", "There is no sandbox \"nowhere\"")]
    public async Task File_OfWhatIsNotThere_IsAProblem(string path, string why)
    {
        var answer = await mock.Control.SendAsync("GET", path);
        answer.Status.ShouldBe(404);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain(why);
    }

    // As the editors read it: variables, then requests behind ###, a body behind an empty line.
    private static List<Sent> Requests(string file)
    {
        var variables = Variable().Matches(file).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var plain = Placeholder().Replace(file, m => variables[m.Groups[1].Value]);
        return [.. plain.Split("\n### ").Skip(1).Select(Read)];
    }

    private static Sent Read(string text)
    {
        var parts = text.TrimEnd().Split("\n\n", 2);
        var lines = parts[0].Split('\n').Skip(1).ToList();
        var name = lines.Single(l => l.StartsWith("# @name ", StringComparison.Ordinal))[8..];
        lines.RemoveAll(l => l.StartsWith('#'));
        var (method, address) = lines[0].Split(' ', 2) is [var m, var a] ? (m, a) : default;
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).Select(h => KeyValuePair.Create(h[0], h[1]));
        var body = parts.Length > 1 ? Encoding.UTF8.GetBytes(parts[1]) : null;
        return new(name, method, new Uri(address).PathAndQuery, [.. headers], body);
    }

    private sealed record Sent(
        string Name,
        string Method,
        string Target,
        IReadOnlyList<KeyValuePair<string, string>> Headers,
        byte[]? Body
    );

    [GeneratedRegex(@"^@(\w+) = (.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
