using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Clients;
using MockUserApis.Clients.ChannelTalk;
using MockUserApis.Clients.GainsightPx;
using MockUserApis.Clients.UserCom;
using MockUserApis.Clients.VoltMx;
using Px = MockUserApis.Clients.GainsightPx;
using TheFoldspace = MockUserApis.Clients.Foldspace;

namespace MockUserApis.Tests.Clients;

/// <summary>What every generated client does with addresses and answers, without a server.</summary>
public sealed class VendorClientTests
{
    [Theory]
    [InlineData("http://mock.test:5081", "http://mock.test:5081/v1/users/a%20b%2Fc%40d%3F%23%25")]
    [InlineData(
        "http://mock.test:5080/gainsight-px",
        "http://mock.test:5080/gainsight-px/v1/users/a%20b%2Fc%40d%3F%23%25"
    )]
    [InlineData(
        "http://mock.test:5080/~box/gainsight-px/",
        "http://mock.test:5080/~box/gainsight-px/v1/users/a%20b%2Fc%40d%3F%23%25"
    )]
    public async Task Address_OfAnyBase_HasItsPathAndTheIdEncoded(string baseAddress, string expected)
    {
        var stub = new StubHandler(204);

        await new GainsightPxClient(new HttpClient(stub) { BaseAddress = new Uri(baseAddress) }).DeleteUserAsync(
            "a b/c@d?#%"
        );

        stub.Target.ShouldBe($"DELETE {expected}");
    }

    [Fact]
    public async Task Address_OfAMember_KeepsTheAtSign()
    {
        var stub = new StubHandler(200);

        await new ChannelTalkClient(
            new HttpClient(stub) { BaseAddress = new Uri("http://vendor.test") }
        ).DeleteMemberAsync("@a/b");

        stub.Target.ShouldBe("DELETE http://vendor.test/open/v5/users/@%40a%2Fb");
    }

    [Fact]
    public async Task Address_EndingInASlash_KeepsIt()
    {
        var stub = new StubHandler(204);

        await new UserComClient(
            new HttpClient(stub) { BaseAddress = new Uri("http://vendor.test") }
        ).DeleteUserByCustomIdAsync("ä");

        stub.Target.ShouldBe("DELETE http://vendor.test/api/public/users-by-id/%C3%A4/");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Id_ThatWouldAddressSomethingElse_IsRefusedBeforeItIsSent(string id)
    {
        var stub = new StubHandler(204);

        await Should.ThrowAsync<ArgumentException>(async () =>
            await new GainsightPxClient(
                new HttpClient(stub) { BaseAddress = new Uri("http://vendor.test") }
            ).DeleteUserAsync(id)
        );

        stub.Target.ShouldBeNull();
    }

    [Fact]
    public async Task Query_LeavesOutWhatIsNullAndRepeatsLists()
    {
        var stub = new StubHandler(200, """{"users":[],"totalHits":0,"scrollId":null}""");

        await new GainsightPxClient(
            new HttpClient(stub) { BaseAddress = new Uri("http://vendor.test") }
        ).ListUsersAsync(filter: ["a==1&2", "b"], pageSize: 5);

        stub.Target.ShouldBe("GET http://vendor.test/v1/users?filter=a%3D%3D1%262&filter=b&pageSize=5");
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, """{"body":{},"statusCode":"100"}""")]
    [InlineData(204, "")]
    public Task Delete_WithEitherDeclaredSuccess_DoesNotThrow(int status, string body) =>
        new GainsightPxClient(StubHandler.Http(status, body)).DeleteUserAsync("u");

    [Fact]
    public Task Answer_WithoutContentWhereNoneIsDeclared_DoesNotThrow() =>
        new UserComClient(StubHandler.Http(200)).SetAttributeByCustomIdAsync(
            "u",
            new AttributeAssignment { Attribute = "a", Value = null }
        );

    [Fact]
    public async Task Answer_WithoutContentWhereSomeIsDeclared_SaysSo() =>
        (
            await Should.ThrowAsync<ApiException>(() => new GainsightPxClient(StubHandler.Http(200)).GetUserAsync("u"))
        ).InnerException.ShouldBeOfType<JsonException>();

    [Fact]
    public async Task Delete_WithABody_SendsIt()
    {
        var stub = new StubHandler(200, """{"message":"User successfully deleted"}""");

        var answer = await new TheFoldspace.FoldspaceClient(
            new HttpClient(stub) { BaseAddress = new Uri("http://vendor.test") }
        ).DeleteUserAsync(new TheFoldspace.UserDelete { IdentifyId = "u" });

        (stub.Target, stub.Sent).ShouldBe(("DELETE http://vendor.test/v1/user", """{"identifyId":"u"}"""));
        answer.MessageValue.ShouldBe("User successfully deleted");
    }

