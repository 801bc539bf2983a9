using System.Text;
using System.Text.Json;

namespace MockUserApis.Clients;

// What came back, read to its end, and how to read its JSON.
internal sealed record Answer(
    string Request,
    int Status,
    byte[] Body,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Headers,
    TimeSpan? RetryAfter,
    JsonSerializerOptions Json
)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<Answer> ReadAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        JsonSerializerOptions json,
        CancellationToken cancellation
    )
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => (IReadOnlyList<string>)[.. h.Value], StringComparer.OrdinalIgnoreCase);
        var sent = $"{request.Method} {request.RequestUri}";
        return new Answer(sent, (int)response.StatusCode, body, headers, response.Headers.RetryAfter?.Delta, json);
    }
}
