using System.Text;

namespace MockUserApis.Clients;

/// <summary>What came back, read to its end.</summary>
internal sealed record Answer(string Request, int Status, byte[] Body, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers, TimeSpan? RetryAfter)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<Answer> ReadAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => (IReadOnlyList<string>)[.. h.Value], StringComparer.OrdinalIgnoreCase);
        return new Answer($"{request.Method} {request.RequestUri}", (int)response.StatusCode, body, headers, response.Headers.RetryAfter?.Delta);
    }
}
