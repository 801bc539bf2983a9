using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Tests.Apis.Contoso;

namespace MockUserApis.Tests.State;

/// <summary>A snapshot is of version 2 as soon as another collection than the users has content.</summary>
public sealed class CollectionSnapshotTests : ContosoRun
{
    public static TheoryData<string, string> Spoilt =>
        new()
        {
            { """{"events":[]}""", "a collection \"events\", which contoso does not have here. Known: accounts." },
            { """{"users":[]}""", "a collection \"users\", which contoso does not have here. Known: accounts." },
            { """{"accounts":[{"ordinal":0,"fields":{}}]}""", "an account of contoso with the ordinal 0. Accounts" },
            {
                """{"accounts":[{"ordinal":1,"fields":{}},{"ordinal":1,"fields":{}}]}""",
                "the account 1 of contoso twice"
            },
            {
                """{"accounts":[{"ordinal":1,"fields":{"name":"x"}}]}""",
                "a field \"name\" that contoso accounts do not"
            },
            { """{"accounts":[{"ordinal":1}]}""", "no snapshot of this program" },
            { """{"accounts":{}}""", "no snapshot of this program" },
            { "[]", "no snapshot of this program" },
        };

    [Fact]
    public async Task Snapshot_OfUsersAlone_IsOfVersion1AndNamesNoCollections()
    {
        var box = await SandboxAsync();
        await CallAsync(box, "PUT", "/users/c1", """{"name":"Dee"}""");

        var snapshot = (await box.ArrangeAsync("GET", "/snapshot")).Json;

        snapshot.GetProperty("version").GetInt32().ShouldBe(1);
        snapshot.GetProperty("vendors").GetProperty("contoso").TryGetProperty("collections", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Snapshot_WithAccounts_GivesTheSameBytesElsewhere()
    {
        var box = await SandboxAsync();
        await CallAsync(box, "PUT", "/users/c1", """{"name":"Dee"}""");
        await CallAsync(box, "PUT", "/accounts/a1", """{"domain":"new","seats":null}""");
        await CallAsync(box, "DELETE", "/accounts/a2");
        await CallAsync(box, "POST", "/accounts", """{"id":"x","domain":"x"}""");
        var snapshot = await box.ArrangeAsync("GET", "/snapshot");
        snapshot.Json.GetProperty("version").GetInt32().ShouldBe(2);
        var other = await SandboxAsync();
        await CallAsync(other, "DELETE", "/accounts/a3");

        await other.ArrangeAsync("PUT", "/snapshot", snapshot.Text);

        (await other.ArrangeAsync("GET", "/snapshot")).Text.ShouldBe(snapshot.Text);
        foreach (var path in (string[])["/users/c1", "/accounts/a1", "/accounts/a3", "/accounts/x"])
        {
            (await TextAsync(other, path)).ShouldBe(await TextAsync(box, path), path);
        }

        (await CallAsync(other, "GET", "/accounts/a2")).Status.ShouldBe(404);
        other.Inside.Collection(Vendor, Contoso.Accounts).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Snapshot_OfVersion1_IsReadAndTakesAccountsBack()
    {
        var (box, other) = (await SandboxAsync(), await SandboxAsync());
        await CallAsync(box, "PUT", "/users/c1", """{"name":"Dee"}""");
        await CallAsync(other, "DELETE", "/accounts/a1");

        await other.ArrangeAsync("PUT", "/snapshot", (await box.ArrangeAsync("GET", "/snapshot")).Text);

        (await TextAsync(other, "/users/c1")).ShouldContain("Dee");
        (await CallAsync(other, "GET", "/accounts/a1")).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task Snapshot_WhoseCollectionsDoNotFit_IsRefusedAndChangesNothing(string collections, string why)
    {
        var box = await SandboxAsync();
        await CallAsync(box, "PUT", "/users/c1", """{"name":"Kept"}""");
        await CallAsync(box, "PUT", "/accounts/a1", """{"domain":"kept"}""");
        var before = await box.ArrangeAsync("GET", "/snapshot");
        var spoilt = JsonNode.Parse(before.Text)!;
        spoilt["vendors"]!["contoso"]!["users"] = new JsonArray();
        spoilt["vendors"]!["contoso"]!["collections"] = JsonNode.Parse(collections);

        var refused = await box.MockAsync("PUT", "/snapshot", spoilt.ToJsonString());

        refused.Status.ShouldBe(400, refused.Text);
        refused.Json.GetProperty("detail").GetString()!.ShouldContain(why);
        (await box.ArrangeAsync("GET", "/snapshot")).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task StateFile_WithAccounts_IsReadByTheNextStart()
    {
        var path = Path.Combine(Path.GetTempPath(), $"contoso-{Guid.NewGuid():n}.json");
        try
        {
            var box = await SandboxAsync();
            await CallAsync(box, "PUT", "/accounts/a1", """{"domain":"kept"}""");
            AtOnce.Wait(StateFile.SaveAsync(path, Server.Sandboxes, [Vendor]));
            var next = new MemorySandboxes(new MockOptions(), [Vendor], TimeProvider.System);

            AtOnce.Wait(StateFile.LoadAsync(path, next, [Vendor]));

            next.Find(box.Name)!
                .Collection(Vendor, Contoso.Accounts)
                .FindKey("a1")!
                .Value.Document.Text("domain")
                .ShouldBe("kept");
            using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
            file.RootElement.GetProperty("sandboxes")[0]
                .GetProperty("snapshot")
                .GetProperty("version")
                .GetInt32()
                .ShouldBe(1, "the default sandbox has no account that differs");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
