using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis;

/// <summary>
/// What a command asks of a running mock's control plane. A failure becomes a message with the address.
/// </summary>
internal sealed class ControlClient : IDisposable
{
    private const string Fix =
        "Start a mock with \"mock-user-apis serve\", or give the address of a running one with --url.";
    private const string HowToGiveToken =
        "MOCK_USER_APIS_CONTROL_TOKEN in the environment, --control-token-file FILE or --control-token TOKEN";
    private readonly HttpClient http;
    private readonly bool hasToken;

    public ControlClient(Uri root, string? token)
    {
        Root = root;
        hasToken = token is not null;

        // A company's proxy knows nothing of a mock on this machine or of one in a test network.
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        if (token is not null && !http.DefaultRequestHeaders.TryAddWithoutValidation("X-Mock-Token", token))
        {
            throw new UsageException(
                "The control token has a character that no header can carry. Give the mock's own."
            );
        }
    }

    /// <summary>The mock's base address, without <c>/_mock</c> and without a slash at its end.</summary>
    public Uri Root { get; }

    private string Shown => Root.AbsoluteUri.TrimEnd('/');

    public static Uri Address(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && (uri.Query + uri.Fragment).Length == 0
            ? new Uri(uri.AbsoluteUri.TrimEnd('/'))
            : throw new UsageException(
                $"--url is \"{url}\". Give the mock's base address, such as http://127.0.0.1:5080."
            );

    public string Url(string path) => $"{Shown}/_mock/{path}";

    public async Task<JsonNode> GetAsync(string path, CancellationToken stop)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, stop);
        return await JsonAsync(response, path, stop);
    }

    public async Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken stop)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body, stop);
        return await JsonAsync(response, path, stop);
    }

    /// <summary>The answer as it is, whatever its status.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        CancellationToken stop
    )
    {
        try
        {
            using var request = new HttpRequestMessage(method, Url(path));
            if (body is not null)
                request.Content = new StringContent(body.ToJsonString(), null, "application/json");
            return await http.SendAsync(request, stop);
        }
        catch (HttpRequestException error)
        {
            throw new UnreachableException($"{Shown} cannot be reached: {error.Message.TrimEnd('.')}. {Fix}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new UnreachableException($"{Shown} did not answer within {http.Timeout.TotalSeconds:0} s. {Fix}");
        }
    }

    /// <summary>For an answer that came and is not what a mock's control plane answers.</summary>
    public UnreachableException NotAMock(string path, string what) =>
        new($"{Url(path)} {what}: no mock answers there. {Fix}");

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> JsonAsync(HttpResponseMessage response, string path, CancellationToken stop)
    {
        JsonNode? json = null;
        try
        {
            json = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(stop));
        }
        catch (Exception error) when (error is JsonException or HttpRequestException)
        {
            // Refused below: what came is not JSON, or not all of it came.
        }

        if (response.IsSuccessStatusCode && json is not null)
            return json;
        throw Refused(response, json as JsonObject, path);
    }

    private UnreachableException Refused(HttpResponseMessage response, JsonObject? json, string path)
    {
        var status = $"answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        if (!isProblem || json?["detail"] is not { } detail)
        {
            return NotAMock(path, response.IsSuccessStatusCode ? $"{status} without JSON" : status);
        }

        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return new($"{Url(path)} {status}: {detail}");
        return new UnreachableException(
            hasToken
                ? $"The mock at {Shown} does not accept this control token. Give the one that it was started with."
                : $"The mock at {Shown} asks for its control token. Give it: {HowToGiveToken}."
        );
    }
}
