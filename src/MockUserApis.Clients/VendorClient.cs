using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MockUserApis.Clients;

/// <summary>
/// What all generated clients share: sending, reading and refusing. Its HttpClient decides where to and as whom.
/// </summary>
public abstract class VendorClient
{
    private readonly HttpClient http;
    private readonly JsonSerializerOptions json;

    private protected VendorClient(HttpClient httpClient, JsonSerializerContext types)
    {
        http = httpClient ?? throw new ArgumentNullException(nameof(httpClient));
        json = types.Options;
    }

    private protected async Task SendAsync(
        Call call,
        Func<int, Func<Answer, ApiException>> refusals,
        CancellationToken cancellation
    ) => await ExchangeAsync(call, refusals, cancellation).ConfigureAwait(false);

    private protected async Task<T> SendAsync<T>(
        Call call,
        Func<int, Func<Answer, ApiException>> refusals,
        bool mayBeEmpty,
        CancellationToken cancellation
    )
    {
        var answer = await ExchangeAsync(call, refusals, cancellation).ConfigureAwait(false);
        return answer.Body.Length == 0 && mayBeEmpty ? default! : Read<T>(answer, answer.Body);
    }

    // For operations that answer one object, an array of them or a page: always a list.
    private protected async Task<T> SendOneOrManyAsync<T>(
        Call call,
        Func<int, Func<Answer, ApiException>> refusals,
        bool mayBeEmpty,
        CancellationToken cancellation
    )
    {
        var answer = await ExchangeAsync(call, refusals, cancellation).ConfigureAwait(false);
        if (answer.Body.Length == 0 && mayBeEmpty)
            return default!;
        var isOne = answer.Body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        return Read<T>(answer, isOne ? Results(answer) ?? [.. "["u8, .. answer.Body, .. "]"u8] : answer.Body);
    }

    private static byte[]? Results(Answer answer)
    {
        var page = Read<JsonElement>(answer, answer.Body);
        var isPage = page.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Array;
        return isPage ? System.Text.Encoding.UTF8.GetBytes(results.GetRawText()) : null;
    }

    private protected static ApiException Refused(Answer answer) => new(answer);

    // A refusal with the body that the contract declares for its status; without it when something else came.
    private protected static ApiException Refused<TError>(Answer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, TypeOf<TError>(answer.Json)) is { } error
                ? new ApiException<TError>(answer, error)
                : new ApiException(answer);
        }
        catch (JsonException)
        {
            // A proxy's HTML, say. The text is in the exception.
            return new ApiException(answer);
        }
    }

    // A value as a path segment. One that would turn the path into another is refused before anything is sent.
    private protected static string Segment(object value)
    {
        var text = Call.Text(value);
        return text is "" or "." or ".."
            ? throw new ArgumentException($"\"{text}\" cannot be an id in a path.", nameof(value))
            : Uri.EscapeDataString(text);
    }

    private static T Read<T>(Answer answer, byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TypeOf<T>(answer.Json)) ?? throw new ApiException(answer, null);
        }
        catch (JsonException exception)
        {
            throw new ApiException(answer, exception);
        }
    }

    // Registered with the vendor's context by the template that makes the call.
    private static JsonTypeInfo<T> TypeOf<T>(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private async Task<Answer> ExchangeAsync(
        Call call,
        Func<int, Func<Answer, ApiException>> refusals,
        CancellationToken cancellation
    )
    {
        using var request = call.ToRequest(http.BaseAddress, json);
        using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        var answer = await Answer.ReadAsync(request, response, json, cancellation).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? answer : throw refusals(answer.Status)(answer);
    }
}
