using System.Text.Json;

namespace MockUserApis.Tests.Commands;

/// <summary>What each option of <c>serve</c> does when it is given; where it is refused stands beside.</summary>
public sealed class ServeOptionTests : IDisposable
{
    private const string Sandbox = "/_mock/sandboxes/default";
    private const string User = "/v1/user/nobody";
    private static readonly KeyValuePair<string, string>[] Key = [new("X-FOLDSPACE-API-KEY", "mock-foldspace-key")];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-options-");

    [Fact]
    [Runs("serve", "--seed", "--population", "--profile", "--rate-limits")]
    public async Task Serve_SeedPopulationProfileAndLimits_AreTheDefaultSandboxs()
    {
        await using var mock = await MockProcess.StartAsync(
            "--seed",
            "7",
            "--population",
            "3",
            "--profile",
            "lenient",
            "--rate-limits",
            "off"
        );

        var sandbox = (await mock.Control.SendAsync("GET", Sandbox)).Json;

        sandbox.GetProperty("seed").GetInt64().ShouldBe(7);
        sandbox.GetProperty("population").GetInt64().ShouldBe(3);
        sandbox.GetProperty("profile").GetString().ShouldBe("lenient");
        sandbox.GetProperty("rateLimits").GetBoolean().ShouldBeFalse();
        var users = await mock.Control.SendAsync("GET", Sandbox + "/users/foldspace");
        users.Header("X-Total-Count").ShouldBe("3");
    }

    [Fact]
    [Runs("serve", "--auth", "--vendors")]
    public async Task Serve_AnyCredentialAndSomeVendors_OpensThoseToAll()
    {
        await using var mock = await MockProcess.StartAsync("--auth", "any", "--vendors", "foldspace,volt-mx");
        var listed = (await mock.Control.SendAsync("GET", "/_mock/vendors")).Json.EnumerateArray();
        listed.Select(v => v.GetProperty("slug").GetString()).ShouldBe(["foldspace", "volt-mx"]);
        var wire = mock.Vendor("foldspace");
        (await wire.SendAsync("GET", User, [new("X-FOLDSPACE-API-KEY", "anything")], null)).Status.ShouldBe(404);
        (await wire.SendAsync("GET", User)).Status.ShouldBe(401);
    }

    [Fact]
    [Runs("serve", "--port", "--addresses-file")]
    public async Task Serve_FreePorts_AreThoseOfTheAddressesFile()
    {
        await using var mock = await MockProcess.StartAsync();
        var listed = (await mock.Control.SendAsync("GET", "/_mock/vendors")).Json.EnumerateArray().ToList();
        listed.Select(v => v.GetProperty("url").GetString()).ShouldBeUnique();
        foreach (var vendor in listed.Select(v => v.GetProperty("slug").GetString()!))
        {
            (await mock.Vendor(vendor).SendAsync("GET", "/nowhere")).Header("X-Mock-Exchange").ShouldNotBeNull(vendor);
        }
    }

    [Fact]
    [Runs("serve", "--public-url")]
    public async Task Serve_PublicUrl_IsWhatIsGivenAway()
    {
        await using var mock = await MockProcess.StartAsync("--public-url", "https://mock.example.com/team");
        mock.PrefixUrl("foldspace").ShouldBe("https://mock.example.com/team/foldspace");
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        (await mock.Output).ShouldContain("https://mock.example.com/team/foldspace/v1/user/");
    }

    [Fact]
    [Runs("serve", "--allowed-hosts")]
    public async Task Serve_AllowedHosts_AreAnsweredByTheirNames()
    {
        await using var mock = await MockProcess.StartAsync("--allowed-hosts", "mock.example.com,mock.example.net");
        foreach (
            var (host, status) in new[] { ("mock.example.com", 200), ("mock.example.net", 200), ("example.org", 403) }
        )
        {
            var answer = await mock.Control.SendAsync("GET", "/_mock/vendors", [new("Host", host)], null);
            answer.Status.ShouldBe(status, host);
        }
    }

