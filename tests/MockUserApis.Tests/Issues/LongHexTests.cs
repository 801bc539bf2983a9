namespace MockUserApis.Tests.Issues;

/// <summary>
/// Ids and places of pages are made of 16 to 32 hexadecimal digits: a text of more of them was a 500, where its first
/// 16 led to a number.
/// </summary>
public sealed class LongHexTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Read_OfALongHexadecimalText_IsRefusedOrFindsNothing(string api)
    {
        var (sandbox, vendor) = (await mock.SandboxAsync("""{"rateLimits":false}"""), mock.Asked(api));
        foreach (var operation in vendor.Api.Contract.Operations.Where(o => o is { Method: "GET", Body: null }))
        foreach (var digit in "0123456789abcdef")
        {
            var text = new string(digit, 40);
            var names = operation.Parameters.Where(p => p.In == "query").Select(p => $"{p.Name}={text}");
            string[] targets =
            [
                .. names.Select(n => $"{Examples.Path(operation).Target}?{n}"),
                System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{[^}]*\}", text),
            ];
            foreach (var target in targets)
            {
                var answer = await sandbox.CallAsync(vendor, "GET", target);
                answer.Status.ShouldBeLessThan(500, target);
                var entry = await sandbox.MockAsync("GET", "/requests/" + answer.Header("X-Mock-Exchange"));
                entry.Status.ShouldBe(200, target);
            }
        }
    }
}
