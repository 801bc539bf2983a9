using System.Net.Http.Json;
using MockUserApis.Testing;

namespace MockUserApis.Tests.Testing;

/// <summary>A failing assertion's message has to be enough to put the test right.</summary>
public sealed class MockRequestsTests : IAsyncLifetime
{
    private MockApis? started;

    private MockApis Mock => started!;

    public async ValueTask InitializeAsync() => started = await MockApis.StartAsync(o => o.InProcess = true);

    public ValueTask DisposeAsync() => Mock.DisposeAsync();

    [Fact]
    public async Task BrokenBody_IsNamedWithFieldPartyAndACurlThatWorks()
    {
        await PutAsync(new { identifyId = "ada", propertyKeys = new[] { "AP-1" }, score = "high" });

        var message = Should.Throw<MockAssertionException>(() => Mock.GainsightPx.Requests.ShouldAllBeAccepted()).Message;

        message.ShouldContain("#1 PUT /v1/users/ada -> 400");
        message.ShouldContain("body /score: expected");
        message.ShouldContain("\"high\"");
        message.ShouldContain("at fault: client");
        message.ShouldContain("specs/GainsightPx.yaml:");
    }

    [Fact]
    public void NoRequest_IsNotAccepted() =>
        Should.Throw<MockAssertionException>(() => Mock.GainsightPx.Requests.ShouldAllBeAccepted()).Message.ShouldContain(Mock.GainsightPx.BaseAddress.ToString());

    [Fact]
    public async Task ShouldHaveReceived_WithPartsOfTheBody_NamesTheNearestMiss()
    {
        Mock.GainsightPx.Seed("ada");
        await PutAsync(new { identifyId = "ada", propertyKeys = new[] { "AP-1" }, title = "CTO" });
        Mock.Requests.ShouldHaveReceived("updateUser", times: 1, key: "ada", status: 204, body: new { title = "CTO" }).ShouldNotHaveReceived("createUser");

        var message = Should.Throw<MockAssertionException>(() => Mock.GainsightPx.Requests.ShouldHaveReceived("updateUser", body: new { title = "CEO" })).Message;

        message.ShouldContain("received 0 requests for updateUser that fit; wanted: at least 1");
        message.ShouldContain("/title is \"CTO\", not \"CEO\"");
    }

    [Fact]
    public async Task ShouldNotHaveReceived_WhenItHas_ShowsIt()
    {
        await PutAsync(new { identifyId = "ada", propertyKeys = new[] { "AP-1" } });

        Should.Throw<MockAssertionException>(() => Mock.GainsightPx.Requests.ShouldNotHaveReceived("updateUser")).Message.ShouldContain("fits:   #1 PUT /v1/users/ada -> 404");
    }

    [Fact]
    public void UnknownOperation_IsAMistakeInTheTest() =>
        Should.Throw<ArgumentException>(() => Mock.GainsightPx.Requests.ShouldHaveReceived("updateUsr")).Message.ShouldContain("updateUser");

    private async Task PutAsync(object body)
    {
        using var client = Mock.GainsightPx.CreateClient();
        using var answer = await client.PutAsJsonAsync(new Uri("v1/users/ada", UriKind.Relative), body);
    }
}