    [Fact]
    [Runs("serve", "--sandbox-secret", "--default-credentials")]
    public async Task Serve_SandboxSecret_MakesCredentialsThatNobodyCanWorkOut()
    {
        const string ask = """{"name":"ci"}""";
        await using var plain = await MockProcess.StartAsync();
        await using var secret = await MockProcess.StartAsync(
            "--sandbox-secret",
            "a-secret-of-the-team-0123456789",
            "--default-credentials",
            "off"
        );
        var known = (await plain.Control.SendAsync("POST", "/_mock/sandboxes", ask)).Json.GetProperty("credentials");
        var own = (await secret.Control.SendAsync("POST", "/_mock/sandboxes", ask)).Json.GetProperty("credentials");
        own.GetRawText().ShouldNotBe(known.GetRawText());
        (await plain.Vendor("foldspace").SendAsync("GET", User, Key, null)).Status.ShouldBe(404);
        (await secret.Vendor("foldspace").SendAsync("GET", User, Key, null)).Status.ShouldBe(401);
    }

    [Fact]
    [Runs("serve", "--max-body", "--journal-entries", "--store")]
    public async Task Serve_BoundsOfARequestAndAJournal_Hold()
    {
        await using var mock = await MockProcess.StartAsync(
            "--max-body",
            "1KiB",
            "--journal-entries",
            "2",
            "--store",
            "memory"
        );
        var wire = mock.Vendor("foldspace");
        KeyValuePair<string, string>[] json = [.. Key, new("Content-Type", "application/json")];
        (await wire.SendAsync("PUT", User, json, new byte[1024])).Status.ShouldBe(400);
        (await wire.SendAsync("PUT", User, json, new byte[1025])).Status.ShouldBe(413);
        (await wire.SendAsync("GET", User, Key, null)).Status.ShouldBe(404);
        var kept = await mock.Control.SendAsync("GET", Sandbox + "/requests?view=summary");
        kept.Json.EnumerateArray().Select(e => e.GetProperty("status").GetInt32()).ShouldBe([413, 404]);
        kept.Header("X-Mock-Dropped").ShouldBe("1");
    }

    [Fact]
    [Runs("serve", "--journal-bytes")]
    public async Task Serve_BytesOfAJournal_Hold()
    {
        await using var mock = await MockProcess.StartAsync("--journal-bytes", "1", "--store", "memory");
        for (var i = 0; i < 3; i++)
            await mock.Vendor("foldspace").SendAsync("GET", User, Key, null);
        var kept = await mock.Control.SendAsync("GET", Sandbox + "/requests");
        kept.Json.GetArrayLength().ShouldBe(1);
        kept.Header("X-Mock-Dropped").ShouldBe("2");
    }

    [Fact]
    [Runs("serve", "--journal-total-bytes", "--max-changed-users", "--max-changed-bytes", "--arriving-bytes")]
    [Runs("serve", "--max-sandboxes", "--listener-bytes", "--max-logins")]
    public async Task Serve_BoundsOfMemory_AreThoseThatHealthShows()
    {
        (string Option, string Value, long Most)[] bounds =
        [
            ("--journal-total-bytes", "3MiB", 3 << 20),
            ("--max-changed-users", "7", 7),
            ("--max-changed-bytes", "5MiB", 5 << 20),
            ("--arriving-bytes", "6MiB", 6 << 20),
            ("--max-sandboxes", "9", 9),
            ("--listener-bytes", "1MiB", 16 << 20),
            ("--max-logins", "4", 9 * 4),
        ];
        await using var mock = await MockProcess.StartAsync([
            .. bounds.SelectMany(b => (string[])[b.Option, b.Value]),
            "--store",
            "memory",
        ]);
        var held = (await mock.Control.SendAsync("GET", "/_mock/health?verbose")).Json.GetProperty("held");
        held.EnumerateArray()
            .Where(h => h.TryGetProperty("option", out _))
            .Select(h => (h.GetProperty("option").GetString()!, h.GetProperty("most").GetInt64()))
            .ShouldBe(bounds.Select(b => (b.Option, b.Most)), ignoreOrder: true);
    }

    [Fact]
    [Runs("serve", "--state")]
    public async Task Serve_StateOfAnEarlierRun_IsThereAgain()
    {
        var file = Path.Combine(folder.FullName, "state.json");
        JsonElement user;
        await using (var first = await MockProcess.StartAsync("--state", file))
        {
            user = (await first.Control.SendAsync("PUT", Sandbox + "/users/foldspace/ada", "{}")).Json;
            (await first.SignalAsync("TERM")).ShouldBe(0);
        }

        await using var second = await MockProcess.StartAsync("--state", file);
        var kept = await second.Control.SendAsync("GET", Sandbox + "/users/foldspace/ada");
        kept.Text.ShouldBe(user.GetRawText());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
