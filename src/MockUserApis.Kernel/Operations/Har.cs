using System.Globalization;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>The journal as an HTTP Archive 1.2.</summary>
/// <param name="dropped">How many the journal dropped: an archive that is not whole says so.</param>
internal sealed class Har(VendorDirectory directory, IEnumerable<JournalEntry> entries, long dropped = 0)
{
    private const int MaxUnsent = 64 << 10;

    public long Dropped => dropped;

    /// <summary>Writes one entry after the other: the archive of a long run is never in memory as a whole.</summary>
    public async Task WriteAsync(Stream body)
    {
        await using var json = new Utf8JsonWriter(body, RawJson.Plain);
        json.WriteStartObject();
        json.WriteStartObject("log");
        json.WriteString("version", "1.2");
        json.WriteStartObject("creator");
        json.WriteString("name", "mock-user-apis");
        json.WriteString("version", typeof(Har).Assembly.GetName().Version!.ToString(3));
        json.WriteEndObject();
        if (dropped > 0)
            json.WriteString("comment", Comment(dropped));
        json.WriteStartArray("entries");
        foreach (var entry in entries)
        {
            Entry(json, entry);
            if (json.BytesPending > MaxUnsent)
                await json.FlushAsync();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Comment(long dropped) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{dropped} older entries are missing: the journal dropped them for want of room (--journal-entries, "
        ) + "--journal-bytes).";

    private void Entry(Utf8JsonWriter json, JournalEntry entry)
    {
        var milliseconds = entry.Duration.TotalMilliseconds;
        json.WriteStartObject();
        json.WriteString("startedDateTime", entry.At.ToString("o", CultureInfo.InvariantCulture));
        json.WriteNumber("time", milliseconds);
        if (entry.Aborted is { } after)
            json.WriteString("comment", Departure.Of(after));
        json.WriteStartObject("request");
        json.WriteString("method", entry.Method);
        json.WriteString("url", Root(entry) + entry.Target);
        Common(json, entry.Protocol, entry.RequestHeaders, entry.RequestBody.Length);
        json.WriteStartArray("queryString");
        foreach (var pair in Query(entry.Target))
            Pair(json, pair.Key, pair.Value);
        json.WriteEndArray();
        if (entry.RequestBody.Length > 0)
        {
            json.WriteStartObject("postData");
            json.WriteString(
                "mimeType",
                entry
                    .RequestHeaders.FirstOrDefault(h =>
                        h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
                    )
                    .Value
                    ?? ""
            );
            json.WriteString("text", Encoding.UTF8.GetString(entry.RequestBody.Span));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("response");
        json.WriteNumber("status", entry.Status);
        json.WriteString("statusText", "");
        Common(json, entry.Protocol, entry.ResponseHeaders, entry.ResponseBody.Length);
        json.WriteStartObject("content");
        json.WriteNumber("size", entry.ResponseBody.Length);
        json.WriteString("mimeType", entry.ContentType ?? "");
        json.WriteString("text", Encoding.UTF8.GetString(entry.ResponseBody.Span));
        json.WriteEndObject();
        json.WriteString("redirectURL", "");
        json.WriteEndObject();
        json.WriteStartObject("cache");
        json.WriteEndObject();
        json.WriteStartObject("timings");
        json.WriteNumber("send", 0);
        json.WriteNumber("wait", milliseconds);
        json.WriteNumber("receive", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // HTTP/1.0 may name no host: then the port that it came to.
    private string Root(JournalEntry entry)
    {
        if (entry.RequestHeaders.FirstOrDefault(h => h.Key == "Host").Value is { Length: > 0 } host)
            return $"{entry.Scheme ?? "http"}://{host}";
        return entry.Port > 0 ? directory.At(entry.Port) : directory.Root;
    }

    private static void Common(
        Utf8JsonWriter json,
        string? protocol,
        IEnumerable<KeyValuePair<string, string>> headers,
        int bodySize
    )
    {
        json.WriteString("httpVersion", protocol ?? "HTTP/1.1");
        json.WriteStartArray("cookies");
        json.WriteEndArray();
        json.WriteStartArray("headers");
        foreach (var (name, value) in headers)
            Pair(json, name, value);
        json.WriteEndArray();
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", bodySize);
    }

    private static void Pair(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, string>> Query(string target) =>
        target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0
            ? Microsoft
                .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(target[at..])
                .SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))
            : [];
}
