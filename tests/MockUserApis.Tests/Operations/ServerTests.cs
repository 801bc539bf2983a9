namespace MockUserApis.Tests.Operations;

/// <summary>
/// What the server tells of itself: vendors, their specs and rules, its health; and its state, saved now.
/// </summary>
public sealed class ServerTests(MockFixture mock)
{
    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Fact]
    [Succeeds("GET", "/health")]
    [Succeeds("HEAD", "/health")]
    public async Task Health_OfAServerThatServes_IsReady()
    {
        (await mock.Control.SendAsync("GET", "/_mock/health")).Text.ShouldBe("""{"status":"ready"}""");
        (await mock.Control.SendAsync("HEAD", "/_mock/health")).Body.ShouldBeEmpty();
    }

    [Fact]
    [Succeeds("GET", "/vendors")]
    public async Task Vendors_Listed_CanBeCalledAsTheListSays()
    {
        var listed = (await mock.Control.SendAsync("GET", "/_mock/vendors")).Json.EnumerateArray().ToList();
        listed.Select(v => v.GetProperty("slug").GetString()).ShouldBe(MockFixture.Known.Select(v => v.Slug));
        foreach (var row in listed)
        {
            var vendor = mock.Vendor(row.GetProperty("slug").GetString()!);
            row.GetProperty("title").GetString().ShouldBe(vendor.Title);
            row.GetProperty("operations")
                .EnumerateArray()
                .Select(o => o.GetProperty("id").GetString())
                .ShouldBe(vendor.Api.Contract.Operations.Select(o => o.Id));
            var headers = row.GetProperty("credential")
                .GetProperty("headers")
                .EnumerateObject()
                .Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!));
            var wire = new Wire(new Uri(row.GetProperty("url").GetString()!).Port);
            var target = TestSandbox.UserTarget(vendor, "4711471147");
            // A caller that is let in learns that there is no such user.
            (await wire.SendAsync("GET", target, headers, null)).Status.ShouldBeOneOf(400, 404);
        }
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    [Succeeds("GET", "/openapi/{api}.json")]
    [Succeeds("GET", "/openapi/{api}.yaml")]
    public async Task Spec_OfAVendor_NamesThisMockAsItsServer(string slug)
    {
        var json = await mock.Control.SendAsync("GET", $"/_mock/openapi/{slug}.json");
        json.Header("Content-Type").ShouldBe("application/json");
        var servers = json.Json.GetProperty("servers").EnumerateArray().Select(s => s.GetProperty("url").GetString());
        servers.ShouldContain(u =>
            u!.Contains($":{mock.Port(mock.Vendor(slug))}", StringComparison.Ordinal)
            || u.EndsWith("/" + slug, StringComparison.Ordinal)
        );
        json.Json.GetProperty("paths")
            .EnumerateObject()
            .Select(p => p.Name)
            .ShouldBe(mock.Vendor(slug).Api.Contract.Operations.Select(o => o.Path).Distinct(), ignoreOrder: true);

        var yaml = await mock.Control.SendAsync("GET", $"/_mock/openapi/{slug}.yaml");
        yaml.Header("Content-Type")!.ShouldStartWith("application/yaml");
        yaml.Text.ShouldContain("openapi: 3.0.3");
        yaml.Text.ShouldContain($"127.0.0.1:{mock.Port(mock.Vendor(slug))}");
    }

    [Fact]
    [Succeeds("GET", "/vendors/{api}/rules")]
    public async Task Rules_OfAVendor_HaveFieldsAndLedger()
    {
        var rules = (await mock.Control.SendAsync("GET", "/_mock/vendors/foldspace/rules")).Json;
        var field = rules
            .GetProperty("fields")
            .EnumerateArray()
            .Single(f => f.GetProperty("name").GetString() == "location");
        field.GetProperty("value").GetProperty("effect").GetString().ShouldBe("MergeKeys");
        field.GetProperty("value").GetProperty("rule").GetProperty("evidence").GetString().ShouldBe("ASSUMED");
        rules
            .GetProperty("ledger")
            .EnumerateArray()
            .Select(r => r.GetProperty("name").GetString())
            .ShouldContain("update/location/value");
    }

    [Fact]
    [Succeeds("POST", "/state")]
    public async Task State_SavedNow_IsInTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-state-");
        try
        {
            var file = Path.Combine(folder.FullName, "state.json");
            await using var server = await Server.StartAsync(new MockOptions { State = file });
            await server.Control.SendAsync("PUT", "/_mock/sandboxes/default/users/foldspace/ada", "{}");

            (await server.Control.SendAsync("POST", "/_mock/state")).Status.ShouldBe(204);

            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldContain("\"ada\"");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
