namespace MockUserApis.Tests.Operations;

/// <summary>Sandboxes made, shown, reset and dropped.</summary>
public sealed class SandboxTests(MockFixture mock)
{
    private const string Made =
        """{"name":"NAME","seed":7,"population":3,"profile":"lenient","rateLimits":false,"ttl":"PT1H"}""";

    [Fact]
    [Succeeds("POST", "/sandboxes")]
    [Succeeds("GET", "/sandboxes")]
    [Succeeds("GET", "/sandboxes/{sandbox}")]
    public async Task Sandbox_Made_IsShownAsItWasAskedForAndListed()
    {
        var name = "made-" + Guid.NewGuid().ToString("N");
        var made = await mock.Control.SendAsync(
            "POST",
            "/_mock/sandboxes",
            Made.Replace("NAME", name, StringComparison.Ordinal)
        );
        made.Status.ShouldBe(201, made.Text);
        made.Json.GetProperty("credentials").GetPropertyCount().ShouldBe(MockFixture.Known.Count);

        var shown = await mock.Control.SendAsync("GET", $"/_mock/sandboxes/{name}");

        shown.Json.GetProperty("seed").GetInt64().ShouldBe(7);
        shown.Json.GetProperty("population").GetInt64().ShouldBe(3);
        shown.Json.GetProperty("profile").GetString().ShouldBe("lenient");
        shown.Json.GetProperty("rateLimits").GetBoolean().ShouldBeFalse();
        shown.Json.GetProperty("prefixUrls").GetProperty("foldspace").GetString()!.ShouldEndWith($"/~{name}/foldspace");
        var listed = (await mock.Control.SendAsync("GET", "/_mock/sandboxes"))
            .Json.EnumerateArray()
            .Single(s => s.GetProperty("name").GetString() == name);
        listed.GetProperty("credentials").GetRawText().ShouldBe(made.Json.GetProperty("credentials").GetRawText());
    }

    [Fact]
    [Succeeds("POST", "/sandboxes/{sandbox}/reset")]
    public async Task Sandbox_Reset_IsAsItWasMade()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        var box = calls.Sandbox;
        var limits = (await box.ArrangeAsync("GET", "/limits/foldspace")).Text;
        await calls.SeededAsync(key: "ada");
        await calls.ReadAsync("ada");
        await box.ArrangeAsync("POST", "/faults", """{"kind":"reset"}""");
        await box.ArrangeAsync("POST", "/clock", """{"freeze":true}""");
        await box.ArrangeAsync("PUT", "/limits/foldspace", """{"requests":1,"window":"PT1M"}""");

        (await box.ArrangeAsync("POST", "/reset")).Status.ShouldBe(204);

        (await box.MockAsync("GET", "/users/foldspace/ada")).Status.ShouldBe(404);
        (await box.ArrangeAsync("GET", "/requests")).Text.ShouldBe("[]");
        (await box.ArrangeAsync("GET", "/faults")).Text.ShouldBe("[]");
        (await box.ArrangeAsync("GET", "/clock")).Json.GetProperty("frozen").GetBoolean().ShouldBeFalse();
        (await box.ArrangeAsync("GET", "/limits/foldspace")).Text.ShouldBe(limits);
    }

    [Fact]
    [Succeeds("DELETE", "/sandboxes/{sandbox}")]
    public async Task Sandbox_Dropped_IsGoneAndItsCredentialOpensNothing()
    {
        var (box, vendor) = (await mock.SandboxAsync(), mock.Vendor("foldspace"));
        (await box.ArrangeAsync("DELETE", "")).Status.ShouldBe(204);
        (await box.MockAsync("GET", "")).Status.ShouldBe(404);
        (await mock.Wire(vendor).SendAsync("GET", "/v1/user/x", box.Credential(vendor), null)).Status.ShouldBe(401);
    }
}
