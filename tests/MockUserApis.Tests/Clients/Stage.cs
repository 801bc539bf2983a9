using System.Text.Json;
using System.Xml;

namespace MockUserApis.Tests.Clients;

/// <summary>Where a scenario plays: one vendor in a sandbox of its own, on sockets or on a handler.</summary>
/// <param name="control">A client whose base address is the server's.</param>
public sealed class Stage(
    string sandbox,
    Vendor vendor,
    Uri address,
    HttpClient control,
    Func<HttpMessageHandler>? handler = null
)
{
    public string Slug => vendor.Slug;

    /// <summary>Somebody with the sandbox's credential.</summary>
    public HttpClient Http() => Http(sandbox);

    /// <summary>Somebody with a credential that opens nothing.</summary>
    public HttpClient Stranger() => Http("a sandbox that nobody made");

    public Task FreezeAsync() => ControlAsync(HttpMethod.Post, "/clock", """{"freeze":true}""");

    public Task AdvanceAsync(TimeSpan time) =>
        ControlAsync(HttpMethod.Post, "/clock", $$"""{"advance":"{{XmlConvert.ToString(time)}}"}""");

    public Task LimitAsync(int requests) =>
        ControlAsync(
            HttpMethod.Put,
            $"/limits/{vendor.Slug}",
            $$"""{"enabled":true,"requests":{{requests}},"window":"PT1M"}"""
        );

    /// <summary>The body of the latest request of an operation, as the journal has it.</summary>
    public async Task<string> LatestBodyAsync(string operation)
    {
        var entries = await ControlAsync(HttpMethod.Get, $"/requests?operation={operation}");
        var latest = entries.EnumerateArray().MaxBy(e => e.GetProperty("at").GetDateTimeOffset());
        return latest.GetProperty("body").ToString();
    }

    private async Task<JsonElement> ControlAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri($"/_mock/sandboxes/{sandbox}{path}", UriKind.Relative)
        )
        {
            Content = body is null ? null : new StringContent(body),
        };
        using var answer = await control.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private HttpClient Http(string account)
    {
        var http = new HttpClient(handler is null ? new SocketsHttpHandler { UseProxy = false } : handler());
        http.BaseAddress = address;
        foreach (var (name, value) in vendor.Issue(account)[0].Headers)
            http.DefaultRequestHeaders.Add(name, value);
        return http;
    }
}
