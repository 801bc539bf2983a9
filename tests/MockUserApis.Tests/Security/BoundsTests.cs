namespace MockUserApis.Tests.Security;

/// <summary>What no client needs is refused in the vendor's shape, with a finding, and changes nothing.</summary>
public sealed class BoundsTests(MockFixture mock)
{
    private const string Uc = "/api/public/users-by-id/1/";

    [Theory]
    [InlineData("PUT", "", "tags")]
    [InlineData("POST", "add_many_tags/", "tag_names")]
    public async Task UserCom_TagsBeyondTheBound_AreRefused(string method, string action, string member)
    {
        var (vendor, sandbox) = (mock.Vendor("user-com"), await Unlimited());
        string Body(int count) => $"{{\"{member}\":[{Joined(',', count, i => $"\"t{i}\"")}]}}";
        (await sandbox.CallAsync(vendor, method, Uc + action, Body(1000))).Status.ShouldBe(200);
        var refused = await sandbox.CallAsync(vendor, method, Uc + action, Body(1001));
        refused.Status.ShouldBe(400, refused.Text);
        var text = refused.Json.GetProperty("errors").GetProperty(member)[0].GetString();
        text.ShouldBe("Ensure this field has no more than 1000 elements.");
        (await Finding(sandbox, refused)).ShouldBe(("maxItems", "ASSUMED"));
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("POST", "set_multiple_attributes/")]
    public async Task UserCom_AttributesBeyondTheBound_AreRefused(string method, string action)
    {
        var (vendor, sandbox) = (mock.Vendor("user-com"), await Unlimited());
        string Body(int count) => $"{{\"city\":\"Ulm\",{Joined(',', count, i => $"\"a{i}\":{i}")}}}";
        (await sandbox.CallAsync(vendor, method, Uc + action, Body(1000))).Status.ShouldBe(200);
        var before = (await sandbox.CallAsync(vendor, "GET", Uc)).Text;
        var refused = await sandbox.CallAsync(vendor, method, Uc + action, Body(1001));
        refused.Status.ShouldBe(400, refused.Text);
        var text = refused.Json.GetProperty("errors").GetProperty("non_field_errors")[0].GetString();
        text!.ShouldContain("no more than 1000");
        (await Finding(sandbox, refused)).ShouldBe(("maxProperties", "ASSUMED"));
        (await sandbox.CallAsync(vendor, "GET", Uc)).Text.ShouldBe(before);
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(21, 400)]
    public async Task Px_FilterTerms_AreBounded(int terms, int status)
    {
        var (vendor, sandbox) = (mock.Vendor("gainsight-px"), await Unlimited());
        var and = await sandbox.CallAsync(vendor, "GET", "/v1/users?filter=" + Joined(';', terms, i => $"title!={i}"));
        and.Status.ShouldBe(status, and.Text);
        var or = await sandbox.CallAsync(vendor, "GET", "/v1/users?" + Joined('&', terms, i => $"filter=title!={i}"));
        or.Status.ShouldBe(status, or.Text);
        if (status == 400)
            (await Finding(sandbox, or)).ShouldBe(("maxItems", "ASSUMED"));
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 400)]
    public async Task Px_FilterValues_AreBounded(int length, int status)
    {
        var (vendor, sandbox) = (mock.Vendor("gainsight-px"), await Unlimited());
        var answer = await sandbox.CallAsync(vendor, "GET", "/v1/users?filter=title~" + new string('*', length));
        answer.Status.ShouldBe(status, answer.Text);
        if (status == 400)
            (await Finding(sandbox, answer)).ShouldBe(("maxLength", "ASSUMED"));
    }

    [Theory]
    [InlineData("gainsight-px", 400)]
    [InlineData("user-com", 400)]
    [InlineData("channel-talk", 422)]
    [InlineData("foldspace", 400)]
    public async Task User_ThatGrowsBeyondTheBound_StaysAsItWasAndMayShrink(string slug, int status)
    {
        var (vendor, sandbox) = (mock.Vendor(slug), await Unlimited());
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        var method = vendor.Api.Updating.Method;
        string Body(int number, int length) =>
            Members(vendor, sandbox.Key(vendor), $"\"part{number}\":\"{new string('x', length)}\"");
        for (var i = 0; i < 2; i++)
        {
            (await sandbox.CallAsync(vendor, method, target, Body(i, 1_000_000))).Status.ShouldBeLessThan(300);
        }

        var before = (await sandbox.CallAsync(vendor, "GET", target)).Text;
        var refused = await sandbox.CallAsync(vendor, method, target, Body(2, 1_000_000));
        refused.Status.ShouldBe(status, refused.Text);
        (await Finding(sandbox, refused)).ShouldBe(("maxLength", "ASSUMED"));
        (await sandbox.CallAsync(vendor, "GET", target)).Text.ShouldBe(before);
        (await sandbox.CallAsync(vendor, method, target, Body(1, 1))).Status.ShouldBeLessThan(300);
        (await sandbox.CallAsync(vendor, method, target, Body(2, 900_000))).Status.ShouldBeLessThan(300);
    }

    private static string Members(Vendor vendor, string key, string member) =>
        vendor.Slug switch
        {
            "gainsight-px" =>
                $"{{\"identifyId\":\"{key}\",\"propertyKeys\":[\"AP-1\"],\"customAttributes\":{{{member}}}}}",
            "channel-talk" => $"{{\"profile\":{{{member}}}}}",
            "foldspace" => $"{{\"userType\":\"USER\",\"identifyId\":\"{key}\",\"customAttributes\":{{{member}}}}}",
            _ => $"{{{member}}}",
        };

    private static string Joined(char mark, int count, Func<int, string> item) =>
        string.Join(mark, Enumerable.Range(0, count).Select(item));

    private Task<TestSandbox> Unlimited() => mock.SandboxAsync("""{"rateLimits":false}""");

    private static async Task<(string? Keyword, string? Evidence)> Finding(TestSandbox sandbox, WireAnswer answer)
    {
        var entry = (await sandbox.ArrangeAsync("GET", "/requests/" + answer.Header("X-Mock-Exchange"))).Json;
        var finding = entry.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("refused").GetBoolean());
        return (finding.GetProperty("keyword").GetString(), finding.GetProperty("evidence").GetString());
    }
}
