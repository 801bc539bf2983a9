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
        // A curl that changes a user is only given where the user is there.
        Mock.GainsightPx.Seed("ada", new { title = "CTO" });
        await PutAsync(
            new
            {
                identifyId = "ada",
                propertyKeys = new[] { "AP-1" },
                score = "high",
            }
        );

        var message = Should
            .Throw<MockAssertionException>(() => Mock.GainsightPx.Requests.ShouldAllBeAccepted())
            .Message;

        // The README of the package shows this message.
        var readme = await File.ReadAllTextAsync(
            Readme(AppContext.BaseDirectory),
            TestContext.Current.CancellationToken
        );
        var shown = readme[(readme.IndexOf("```text", StringComparison.Ordinal) + 8)..];
        foreach (var line in shown[..shown.IndexOf("```", StringComparison.Ordinal)].Split('\n'))
            message.ShouldContain(line.Split('…')[0].TrimEnd(), Case.Sensitive, message);
    }

    [Fact]
    public void NoRequest_IsNotAccepted() =>
        Should
            .Throw<MockAssertionException>(() => Mock.GainsightPx.Requests.ShouldAllBeAccepted())
            .Message.ShouldContain(Mock.GainsightPx.BaseAddress.ToString());

    [Fact]
    public async Task ShouldHaveReceived_WithPartsOfTheBody_NamesTheNearestMiss()
    {
        Mock.GainsightPx.Seed("ada");
        await PutAsync(
            new
            {
                identifyId = "ada",
                propertyKeys = new[] { "AP-1" },
                title = "CTO",
            }
        );
        Mock.Requests.ShouldHaveReceived("updateUser", times: 1, key: "ada", status: 204, body: new { title = "CTO" })
            .ShouldNotHaveReceived("createUser");

        var message = Should
            .Throw<MockAssertionException>(() =>
                Mock.GainsightPx.Requests.ShouldHaveReceived("updateUser", body: new { title = "CEO" })
            )
            .Message;

        message.ShouldContain("received 0 requests for updateUser that fit; wanted: at least 1");
        message.ShouldContain("/title is \"CTO\", not \"CEO\"");
    }

    [Fact]
    public async Task ShouldNotHaveReceived_WhenItHas_ShowsIt()
    {
        await PutAsync(new { identifyId = "ada", propertyKeys = new[] { "AP-1" } });

        Should
            .Throw<MockAssertionException>(() => Mock.GainsightPx.Requests.ShouldNotHaveReceived("updateUser"))
            .Message.ShouldContain("fits:   #1 PUT /v1/users/ada -> 404");
    }

    [Fact]
    public void UnknownOperation_IsAMistakeInTheTest() =>
        Should
            .Throw<ArgumentException>(() => Mock.GainsightPx.Requests.ShouldHaveReceived("updateUsr"))
            .Message.ShouldContain("updateUser");

    private async Task PutAsync(object body)
    {
        using var client = Mock.GainsightPx.CreateClient();
        using var answer = await client.PutAsJsonAsync(new Uri("v1/users/ada", UriKind.Relative), body);
    }

    private static string Readme(string folder) =>
        Path.Combine(folder, "src", "MockUserApis.Testing", "README.md") is var file && File.Exists(file)
            ? file
            : Readme(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
