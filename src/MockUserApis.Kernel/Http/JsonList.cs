using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Http;

/// <summary>A long JSON array, item by item: no more than a piece of it is in memory, however many there are.</summary>
internal sealed class JsonList<T>(IEnumerable<T> items, JsonTypeInfo<T> type) : IResult
{
    private const int Piece = 1 << 16;

    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        var body = http.Response.BodyWriter;
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = RawJson.Plain.Encoder });
        json.WriteStartArray();
        foreach (var item in items)
        {
            JsonSerializer.Serialize(json, item, type);
            if (json.BytesPending < Piece)
                continue;
            json.Flush();
            await body.FlushAsync(http.RequestAborted);
        }

        json.WriteEndArray();
        json.Flush();
        await body.FlushAsync(http.RequestAborted);
    }
}
