using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Vendors.UserCom;

/// <summary>
/// What a transcript cannot say: one connection, many requests at once, every user of a population, a refused seed.
/// </summary>
public sealed class UserComTests(MockFixture mock)
{
    private Vendor Vendor => mock.Vendor("user-com");

    [Fact]
    public async Task Delete_OnAConnectionThatIsKept_LeavesItUsable()
    {
        var sandbox = await mock.SandboxAsync();
        var port = mock.Port(Vendor);
        var token = sandbox.Credential(Vendor)[0].Value;
        string Ask(string method, string rest) =>
            $"{method} /api/public/users-by-id/1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {token}\r\n{rest}\r\n";

        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.UTF8.GetBytes(Ask("DELETE", "") + Ask("GET", "Connection: close\r\n")),
                TestContext.Current.CancellationToken
            );
        var received = await new StreamReader(client.GetStream()).ReadToEndAsync(TestContext.Current.CancellationToken);

        received.ShouldStartWith("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n");
        received[received.LastIndexOf("HTTP/1.1", StringComparison.Ordinal)..]
            .ShouldStartWith("HTTP/1.1 404 Not Found\r\n");
    }

    [Fact]
    public void Statuses_OfTheVendorsList_AreDocumentedForEveryOperation()
    {
        foreach (var operation in Vendor.Api.Contract.Operations)
        {
            foreach (var status in (int[])[403, 429, 500, 502, 504])
            {
                operation.Answers.ShouldContainKey($"{status}", operation.Id);
                operation.AnswerFor(status)!.Rule.Evidence.ShouldBe(Evidence.DOC, $"{operation.Id} {status}");
            }
        }
    }

    [Fact]
    public async Task AssignedTo_SentAndCleared_IsShownAndGone()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), Vendor);
        await calls.SeededAsync();

        (await calls.UpdateAsync("{\"assigned_to\":4711}")).Json.GetProperty("assigned_to").GetInt64().ShouldBe(4711);
        (await calls.UpdateAsync("{\"assigned_to\":null}")).Text.ShouldEndWith("\"assigned_to\":null}");
    }

    [Fact]
    public async Task UpdateOrCreate_SentManyTimesAtOnce_MakesOneUser()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0,"rateLimits":false}""");

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    sandbox.CallAsync(
                        Vendor,
                        "POST",
                        "/api/public/users/update_or_create/",
                        $$"""{"user_id":"racer","k{{i}}":{{i}}}"""
                    )
                )
        );

        sandbox.Inside.Users(Vendor).Count.ShouldBe(1);
        (await sandbox.CallAsync(Vendor, "GET", "/api/public/users-by-id/racer/"))
            .Json.GetProperty("attributes")
            .GetArrayLength()
            .ShouldBe(20);
    }

    [Fact]
    public async Task Search_ForWhatAGeneratedUserHasAndHad_FindsItByTheNewAlone()
    {
        var sandbox = await mock.SandboxAsync();
        var user = (await sandbox.CallAsync(Vendor, "GET", "/api/public/users-by-id/17/")).Json;
        var (key, email) = (user.GetProperty("key").GetString(), user.GetProperty("email").GetString());
        Task<WireAnswer> Search(string query) => sandbox.CallAsync(Vendor, "GET", "/api/public/users/search/?" + query);

        (await Search($"key={key}")).Json.GetProperty("id").GetInt64().ShouldBe(19000017);
        (await Search($"email={email}")).Json.GetProperty("id").GetInt64().ShouldBe(19000017);
        (await Search("email=somebody.else17@example.com")).Status.ShouldBe(404);
        await sandbox.CallAsync(Vendor, "PUT", "/api/public/users-by-id/17/", """{"email":"new@example.com"}""");
        (await Search($"email={email}")).Status.ShouldBe(404);
        (await Search("email=new@example.com")).Json.GetProperty("key").GetString().ShouldBe(key);
    }

    [Fact]
    public void Population_EveryUser_FitsTheViewAndIsFoundByEachId()
    {
        var users = new MemoryCollection(new Population(Vendor.Recipe, Vendor.Name, seed: 7, size: 300));
        foreach (var user in users.Scan())
        {
            foreach (var index in Vendor.Recipe.Indexes)
                users
                    .Find(index, Population.ValueOf(user.Document, index)!)!
                    .Value.Ordinal.ShouldBe(user.Ordinal, index.Field);
            var shown = RawJson.Parse(Vendor.Api.Show(user.Document, mock.Sandboxes.DefaultSandbox).Span);
            SchemaCheck.Response(Vendor.Api.Contract.Component("UserView"), shown).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("""{"page_views":"many"}""", "/page_views is \"many\". Expected: integer (int32).")]
    [InlineData("""{"companies":[{"id":14}]}""", "/companies/0/name is absent. Expected: required: string.")]
    [InlineData("""{"gender":"x"}""", "/gender is \"x\". Expected: one of unknown, male, female.")]
    [InlineData("""{"id":null}""", "/id is null. Expected: integer (int64), not null.")]
    public async Task Seed_ThatTheViewCannotShow_IsRefusedWithASentence(string body, string sentence)
    {
        var sandbox = await mock.SandboxAsync();

        var answer = await sandbox.MockAsync("PUT", "/users/user-com/x", body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("detail").GetString().ShouldBe(sentence);
    }

    [Fact]
    public async Task Users_WithoutAnIdOfTheirOwn_AreListedByTheControlPlane()
    {
        var sandbox = await mock.SandboxAsync("""{"population":2}""");
        await sandbox.CallAsync(Vendor, "POST", "/api/public/users/", """{"email":"a@example.com"}""");
        await sandbox.CallAsync(Vendor, "POST", "/api/public/users/", """{"email":"a@example.com"}""");

        var page = await sandbox.MockAsync("GET", "/users/user-com?limit=3");
        var rest = await sandbox.MockAsync("GET", "/users/user-com?limit=3&after=2");

        page.Status.ShouldBe(200, page.Text);
        page.Header("Link")!.ShouldContain("after=2");
        (page.Json.GetArrayLength() + rest.Json.GetArrayLength()).ShouldBe(4);
    }
}
