using System.Text;

namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>What a form can be beside the transcripts: bounds, lengths, secrets.</summary>
public sealed class FormLoginTests(MockFixture mock)
{
    private const string Target = "/authService/accounts/login";
    private const string Form = "application/x-www-form-urlencoded";

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task Form_OfThisSandbox_OpensItAndLeavesNoSecretInTheJournal()
    {
        var sandbox = await mock.SandboxAsync();
        var (user, password) = MockUserApis.Vendors.VoltMx.VoltMx.Account(sandbox.Name);
        var answer = await SendAsync(sandbox, $"userid={user}&password={password}");
        answer.Status.ShouldBe(200, answer.Text);
        (await SendAsync(sandbox, $"userid={user}&password={password}&password={password}")).Status.ShouldBe(400);
        var journal = (await sandbox.MockAsync("GET", "/requests")).Text;
        journal.ShouldContain(Target);
        journal.ShouldNotContain(password);
    }

    [Theory]
    [InlineData("strict", 400)]
    [InlineData("lenient", 200)]
    public async Task Form_WithAnUnknownKey_IsRefusedInStrictAndNotedInLenient(string profile, int status)
    {
        var sandbox = await mock.SandboxAsync($$"""{"profile":"{{profile}}"}""");
        var answer = await SendAsync(sandbox, "userid=mock&password=mock&remember=1");
        answer.Status.ShouldBe(status, answer.Text);
        answer.Header("X-Mock-Findings").ShouldBe("1");
    }

    [Fact]
    public async Task Form_OfTooManyKeys_IsRefused()
    {
        var sandbox = await mock.SandboxAsync("""{"profile":"lenient"}""");
        var many = string.Concat(Enumerable.Range(0, 999).Select(i => $"&k{i}=1"));
        (await SendAsync(sandbox, "userid=mock" + many)).Status.ShouldBe(400);
        var entry = await sandbox.MockAsync("GET", "/requests?operation=login");
        entry.Text.ShouldNotContain("more than");
        var more = await SendAsync(sandbox, "userid=mock&password=mock" + many);
        more.Status.ShouldBe(400, more.Text);
        var told = await sandbox.MockAsync("GET", $"/requests/{more.Header("X-Mock-Exchange")}");
        told.Text.ShouldContain("more than 1000 keys");
    }

    [Fact]
    public async Task Form_LongerThanABodyMayBe_IsTooLarge()
    {
        var answer = await SendAsync(await mock.SandboxAsync(), "userid=mock&password=" + new string('x', 1 << 20));
        answer.Status.ShouldBe(413);
        answer.Text.ShouldBe("""{"message":"Request entity too large"}""");
    }

    [Fact]
    public async Task Form_ShorterThanItsLength_IsRefused()
    {
        var port = mock.Port(VoltMx);
        var head =
            $"POST {Target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: {Form}\r\nContent-Length: 4\r\n"
            + "Connection: close\r\n\r\nuserid=mock&password=mock";
        var answer = Wire.Parse(await new Wire(port).RawAsync(Encoding.ASCII.GetBytes(head)));
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldBe("""{"message":"Invalid request format"}""");
    }

    private Task<WireAnswer> SendAsync(TestSandbox sandbox, string body) =>
        sandbox.SendAsync(
            VoltMx,
            "POST",
            Target,
            [new("Content-Type", Form), new("X-Mock-Sandbox", sandbox.Name)],
            Encoding.UTF8.GetBytes(body)
        );
}
