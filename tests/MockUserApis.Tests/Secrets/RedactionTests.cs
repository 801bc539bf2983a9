namespace MockUserApis.Tests.Secrets;

/// <summary>Credentials and passwords never reach the journal.</summary>
public sealed class RedactionTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Journal_OfACall_HoldsNoCredential(string api)
    {
        var vendor = mock.Asked(api);
        var calls = new UserCalls(await mock.SandboxAsync(), vendor);
        var credential = calls.Sandbox.Credential(vendor);
        await calls.Sandbox.SendAsync(
            vendor,
            "GET",
            calls.Target(),
            [
                .. credential,
                new("Cookie", "session=tell-nobody"),
                new("Proxy-Authorization", "tell-nobody"),
                new("X-Harmless", "kept"),
            ],
            null
        );
        await calls.ReadAsync("nobody at all");
        var journal = (await calls.Sandbox.ArrangeAsync("GET", "/requests")).Text;
        foreach (var (name, value) in vendor.Vendor.Issue(calls.Sandbox.Name)[0].Headers)
            journal.ShouldNotContain(value.Split(' ')[^1], Case.Sensitive, name);
        journal.ShouldNotContain("tell-nobody");
        journal.ShouldContain("kept");
        journal.ShouldContain("[redacted]");
    }

    [Theory]
    [MemberData(nameof(BodyCalls.OperationsWithSecrets), MemberType = typeof(BodyCalls))]
    public async Task Journal_OfABodyWithSecrets_HoldsNone(string slug, string operation)
    {
        var calls = await BodyCalls.SetUpAsync(mock, slug, operation);
        var body = System.Text.Json.Nodes.JsonNode.Parse(calls.Good)!.AsObject();
        var secrets = mock.Api(slug).Contract[operation].Secrets.Where(body.ContainsKey).ToList();
        secrets.ShouldNotBeEmpty();
        foreach (var secret in secrets)
            body[secret] = "tell-nobody";
        var answer = await calls.SendAsync(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
        (await calls.EntryAsync(answer)).GetRawText().ShouldNotContain("tell-nobody");
    }
}
