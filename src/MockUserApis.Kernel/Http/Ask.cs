using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Kernel.Http;

/// <summary>Reads what control-plane requests carry, refusing with a readable message.</summary>
internal static class Ask
{
    private const int MaxOfSnapshot = 64 << 20;

    /// <summary>Of everything else: a user, a fault, what an exchange should have had.</summary>
    private const int MaxBytes = 1 << 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>A long snapshot takes several times as much while it is read.</summary>
    private static readonly SemaphoreSlim LongSnapshots = new(2);

    /// <summary>Reads a snapshot and does something with it; few long ones at a time.</summary>
    public static async Task Snapshot(HttpContext http, Func<JsonElement, ValueTask> use)
    {
        var isLong = http.Request.ContentLength is not <= MaxBytes;
        if (isLong && !await LongSnapshots.WaitAsync(Timeout, http.RequestAborted))
        {
            throw new RefusedException(
                429,
                "Too many snapshots",
                "Other long snapshots are being read. Send it again later."
            );
        }

        try
        {
            await use(await Json(http, "what GET …/snapshot gave", MaxOfSnapshot));
        }
        finally
        {
            if (isLong)
                LongSnapshots.Release();
        }
    }

    public static async Task<T> Body<T>(HttpContext http, JsonTypeInfo<T> type, string example)
        where T : class
    {
        var json = await Json(http, example);
        try
        {
            return json.Deserialize(type)
                ?? throw RefusedException.Bad($"The body is null. Send for example {example}.");
        }
        catch (JsonException error)
        {
            throw RefusedException.Bad(
                $"The body does not fit at {error.Path}: {Sentence(error)} Send for example {example}."
            );
        }
    }

    public static async Task<JsonElement> Json(HttpContext http, string example, int most = MaxBytes)
    {
        var text = new MemoryStream();
        RefusedException TooLarge() => new(413, "Too large", $"The body may have at most {most} bytes.");
        if (http.Request.ContentLength > most)
            throw TooLarge();
        var bound = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (bound is { IsReadOnly: false })
            bound.MaxRequestBodySize = most;
        var arriving = http.RequestServices.GetRequiredService<ArrivingBodies>();
        long counted = 0;
        try
        {
            arriving.Count(http.Request.ContentLength ?? most, ref counted);
            await http.Request.Body.CopyToAsync(text, http.RequestAborted);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == 413)
        {
            throw TooLarge();
        }
        catch (IOException error) when (error is not ConnectionResetException)
        {
            throw RefusedException.Bad($"The body did not arrive as its headers announce: {error.Message}");
        }
        finally
        {
            arriving.Give(counted);
        }

        if (text.Length == 0)
            return RawJson.Parse("{}"u8);
        if (!JsonBody.IsText(text.GetBuffer().AsSpan(0, (int)text.Length)))
            throw RefusedException.Bad(
                $"The body is not UTF-8, or a \\u escape in it is half of a surrogate pair. Send for example {example}."
            );
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = RawJson.MaxDepth };
            using var document = JsonDocument.Parse(text.GetBuffer().AsMemory(0, (int)text.Length), options);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw RefusedException.Bad($"The body is not JSON: {Sentence(error)} Send for example {example}.");
        }
    }

    private static string Sentence(JsonException error)
    {
        var end = error.Message.IndexOf(" Path:", StringComparison.Ordinal);
        var cut = end < 0 ? error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) : end;
        return (cut < 0 ? error.Message : error.Message[..cut]).Replace(
            "MockUserApis.Kernel.",
            "",
            StringComparison.Ordinal
        );
    }
}
