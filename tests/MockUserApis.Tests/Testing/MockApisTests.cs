using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MockUserApis.Testing;
using FaultKind = MockUserApis.Testing.FaultKind;

namespace MockUserApis.Tests.Testing;

/// <summary>The fixture of other people's tests, on sockets and without.</summary>
public class MockApisTests
{
    public static TheoryData<string, bool> Everywhere =>
        [.. MockFixture.Known.SelectMany(v => new (string, bool)[] { (v.Slug, false), (v.Slug, true) })];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task EveryVendor_SeededUser_IsRead(string slug, bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        var vendor = mock[slug];
        var key = vendor.Keys.First();
        using var client = vendor.CreateClient();

        var answer = await client.GetAsync(new Uri(Path(vendor, key), UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        vendor.User(key).ShouldNotBeNull();
        vendor.Requests.ShouldAllBeAccepted().Count.ShouldBe(1);
        mock.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task EveryVendor_WithoutACredential_RefusesAndTheAssertionSaysWhy(string slug, bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        await using var sandbox = await mock.CreateSandboxAsync();
        var vendor = sandbox[slug];
        using var client = vendor.CreateClient(credential: false);

        var answer = await client.GetAsync(new Uri(Path(vendor, vendor.Keys.First()), UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var failure = Should.Throw<MockAssertionException>(() => vendor.Requests.ShouldAllBeAccepted());
        failure.Message.ShouldContain($"{slug} did not accept 1 of 1 request");
        failure.Message.ShouldContain(vendor.Credential.Keys.First());
        failure.Message.ShouldContain("works:    curl");
        mock.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task EveryVendor_AboveItsLimit_RecoversWhenTheClockMoves(string slug, bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        var vendor = mock[slug];
        mock.Clock.Freeze();
        vendor.Limit(1, TimeSpan.FromMinutes(1));
        using var client = vendor.CreateClient();
        var path = new Uri(Path(vendor, vendor.Keys.First()), UriKind.Relative);
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        mock.Clock.Advance(TimeSpan.FromMinutes(1));

        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Seed_WithAnyId_IsFoundUnderItsEncodedPath(bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        const string id = "a/b c?é%2F";
        mock.GainsightPx.Seed(id, new { title = "CTO" }).GetProperty("title").GetString().ShouldBe("CTO");
        using var client = mock.GainsightPx.CreateClient();

        var user = await client.GetFromJsonAsync<JsonElement>(
            new Uri("v1/users/" + Uri.EscapeDataString(id), UriKind.Relative)
        );

        user.GetProperty("identifyId").GetString().ShouldBe(id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handler_OfAVendor_TakesWhateverHostTheClientCalls(bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        await using var sandbox = await mock.CreateSandboxAsync();
        sandbox.GainsightPx.Seed("ada", new { title = "CTO" });
        using var client = new HttpClient(sandbox.GainsightPx.CreateHandler())
        {
            BaseAddress = new Uri("https://api.aptrinsic.com/"),
        };
        foreach (var (name, value) in sandbox.GainsightPx.Credential)
            client.DefaultRequestHeaders.Add(name, value);

        var user = await client.GetFromJsonAsync<JsonElement>(new Uri("v1/users/ada", UriKind.Relative));

        user.GetProperty("title").GetString().ShouldBe("CTO");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fault_UntilDisposed_ActsOnItsVendorAlone(bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        using var client = mock.GainsightPx.CreateClient();
        var path = new Uri("v1/users/" + mock.GainsightPx.Keys.First(), UriKind.Relative);
        using (mock.GainsightPx.Fault(FaultKind.Status, status: 503))
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        mock.GainsightPx.Fault(FaultKind.Reset, times: 1);
        await Should.ThrowAsync<Exception>(() => client.GetAsync(path));

        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);

        Should
            .Throw<MockAssertionException>(() => mock.Requests.ShouldAllBeAccepted())
            .Message.ShouldContain("armed fault");
    }

    // On a socket the client sees the announced length and fewer bytes. Without one nobody counts them, so it must be
    // told.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fault_ThatCutsTheAnswerShort_FailsTheClientsRead(bool inProcess)
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
        using var client = mock.GainsightPx.CreateClient();
        var path = new Uri("v1/users/" + mock.GainsightPx.Keys.First(), UriKind.Relative);
        mock.GainsightPx.Fault(FaultKind.Truncate, times: 1);

        using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(() => answer.Content.ReadAsStringAsync());
        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ControlPlane_InProcess_Answers()
    {
        await using var mock = await MockApis.StartAsync(o => o.InProcess = true);
        using var client = mock.CreateClient();

        (await client.GetFromJsonAsync<JsonElement>(new Uri("_mock/health", UriKind.Relative)))
            .GetProperty("status")
            .GetString()
            .ShouldBe("ready");
    }

    [Fact]
    public async Task ManyMocks_WithDifferentVendors_DoNotMeet()
    {
        await using var all = await MockApis.StartAsync();
        await using var one = await MockApis.StartAsync(o => o.Vendors.Add("VoltMx"));
        all.GainsightPx.Seed("ada");

        one.Vendors.ShouldHaveSingleItem().Slug.ShouldBe("volt-mx");
        Should.Throw<ArgumentException>(() => one.GainsightPx).Message.ShouldContain("It serves: volt-mx");
        using var client = all.GainsightPx.CreateClient();
        (await client.GetAsync(new Uri("v1/users/ada", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void VendorProperties_AreOneASpec()
    {
        var specs = MockFixture.Known.Select(v => v.Name).Order();

        typeof(MockScope)
            .GetProperties()
            .Where(p => p.PropertyType == typeof(MockVendor) && p.GetIndexParameters().Length == 0)
            .Select(p => p.Name)
            .Order()
            .ShouldBe(specs);
    }

    private static string Path(MockVendor vendor, string key)
    {
        var update = MockFixture.Known.First(v => v.Slug == vendor.Slug) is var known ? known.Api.Updating.Path : "";
        return update[1..update.IndexOf('{', StringComparison.Ordinal)]
            + Uri.EscapeDataString(key)
            + update[(update.IndexOf('}', StringComparison.Ordinal) + 1)..];
    }
}
