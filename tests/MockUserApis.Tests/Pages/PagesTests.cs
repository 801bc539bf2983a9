using System.Text.RegularExpressions;
using Served = MockUserApis.Pages;

namespace MockUserApis.Tests.Pages;

public sealed partial class PagesTests(MockFixture mock)
{
    private const int MaxBytes = 150_000;

    public static TheoryData<string> Paths => [.. Served.Paths];

    public static TheoryData<string> Assets => [.. Served.AssetPaths];

    private static bool IsSwagger(string path) => path.Contains("/swagger-ui", StringComparison.Ordinal);

    [Theory]
    [InlineData("/")]
    [InlineData("/_mock")]
    public async Task Base_Opened_LeadsToTraffic(string path)
    {
        var answer = await mock.Control.SendAsync("GET", path);
        answer.Status.ShouldBe(302);
        answer.Header("Location").ShouldBe("/_mock/");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_Opened_IsHtmlWithNothingInlineAndAPolicyThatForbidsIt(string path)
    {
        var answer = await mock.Control.SendAsync("GET", path);
        answer.Status.ShouldBe(200);
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        Strict(answer);
        Inline().IsMatch(answer.Text).ShouldBeFalse(answer.Text);
        answer.Text.ShouldNotContain("://");
    }

    [Theory]
    [MemberData(nameof(Assets))]
    public async Task Asset_Loaded_HasItsTypeAndPolicy(string path)
    {
        var answer = await mock.Control.SendAsync("GET", path);
        answer.Status.ShouldBe(200);
        answer
            .Header("Content-Type")
            .ShouldBe(
                Path.GetExtension(path) switch
                {
                    ".js" => "text/javascript; charset=utf-8",
                    ".css" => "text/css; charset=utf-8",
                    _ => "image/svg+xml",
                }
            );
        Strict(answer);
        if (IsSwagger(path))
            return;
        foreach (
            var sink in (string[])
                ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
        )
            answer.Text.ShouldNotContain(sink);
    }

    [Fact]
    public async Task Pages_WithoutSwaggerUi_WeighLessThan150KilobytesTogether()
    {
        var weight = (await mock.Control.SendAsync("GET", "/_mock/")).Body.Length;
        foreach (var path in Served.AssetPaths.Where(p => !IsSwagger(p)))
            weight += (await mock.Control.SendAsync("GET", path)).Body.Length;
        weight.ShouldBeLessThan(MaxBytes);
    }

    [Fact]
    public async Task Asset_AskedForAgainByItsTag_IsNotSentAgain()
    {
        var first = await mock.Control.SendAsync("GET", "/_mock/assets/dom.js");
        var again = await mock.Control.SendAsync(
            "GET",
            "/_mock/assets/dom.js",
            [new("If-None-Match", first.Header("ETag")!)],
            null
        );
        again.Status.ShouldBe(304);
        again.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_BesideAControlToken_AreServedWhileTheirDataIsNot()
    {
        var options = new MockOptions { ControlToken = "open-sesame-open-sesame" };
        await using var server = await Server.StartAsync(options, pages: MockHost.UsePages);
        (await server.Control.SendAsync("GET", "/_mock/data")).Status.ShouldBe(200);
        (await server.Control.SendAsync("GET", "/_mock/vendors")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Page_OfUsersByItsFormerName_IsTheOneOfData()
    {
        var answer = await mock.Control.SendAsync("GET", "/_mock/users?vendor=foldspace&key=1");
        (answer.Status, answer.Header("Location")).ShouldBe((302, "/_mock/data?vendor=foldspace&key=1"));
    }

    [Fact]
    public async Task Pages_AskedForAtAVendorsOwnPort_AreNotThere()
    {
        var vendor = mock.Vendor(MockFixture.Known[0].Slug);
        (await mock.Wire(vendor).SendAsync("GET", "/_mock/")).Header("Content-Security-Policy").ShouldBeNull();
    }

    private static void Strict(WireAnswer answer)
    {
        var policy = answer.Header("Content-Security-Policy")!;
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
        policy.ShouldNotContain("unsafe");
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
    }

    [GeneratedRegex("""<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
