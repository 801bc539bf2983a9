using System.Globalization;
using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>
/// The specs' examples name users that a sandbox has from the start: a tool that is driven by examples, and a first
/// "try it out", get an answer of success. A vendor's own sample is kept as it is: where it names somebody else, the
/// path's parameter has an example of the same name, and it is not the first.
/// </summary>
public sealed class PopulationExampleTests(MockFixture mock)
{
    public static TheoryData<string, string> Operations() => ExampleTests.Operations();

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_OfTheSpecAsItStands_SucceedsInAFreshSandbox(string slug, string operation)
    {
        var vendor = mock.Asked(slug);
        var called = vendor.Api.Contract[operation];
        var bodies = Examples.Bodies(vendor, called);
        var named = bodies.Where(b => Examples.KeyOf(vendor, called, b.Example.Name) is null).ToList();
        named.FirstOrDefault().ShouldBe(bodies.Count == 0 ? null : bodies[0]);
        var target = Examples.Path(called).Target + Examples.Query(vendor, called);
        if (named.Count == 0)
            await SucceedsAsync(vendor, called, target, null);
        foreach (var body in named)
            await SucceedsAsync(vendor, called, target, body);
    }

    private async Task SucceedsAsync(Asked vendor, Operation called, string target, ExampleBody? body)
    {
        var sandbox = await mock.SandboxAsync("""{"seed":1}""");
        IEnumerable<KeyValuePair<string, string>> headers = called.Anonymous ? [] : sandbox.Credential(vendor);
        if (body is not null)
            headers = headers.Append(new("Content-Type", body.ContentType));
        var sent = body is null ? null : Encoding.UTF8.GetBytes(body.Text);
        var answer = await sandbox.SendAsync(vendor, called.Method, target, headers, sent);
        var about = $"{called.Id} {body?.Example.Name}: {called.Method} {target} → {answer.Status} {answer.Text}";
        answer.Status.ShouldBeInRange(200, 299, about);
        called.Answers.Keys.ShouldContain(answer.Status.ToString(CultureInfo.InvariantCulture), about);
    }
}
