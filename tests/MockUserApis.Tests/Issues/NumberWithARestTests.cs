namespace MockUserApis.Tests.Issues;

/// <summary>A parameter's text was read as JSON up to the first value: <c>5 x</c> and <c> 5</c> passed for 5.</summary>
public sealed class NumberWithARestTests(MockFixture mock)
{
    private static readonly string[] NoNumbers =
    [
        "5%20x",
        "%205",
        "5%20",
        "5%0A",
        "5,6",
        "5%5B",
        "%2B5",
        "true%20",
        "5%00",
    ];

    /// <summary>Every parameter of a query that is a number or a boolean.</summary>
    public static TheoryData<string, string, string> Parameters =>
        [
            .. from vendor in MockFixture.Contracts
            from operation in vendor.Api.Contract.Operations
            from parameter in operation.Parameters
            where parameter.In == "query" && IsTyped(parameter.Schema)
            select (vendor.Slug, operation.Id, parameter.Name),
        ];

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Parameter_WithMoreThanItsNumber_IsRefused(string slug, string operation, string parameter)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync("""{"population":5,"rateLimits":false}""");
        var (target, _) = Examples.Path(vendor.Api.Contract[operation]);
        var method = vendor.Api.Contract[operation].Method;
        foreach (var text in NoNumbers)
        {
            var answer = await sandbox.CallAsync(vendor, method, $"{target}?{parameter}={text}");
            answer.Status.ShouldBeInRange(400, 499, $"{parameter}={text}: {answer.Text}");
            var entry = (await sandbox.MockAsync("GET", $"/requests/{answer.Header("X-Mock-Exchange")}")).Json;
            var findings = entry.GetProperty("findings").EnumerateArray();
            findings
                .Where(f => f.GetProperty("refused").GetBoolean())
                .Select(f => f.GetProperty("pointer").GetString())
                .ShouldContain("/" + parameter, $"{parameter}={text}: {entry}");
        }
    }

    private static bool IsTyped(Schema schema) =>
        schema.Type is JsonTypes.Integer or JsonTypes.Number or JsonTypes.Boolean;
}
