using System.Text.Json;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// A login that names its sandbox by its password alone met the faults and limits of the default one.
/// </summary>
public sealed class LoginInItsOwnSandboxTests(MockFixture mock)
{
    private const string Target = "/authService/accounts/login";
    private const string Fault = """{"operation":"login","kind":"status","status":503,"times":1}""";

    private static readonly KeyValuePair<string, string> Json = new("Content-Type", "application/json");

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task Login_IntoASandboxWithAFault_MeetsIt()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("POST", "/faults", Fault);

        (await LoginAsync(sandbox)).Status.ShouldBe(503);
        (await LoginAsync(sandbox)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Login_IntoASandboxWithALimit_IsCountedThere()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("PUT", "/limits/volt-mx", """{"requests":1,"window":"PT1H"}""");

        (await LoginAsync(sandbox)).Status.ShouldBe(200);
        (await LoginAsync(sandbox)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task Login_IntoALenientSandbox_IsCheckedAsLenientlyAsItSays()
    {
        var sandbox = await mock.SandboxAsync("""{"profile":"lenient"}""");

        (await LoginAsync(sandbox, ("remember", "1"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Login_OfAForm_IsOfTheSandboxOfItsPassword()
    {
        var sandbox = await mock.SandboxAsync();
        var (user, password) = MockUserApis.Vendors.VoltMx.VoltMx.Account(sandbox.Name);
        await sandbox.ArrangeAsync("POST", "/faults", Fault);
        var form = System.Text.Encoding.UTF8.GetBytes($"userid={user}&password={password}");

        var answer = await sandbox.SendAsync(
            VoltMx,
            "POST",
            Target,
            [new("Content-Type", "application/x-www-form-urlencoded")],
            form
        );

        answer.Status.ShouldBe(503);
    }

    [Fact]
    public async Task Login_WithATokenThatIsOverBesideIt_IsOfThePassword()
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.SendAsync(
            VoltMx,
            "POST",
            Target,
            [new(VoltMxLogin.TokenHeader, "long-over"), Json],
            Body(sandbox)
        );

        answer.Status.ShouldBe(200, answer.Text);
        (await sandbox.MockAsync("GET", "/requests?operation=login")).Text.ShouldContain(Target);
    }

    [Fact]
    public async Task Login_WithTheCredentialOfAnotherSandboxBesideIt_IsRefusedThere()
    {
        var (sandbox, other) = (await mock.SandboxAsync(), await mock.SandboxAsync());

        var answer = await sandbox.SendAsync(
            VoltMx,
            "POST",
            Target,
            [.. other.Credential(VoltMx), Json],
            Body(sandbox)
        );

        answer.Status.ShouldBe(401, answer.Text);
        (await other.MockAsync("GET", "/requests?operation=login")).Text.ShouldContain(Target);
    }

    private Task<WireAnswer> LoginAsync(TestSandbox sandbox, params (string Key, string Value)[] more) =>
        sandbox.SendAsync(VoltMx, "POST", Target, [Json], Body(sandbox, more), mayDepart: true);

    private static byte[] Body(TestSandbox sandbox, params (string Key, string Value)[] more)
    {
        var (user, password) = MockUserApis.Vendors.VoltMx.VoltMx.Account(sandbox.Name);
        var body = new Dictionary<string, string> { ["userid"] = user, ["password"] = password };
        foreach (var (key, value) in more)
            body[key] = value;
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }
}
