namespace MockUserApis.Tests.Issues;

/// <summary>
/// The diagnosis repairs a body with the spec's example; where the spec shares one by reference, it was a 500.
/// </summary>
public sealed class ExampleByReferenceTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Diagnosis_OfABodyThatIsRefused_HasARequestThatWorks(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        foreach (var body in new[] { "[]", "{", "\"x\"", "{\"a\":1,\"a\":2}" })
        {
            var entry = await calls.EntryAsync(await calls.SendAsync(System.Text.Encoding.UTF8.GetBytes(body)));
            // None where the example's user is not there: it would be refused.
            if (!entry.GetProperty("diagnosis").TryGetProperty("curl", out var line))
                continue;
            var curl = ShellCurl.Parse(line.GetString()!);
            var wire = mock.Wire(mock.Asked(slug));
            var done = await wire.SendAsync(curl.Method, curl.Target, curl.Headers, curl.Body);
            done.Status.ShouldBeInRange(200, 299, $"{line} → {done.Text}");
        }
    }
}
