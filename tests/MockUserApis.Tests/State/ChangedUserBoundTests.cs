namespace MockUserApis.Tests.State;

/// <summary>What sandboxes keep beside their populations is bounded; what does not fit changes nothing.</summary>
public sealed class ChangedUserBoundTests
{
    private static readonly MockOptions Few = new() { MaxChangedUsers = 10 };
    private static readonly MockOptions Small = new() { MaxChangedBytes = 200_000 };

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Update_OfOneUserTooMany_IsRefusedAndChangesNothing(string slug)
    {
        await using var server = await Server.StartAsync(Few);
        var vendor = server.Vendor(slug);
        var sandbox = await server.SandboxAsync("""{"rateLimits":false}""");
        var users = sandbox.Inside.Users(vendor);
        string Path(int ordinal) => $"/users/{slug}/{Uri.EscapeDataString(Key(users, ordinal))}";
        for (var i = 1; i <= 10; i++)
            await sandbox.ArrangeAsync("PUT", Path(i), "{}");
        var before = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        var refused = await UpdateAsync(sandbox, vendor, Key(users, 11), server);
        refused.Status.ShouldBe(507, refused.Text);
        refused.Json.GetProperty("mock").GetString().ShouldBe("out of room");
        refused.Json.GetProperty("detail").GetString()!.ShouldContain("--max-changed-users");
        (await sandbox.ArrangeAsync("GET", "/snapshot")).Text.ShouldBe(before);
        var kept = await UpdateAsync(sandbox, vendor, Key(users, 10), server);
        kept.Status.ShouldBeLessThan(300, "who is kept already can be changed");
        sandbox.Inside.Journal.All().Count(e => e.Status == 507).ShouldBe(1);
    }

    [Fact]
    public async Task Seed_OfMoreThanThereIsRoomFor_IsRefusedAndChangesNothing()
    {
        await using var server = await Server.StartAsync(Small);
        var sandbox = await server.SandboxAsync();
        await sandbox.ArrangeAsync("PUT", "/users/gainsight-px/a", Titled(90_000));
        var before = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        string[] calls = ["PUT b", "PUT user-000001", "PATCH a"];
        foreach (var (method, path) in calls.Select(c => (c.Split(' ')[0], "/users/gainsight-px/" + c.Split(' ')[1])))
        {
            var refused = await sandbox.MockAsync(method, path, Titled(method == "PATCH" ? 300_000 : 190_000));
            refused.Status.ShouldBe(507, path + refused.Text);
            refused.Header("Content-Type").ShouldBe("application/problem+json");
            refused.Json.GetProperty("detail").GetString()!.ShouldContain("--max-changed-bytes");
            var after = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
            after.Equals(before, StringComparison.Ordinal).ShouldBeTrue(path);
        }

        await sandbox.ArrangeAsync("PUT", "/users/gainsight-px/a", Titled(10));
        await sandbox.ArrangeAsync("PUT", "/users/gainsight-px/b", Titled(90_000));
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/reset")]
    public async Task Room_OfASandboxThatIsGoneOrReset_IsFreeAgain(string method, string path)
    {
        await using var server = await Server.StartAsync(Small);
        for (var i = 0; i < 4; i++)
        {
            var sandbox = await server.SandboxAsync();
            await sandbox.ArrangeAsync("PUT", "/users/gainsight-px/a", Titled(120_000));
            (await server.HoldingAsync("changed bytes")).ShouldBeGreaterThan(120_000);
            await sandbox.ArrangeAsync(method, path);
            (await server.HoldingAsync("changed bytes")).ShouldBe(0);
            (await server.HoldingAsync("changed users")).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Snapshot_ThatHasNoRoom_IsRefusedWhole()
    {
        await using var server = await Server.StartAsync(Small);
        var (from, to) = (await server.SandboxAsync(), await server.SandboxAsync());
        await from.ArrangeAsync("PUT", "/users/gainsight-px/a", Titled(120_000));
        var snapshot = (await from.ArrangeAsync("GET", "/snapshot")).Text;
        await to.ArrangeAsync("PUT", "/users/gainsight-px/b", Titled(10));
        var before = (await to.ArrangeAsync("GET", "/snapshot")).Text;
        (await to.MockAsync("PUT", "/snapshot", snapshot)).Status.ShouldBe(507);
        (await to.ArrangeAsync("GET", "/snapshot")).Text.Equals(before, StringComparison.Ordinal).ShouldBeTrue();
        await from.ArrangeAsync("PUT", "/snapshot", snapshot);
        await from.ArrangeAsync("POST", "/reset");
        await to.ArrangeAsync("PUT", "/snapshot", snapshot);
        (await server.HoldingAsync("changed bytes")).ShouldBeGreaterThan(120_000);
    }

    [Fact]
    public async Task Names_WithoutEnd_AreRefused()
    {
        await using var server = await Server.StartAsync(Small);
        var vendor = server.Vendor("user-com");
        var sandbox = await server.SandboxAsync("""{"rateLimits":false}""");
        var (status, round) = (0, 0);
        while (status < 300 && round < 100)
        {
            var tags = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"{round}-{i}-{new string('t', 30)}\""));
            var body = $$"""{"email":"a@example.com","tags":[{{tags}}]}""";
            var answer = await UpdateAsync(sandbox, vendor, sandbox.Key(vendor), server, body);
            status = answer.Status;
            round++;
        }

        status.ShouldBe(507);
    }

    [Fact]
    public async Task PactStates_ThatNobodyTearsDown_AreRefusedAtAThousand()
    {
        await using var server = await Server.StartAsync(more: Store.Use);
        var sandbox = await server.SandboxAsync("""{"population":3}""");
        var status = 0;
        for (var i = 0; i <= 1000 && status < 300; i++)
        {
            var state = $$$"""{"state":"the vendor is failing","params":{"n":{{{i}}}}}""";
            status = (await sandbox.MockAsync("POST", "/pact-states?vendor=gainsight-px", state)).Status;
        }

        status.ShouldBe(409);
        sandbox.Inside.Faults.All.Count.ShouldBe(1000);
    }

    private static string Titled(int length) => $$"""{"title":"{{new string('x', length)}}"}""";

    private static string Key(Collection users, int ordinal) =>
        Population.ValueOf(users.At(ordinal)!.Value.Document, users.Recipe.Indexes[0])!;

    private static KeyValuePair<string, string>[] Headers(TestSandbox sandbox, Vendor vendor) =>
        [.. sandbox.Credential(vendor), new("Content-Type", "application/json")];

    // Not held against the vendor's spec: the answer is the mock's own.
    private static Task<WireAnswer> UpdateAsync(
        TestSandbox sandbox,
        Vendor vendor,
        string key,
        Server server,
        string? body = null
    ) =>
        server
            .Wire(vendor)
            .SendAsync(
                vendor.Api.Updating.Method,
                TestSandbox.UserTarget(vendor, key),
                Headers(sandbox, vendor),
                System.Text.Encoding.UTF8.GetBytes(body ?? Mistakes.ValidBody(vendor, key))
            );
}
