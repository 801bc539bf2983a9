using System.Net;
using System.Text;

namespace MockUserApis.Tests.Clients;

/// <summary>Answers every request alike, without a socket, and remembers the last one.</summary>
internal sealed class StubHandler(int status, string body = "", string mediaType = "application/json")
    : HttpMessageHandler
{
    public string? Target { get; private set; }

    public string? Sent { get; private set; }

    public static HttpClient Http(int status, string body = "", string mediaType = "application/json") =>
        new(new StubHandler(status, body, mediaType)) { BaseAddress = new Uri("http://vendor.test") };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        Target = $"{request.Method} {request.RequestUri!.AbsoluteUri}";
        Sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        };
    }
}
