using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>Bodies that are no JSON object: a 4xx in the vendor's shape, and the user stays as it was.</summary>
public sealed class MalformedBodyTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public Task Body_NotAJsonObject_IsRefusedInTheVendorsShape(string slug, string operation) =>
        RefusesAllAsync(slug, operation, "strict");

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public Task Body_NotAJsonObjectLenient_IsRefusedAllTheSame(string slug, string operation) =>
        RefusesAllAsync(slug, operation, "lenient");

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Body_EmptyOrMissing_IsRefused(string slug, string operation)
    {
        if (!mock.Api(slug).Contract[operation].BodyRequired)
            return;
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        string?[] problems =
        [
            await calls.ProblemAsync("Content-Length: 0", await calls.SendAsync([])),
            await calls.ProblemAsync("no body", await calls.SendAsync(null)),
            await calls.ProblemAsync("no body and no media type", await calls.SendAsync(null, null)),
            await calls.ProblemAsync(
                "no chunk",
                await calls.RawAsync("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"u8.ToArray())
            ),
        ];
        problems.Where(p => p is not null).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Body_OfAnotherMediaType_IsRefused(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        var problems = new List<string?>();
        foreach (
            var type in new[]
            {
                null,
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonx",
                "nonsense",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
            }
        )
        {
            problems.Add(
                await calls.ProblemAsync(
                    type ?? "no media type",
                    await calls.SendAsync(Encoding.UTF8.GetBytes(calls.Good), type)
                )
            );
        }

        problems.Where(p => p is not null).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(BodyCalls.Operations), MemberType = typeof(BodyCalls))]
    public async Task Body_OverTheLimit_IsRefusedHoweverItIsSent(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        var large = Encoding.UTF8.GetBytes(calls.Good[..^1] + ",\"mockField\":\"" + new string('x', 1 << 20) + "\"}");
        var chunk = Encoding.UTF8.GetBytes($"{large.Length:x}\r\n");
        var sent = await calls.SendAsync(large);
        var chunked = await calls.RawAsync(
            "Transfer-Encoding: chunked\r\n",
            [.. chunk, .. large, .. "\r\n0\r\n\r\n"u8]
        );
        var announced = await calls.RawAsync("Content-Length: 99999999999\r\n", []);
        string?[] problems =
        [
            await calls.ProblemAsync("in one", sent),
            await calls.ProblemAsync("chunked", chunked),
            await calls.ProblemAsync("announced only", announced),
        ];
        problems.Where(p => p is not null).ShouldBeEmpty();
        chunked.Status.ShouldBe(sent.Status);
        announced.Status.ShouldBe(sent.Status);
    }

    private async Task RefusesAllAsync(string slug, string operation, string profile)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation, profile);
        var problems = new List<string>();
        foreach (var (name, body) in calls.Bad)
        {
            if (await calls.ProblemAsync(name, await calls.SendAsync(body)) is { } problem)
                problems.Add(problem);
        }

        problems.ShouldBeEmpty();
    }
}