    [Fact]
    public async Task File_OfAForm_IsAPartWithItsNameAndType()
    {
        var stub = new StubHandler(200, """{"message":"","id":"1"}""");
        var client = new VoltMxClient(new HttpClient(stub) { BaseAddress = new Uri("http://vendor.test") });

        await client.ImportAudienceAsync(FilePart.OfText("a,b", "c \"d\".csv", "text/csv"), "COMMA");

        stub.Target.ShouldBe("POST http://vendor.test/api/v1/audience/import?DELIMITER=COMMA");
        var lines = stub.Sent!.Split("\r\n");
        lines[1..^2].ShouldBe(["Content-Type: text/csv", lines[2], "", "a,b"]);
        lines[2].ShouldStartWith("Content-Disposition: form-data; name=\"uploadFile\"; filename=\"c %22d%22.csv\"");
    }

    [Theory]
    [InlineData("", "text/csv")]
    [InlineData("a\r\nb", "text/csv")]
    [InlineData("a", "nonsense")]
    public void File_ThatCannotBeSent_IsRefused(string name, string type) =>
        Should.Throw<ArgumentException>(() => new FilePart([], name, type));

    [Fact]
    public async Task Refusal_WithTheDeclaredBody_CarriesItTyped()
    {
        var refusal = await Should.ThrowAsync<ApiException<BadRequestBody>>(() =>
            new UserComClient(
                StubHandler.Http(400, """{"errors":{"gender":["\"x\" is not a valid choice."]}}""")
            ).UpdateUserByCustomIdAsync("u", new MockUserApis.Clients.UserCom.UserUpdate { Gender = "x" })
        );

        refusal.Error.Errors!["gender"].ShouldBe(["\"x\" is not a valid choice."]);
        refusal.Message.ShouldContain("PUT http://vendor.test/api/public/users-by-id/u/: 400");
    }

    [Fact]
    public async Task Refusal_WithAnotherBody_KeepsItsText()
    {
        var refusal = await Should.ThrowAsync<ApiException>(() =>
            new UserComClient(StubHandler.Http(404, "<h1>Not Found</h1>", "text/html")).GetUserAsync(1)
        );

        refusal.GetType().ShouldBe(typeof(ApiException));
        (refusal.StatusCode, refusal.Response).ShouldBe((404, "<h1>Not Found</h1>"));
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[{\"id\":1},{\"id\":2}]", 2)]
    [InlineData(" {\"id\":1}", 1)]
    [InlineData("{\"count\":7,\"next\":null,\"previous\":null,\"results\":[{\"id\":1},{\"id\":2}]}", 2)]
    public async Task Search_OfOneOrMany_IsAList(string body, int count) =>
        (
            await new UserComClient(StubHandler.Http(200, body)).SearchUsersAsync(email: "a@example.com", many: true)
        ).Count.ShouldBe(count);

    [Fact]
    public async Task Call_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            new GainsightPxClient(StubHandler.Http(200)).GetUserAsync("u", stop.Token)
        );
    }

    [Fact]
    public async Task Client_WithoutABaseAddress_SaysWhatIsMissing() =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                new GainsightPxClient(new HttpClient()).GetUserAsync("u")
            )
        ).Message.ShouldContain("BaseAddress");

    [Fact]
    public async Task Client_OfTheHttpClientFactory_HasItsHandlersAndHeaders()
    {
        var stub = new StubHandler(204);
        var services = new ServiceCollection();
        services
            .AddHttpClient<GainsightPxClient>(http => http.BaseAddress = new Uri("http://vendor.test"))
            .ConfigurePrimaryHttpMessageHandler(() => stub);
        await using var provider = services.BuildServiceProvider();

        await provider
            .GetRequiredService<GainsightPxClient>()
            .UpdateUserAsync("u", new Px.UserInput { IdentifyId = "u", PropertyKeys = ["k"] });

        stub.Sent.ShouldBe("""{"identifyId":"u","propertyKeys":["k"]}""");
    }

    [Fact]
    public async Task Body_OfADerivedType_IsRefusedBeforeItIsSent()
    {
        var stub = new StubHandler(204);
        var client = new GainsightPxClient(new HttpClient(stub) { BaseAddress = new Uri("http://vendor.test") });

        var body = new WithMore { IdentifyId = "u", PropertyKeys = [] };
        var refusal = await Should.ThrowAsync<ArgumentException>(() => client.UpdateUserAsync("u", body));

        refusal.Message.ShouldContain("not one derived from it");
        stub.Target.ShouldBeNull();
    }

    private sealed class WithMore : Px.UserInput
    {
        public string More { get; set; } = "";
    }
}
