using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace MockUserApis.Aspire;

// A call of the default sandbox's control plane, for a command of the dashboard.
internal static class ControlCall
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });

    // The path is below the sandbox; done is what the command says then.
    public static async Task<ExecuteCommandResult> SendAsync(
        MockUserApisResource mock,
        HttpMethod method,
        string path,
        string? body,
        string done,
        CancellationToken cancellation
    )
    {
        try
        {
            var url = await mock.Endpoint.GetValueAsync(cancellation);
            using var request = new HttpRequestMessage(method, $"{url}/_mock/sandboxes/default/{path}");
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await Client.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode
                ? CommandResults.Success(done)
                : CommandResults.Failure(Detail(await answer.Content.ReadAsStringAsync(cancellation)));
        }
        catch (HttpRequestException error)
        {
            return CommandResults.Failure($"{mock.Name} does not answer: {error.Message}");
        }
    }

    // The control plane's errors are problem documents (RFC 9457).
    private static string Detail(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.GetProperty("detail").GetString() ?? text;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return text;
        }
    }
}
