using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>A body that is not read is a departure from the contract as one with a wrong field is.</summary>
public sealed class UnreadBodyTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Body_NotRead_IsAFindingThatRefused(string api)
    {
        var (sandbox, vendor) = (await mock.SandboxAsync("""{"rateLimits":false}"""), mock.Asked(api));
        foreach (
            var operation in vendor.Api.Contract.Operations.Where(o => o is { BodyRequired: true, TakesJson: true })
        )
        {
            var target = Examples.Path(operation).Target;
            await FoundAsync(target, operation.Method, "text/plain", "{}", "header /Content-Type mediaType");
            await FoundAsync(target, operation.Method, null, "{}", "header /Content-Type mediaType");
            await FoundAsync(target, operation.Method, "application/json", "{", "body  syntax");
            await FoundAsync(target, operation.Method, "application/json", "", "body  required");
        }

        async Task FoundAsync(string target, string method, string? type, string body, string expected)
        {
            List<KeyValuePair<string, string>> headers = [.. sandbox.Credential(vendor)];
            if (type is not null)
                headers.Add(new("Content-Type", type));
            var answer = await sandbox.SendAsync(vendor, method, target, headers, Encoding.UTF8.GetBytes(body));
            var about = $"{method} {target} {type}: {answer.Text}";
            answer.Status.ShouldBeInRange(400, 499, about);
            answer.Header("X-Mock-Findings").ShouldNotBeNull(about);
            var entry = (await sandbox.MockAsync("GET", "/requests/" + answer.Header("X-Mock-Exchange"))).Json;
            var refused = entry
                .GetProperty("findings")
                .EnumerateArray()
                .Single(f => f.GetProperty("refused").GetBoolean());
            string[] parts = ["in", "pointer", "keyword"];
            string.Join(' ', parts.Select(p => refused.GetProperty(p).GetString())).ShouldBe(expected, about);
            entry.GetProperty("diagnosis").GetProperty("party").GetString().ShouldBe("client", about);
        }
    }
}
