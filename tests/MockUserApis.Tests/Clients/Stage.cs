using System.Xml;

namespace MockUserApis.Tests.Clients;

/// <summary>Where a scenario plays: one vendor in a sandbox of its own.</summary>
public sealed class Stage(TestSandbox sandbox, Vendor vendor, Uri address, Func<HttpMessageHandler>? handler = null)
{
    public TestSandbox Sandbox => sandbox;

    public string Slug => vendor.Slug;

    /// <summary>Somebody with the sandbox's credential.</summary>
    public HttpClient Http() => Http(sandbox.Name);

    /// <summary>Somebody with a credential that opens nothing.</summary>
    public HttpClient Stranger() => Http("a sandbox that nobody made");

    public Task FreezeAsync() => sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true}""");

    public Task AdvanceAsync(TimeSpan time) => sandbox.ArrangeAsync("POST", "/clock", $$"""{"advance":"{{XmlConvert.ToString(time)}}"}""");

    public Task LimitAsync(int requests) => sandbox.ArrangeAsync("PUT", $"/limits/{vendor.Slug}", $$"""{"enabled":true,"requests":{{requests}},"window":"PT1M"}""");

    /// <summary>The body of the latest request of an operation, as the journal has it.</summary>
    public async Task<string> LatestBodyAsync(string operation)
    {
        var entries = (await sandbox.ArrangeAsync("GET", $"/requests?operation={operation}")).Json;
        var latest = entries.EnumerateArray().MaxBy(e => e.GetProperty("at").GetDateTimeOffset());
        return latest.GetProperty("body").ToString();
    }

    private HttpClient Http(string account)
    {
        var http = handler is null ? new HttpClient() : new HttpClient(handler());
        http.BaseAddress = address;
        foreach (var (name, value) in vendor.Issue(account)[0].Headers) http.DefaultRequestHeaders.Add(name, value);
        return http;
    }
}
